use std::collections::HashMap;

use crate::shape::Reader;
use crate::value::{Entry, Kind, Value};

/// The sections of a template, as they are written.
pub(super) struct Template<'t> {
    pub(super) parameters: Vec<Entry<'t>>,
    pub(super) mappings: Vec<Entry<'t>>,
    pub(super) conditions: Vec<Entry<'t>>,
    pub(super) globals: Vec<Entry<'t>>,
    pub(super) transforms: Vec<String>,
    pub(super) resources: Vec<Resource<'t>>,
}

/// One resource.
#[derive(Clone)]
pub(super) struct Resource<'t> {
    pub(super) id: String,
    pub(super) at: usize,
    pub(super) kind: String,
    pub(super) condition: Option<(String, usize)>,
    pub(super) properties: Vec<Entry<'t>>,
}

const SECTIONS: &[&str] = &[
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Transform",
    "Globals",
    "Resources",
    "Outputs",
    "Hooks",
];

/// Whether a file of JSON is a template.
pub(super) fn is_template(value: &Value<'_>) -> bool {
    let Kind::Map(entries) = &value.kind else {
        return false;
    };
    let sections = ["Resources", "AWSTemplateFormatVersion"];
    entries.iter().any(|entry| sections.contains(&&*entry.name))
}

impl<'t> Template<'t> {
    /// Takes a template apart; `None` where that cannot be done.
    pub(super) fn of(value: Value<'t>, reader: &mut Reader<'_>) -> Option<Self> {
        let faults = reader.faults();
        twice(&value, reader);
        let at = value.at;
        let mut sections = map("the template", value, reader)?;
        for section in &sections {
            if !SECTIONS.contains(&&*section.name) {
                let sentence = format!("a template has no section `{}`", shown(&section.name));
                reader.refuse(
                    section.at,
                    sentence,
                    format!("it has {}", SECTIONS.join(", ")),
                );
            }
        }
        if get(&sections, "Resources").is_none() {
            reader.refuse(at, "the template has no `Resources`", "");
        }
        let mut section = |name: &str, reader: &mut Reader<'_>| {
            let entry = take(&mut sections, name);
            entry.and_then(|entry| map(&format!("`{name}`"), entry.value, reader))
        };
        let template = Self {
            parameters: section("Parameters", reader).unwrap_or_default(),
            mappings: section("Mappings", reader).unwrap_or_default(),
            conditions: section("Conditions", reader).unwrap_or_default(),
            globals: section("Globals", reader).unwrap_or_default(),
            resources: section("Resources", reader)
                .unwrap_or_default()
                .into_iter()
                .filter_map(|entry| Resource::of(entry, reader))
                .collect(),
            transforms: take(&mut sections, "Transform").map_or_else(Vec::new, transforms),
        };
        (reader.faults() == faults).then_some(template)
    }

    pub(super) fn resource(&self, id: &str) -> Option<&Resource<'t>> {
        self.resources.iter().find(|resource| resource.id == id)
    }
}

impl<'t> Resource<'t> {
    fn of(entry: Entry<'t>, reader: &mut Reader<'_>) -> Option<Self> {
        let (id, at) = (entry.name.to_string(), entry.at);
        if id.starts_with("Fn::") {
            let sentence = format!("`{}` makes resources, and is not evaluated", shown(&id));
            reader.refuse(at, sentence, "write out the resources that it makes");
            return None;
        }
        let what = format!("resource `{}`", shown(&id));
        let mut members = map(&what, entry.value, reader)?;
        let Some(Kind::Text(kind)) = take(&mut members, "Type").map(|kind| kind.value.kind) else {
            reader.refuse(at, format!("{what} has no `Type`"), "");
            return None;
        };
        let condition = take(&mut members, "Condition").and_then(|entry| match entry.value.kind {
            Kind::Text(name) => Some((name.into_owned(), entry.value.at)),
            _ => {
                reader.refuse(entry.value.at, "`Condition` of a resource is a name", "");
                None
            }
        });
        let properties = take(&mut members, "Properties");
        let properties = properties.and_then(|entry| map("`Properties`", entry.value, reader));
        Some(Self {
            id,
            at,
            kind: kind.into_owned(),
            condition,
            properties: properties.unwrap_or_default(),
        })
    }
}

fn transforms(entry: Entry<'_>) -> Vec<String> {
    let name = |value: Value<'_>| match value.kind {
        Kind::Text(name) => name.into_owned(),
        _ => "one with arguments".to_owned(),
    };
    match entry.value.kind {
        Kind::List(values) => values.into_iter().map(name).collect(),
        _ => vec![name(entry.value)],
    }
}

/// Refuses members that stand twice, wherever they are.
fn twice(value: &Value<'_>, reader: &mut Reader<'_>) {
    match &value.kind {
        Kind::Map(entries) => {
            let mut first: HashMap<&str, usize> = HashMap::new();
            for entry in entries {
                if let Some(&earlier) = first.get(&*entry.name) {
                    let hint = format!("the first is at {}", reader.place(earlier));
                    let sentence = format!("`{}` stands here twice", shown(&entry.name));
                    reader.refuse(entry.at, sentence, hint);
                } else {
                    first.insert(&entry.name, entry.at);
                }
                twice(&entry.value, reader);
            }
        }
        Kind::List(values) => values.iter().for_each(|value| twice(value, reader)),
        _ => {}
    }
}

/// The members of a map; another type is a fault.
pub(super) fn map<'t>(
    what: &str,
    value: Value<'t>,
    reader: &mut Reader<'_>,
) -> Option<Vec<Entry<'t>>> {
    match value.kind {
        Kind::Map(entries) => Some(entries),
        Kind::Refused => None,
        _ => {
            let sentence = format!("{what} is {}, not a map", value.kind.what());
            reader.refuse(value.at, sentence, "");
            None
        }
    }
}

/// Takes a member out of a map.
pub(super) fn take<'t>(entries: &mut Vec<Entry<'t>>, name: &str) -> Option<Entry<'t>> {
    let at = entries.iter().position(|entry| entry.name == name)?;
    Some(entries.remove(at))
}

/// A member of a map.
pub(super) fn get<'e, 't>(entries: &'e [Entry<'t>], name: &str) -> Option<&'e Value<'t>> {
    let entry = entries.iter().find(|entry| entry.name == name)?;
    Some(&entry.value)
}

/// A name as it can be shown.
pub(super) fn shown(name: &str) -> String {
    let shown: String = name.chars().take(100).collect();
    shown.escape_debug().to_string()
}
