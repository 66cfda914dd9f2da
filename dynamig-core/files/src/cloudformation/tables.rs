use std::collections::HashMap;

use super::left_out::{inner, made};
use super::notes::Notes;
use super::resolve::{Resolver, as_text, to_give};
use super::scaling::{SCALING, Scales, scales};
use super::template::{Resource, Template, get, shown};
use super::{Parameters, TABLES, global, simple, table};
use crate::shape::{Reader, template_table};
use crate::value::{Entry, Kind, Value};

/// Transforms that make no tables beyond those that are read here.
const HARMLESS: [&str; 2] = ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"];

/// Resources that are templates of their own.
const TEMPLATES: [&str; 2] = ["AWS::CloudFormation::Stack", "AWS::Serverless::Application"];

/// Reads the tables of a template; the second reader takes faults that are nobody's.
pub(super) fn tables_of<'t>(
    template: &Template<'t>,
    given: &mut Parameters,
    [reader, aside]: [&mut Reader<'_>; 2],
    notes: &mut Notes,
) {
    for parameter in &template.parameters {
        given.knows(&parameter.name);
    }
    transforms(template, notes);
    let mut is_any = false;
    let mut resolver = Resolver::new(template, given, reader);
    for resource in &template.resources {
        if TABLES.contains(&resource.kind.as_str()) {
            is_any = true;
            one(resource, &mut resolver, notes);
        } else if TEMPLATES.contains(&resource.kind.as_str()) || resource.kind.ends_with("::MODULE")
        {
            let id = shown(&resource.id);
            notes.file(format!(
                "resource `{id}` is a template of its own, and was not read"
            ));
        }
    }
    if !is_any {
        let sentence = "the template has no table";
        let hint = format!("a table is one of {}", TABLES.join(", "));
        resolver.reader.refuse(0, sentence, hint);
    }
    let mut resolver = Resolver::new(template, given, aside);
    for resource in &template.resources {
        if resource.kind == SCALING {
            scaled(resource, &mut resolver, notes);
        }
    }
}

fn transforms(template: &Template<'_>, notes: &mut Notes) {
    let strange = template.transforms.iter();
    for transform in strange.filter(|name| !HARMLESS.contains(&name.as_str())) {
        notes.file(format!(
            "transform `{}` was not run: it may change tables",
            shown(transform)
        ));
    }
}

impl<'a, 'r, 'f, 't> Resolver<'a, 'r, 'f, 't> {
    fn new(
        template: &'a Template<'t>,
        given: &'a mut Parameters,
        reader: &'r mut Reader<'f>,
    ) -> Self {
        Self {
            template,
            given,
            reader,
            conditions: HashMap::new(),
            names: HashMap::new(),
            under_way: Vec::new(),
        }
    }
}

/// Reads one table, unless its condition does not hold.
fn one<'t>(resource: &Resource<'t>, resolver: &mut Resolver<'_, '_, '_, 't>, notes: &mut Notes) {
    let id = shown(&resource.id);
    if let Some((condition, at)) = &resource.condition {
        match resolver.condition(condition, *at) {
            Some(true) => {}
            Some(false) => {
                let condition = shown(condition);
                notes.file(format!(
                    "left out: resource `{id}`, whose condition `{condition}` is false"
                ));
                return;
            }
            None => return,
        }
    }
    let faults = resolver.reader.faults();
    let mut properties = resolver.members(&resource.properties);
    named(resource, &mut properties, resolver);
    let mut of_table = Vec::new();
    let properties = shaped(resource, properties, resolver, &mut of_table);
    if resolver.reader.faults() > faults {
        return;
    }
    if let Some(name) = get(&properties, "TableName").and_then(|name| as_text(&name.kind)) {
        notes.table(&name, of_table);
    }
    let value = Value {
        at: resource.at,
        kind: Kind::Map(properties),
    };
    template_table(&value, resolver.reader);
}

/// Where a table has no name, CloudFormation makes one: it has to be given.
fn named<'t>(
    resource: &Resource<'t>,
    properties: &mut Vec<Entry<'t>>,
    resolver: &mut Resolver<'_, '_, '_, 't>,
) {
    if get(properties, "TableName").is_some() {
        return;
    }
    let id = shown(&resource.id);
    match resolver.given.of(&resource.id) {
        Some(name) => properties.push(made("TableName", resource.at, Kind::Text(name.into()))),
        None => {
            let sentence = format!("resource `{id}` has no `TableName`: CloudFormation makes one");
            resolver.reader.refuse(resource.at, sentence, to_give(&id));
        }
    }
}

/// The properties in the shape of the CreateTable request.
fn shaped<'t>(
    resource: &Resource<'t>,
    mut properties: Vec<Entry<'t>>,
    resolver: &mut Resolver<'_, '_, '_, 't>,
    notes: &mut Vec<String>,
) -> Vec<Entry<'t>> {
    match resource.kind.as_str() {
        "AWS::DynamoDB::GlobalTable" => {
            let region = resolver.given.of("AWS::Region");
            let reader = &mut *resolver.reader;
            global::shaped(properties, resource.at, region.as_deref(), notes, reader)
        }
        "AWS::Serverless::SimpleTable" => {
            let mut globals = resolver.members(&resolver.template.globals);
            let global = inner(&mut globals, "SimpleTable").map(std::mem::take);
            for entry in global.unwrap_or_default() {
                if get(&properties, &entry.name).is_none() {
                    properties.push(entry);
                }
            }
            simple::shaped(properties, resource.at, resolver.reader)
        }
        _ => {
            table::shaped(&mut properties, notes, resolver.reader);
            properties
        }
    }
}

/// Notes what is scaled, at its table where that is known.
fn scaled<'t>(resource: &Resource<'t>, resolver: &mut Resolver<'_, '_, '_, 't>, notes: &mut Notes) {
    match scales(resource, resolver) {
        Scales::Nothing => {}
        Scales::Table { name, index } => {
            let what = match index {
                Some(index) => format!("index `{}`", shown(&index)),
                None => "the table".to_owned(),
            };
            notes.table(
                &name,
                [format!(
                    "Application Auto Scaling sets the capacity of {what}"
                )],
            );
        }
        Scales::Unknown => {
            let id = shown(&resource.id);
            notes.file(format!(
                "resource `{id}` scales something that is not known here"
            ));
        }
    }
}
