//! What the functions of a template give.

use std::collections::HashMap;

use super::parameters::Parameters;
use super::template::{Template, get, shown};
use crate::shape::Reader;
use crate::value::{Entry, Kind, Value};

/// Evaluates a template's functions. What has no value is a fault, and stands as [`Kind::Refused`].
pub(super) struct Resolver<'a, 'r, 'f, 't> {
    pub(super) template: &'a Template<'t>,
    pub(super) given: &'a mut Parameters,
    pub(super) reader: &'r mut Reader<'f>,
    /// Conditions that were evaluated.
    pub(super) conditions: HashMap<String, Option<bool>>,
    /// Names of tables that were evaluated.
    pub(super) names: HashMap<String, Option<Value<'t>>>,
    /// Conditions and resources that are being evaluated.
    pub(super) under_way: Vec<String>,
}

/// The longest text that functions may put together, in bytes: more than any property takes.
pub(super) const LONGEST: usize = 64 * 1024;

impl<'t> Resolver<'_, '_, '_, 't> {
    /// The value; `None` for `AWS::NoValue`, which takes the member out that it is the value of.
    pub(super) fn resolve(&mut self, value: &Value<'t>) -> Option<Value<'t>> {
        let at = value.at;
        let kind = match &value.kind {
            Kind::List(values) => {
                let values = values.iter().filter_map(|value| self.resolve(value));
                Kind::List(values.collect())
            }
            Kind::Map(entries) => match &entries[..] {
                [only] if is_function(&only.name) => {
                    let resolved = self.function(&only.name, &only.value)?;
                    // Faults are told where the function is.
                    return Some(Value { at, ..resolved });
                }
                entries => Kind::Map(self.members(entries)),
            },
            Kind::Null => return self.refuse(at, "a template has no nulls", "leave it out"),
            kind => kind.clone(),
        };
        Some(Value { at, kind })
    }

    /// The members of a map that is no function.
    pub(super) fn members(&mut self, entries: &[Entry<'t>]) -> Vec<Entry<'t>> {
        let mut members = Vec::new();
        for entry in entries {
            if is_function(&entry.name) {
                let sentence = format!("`{}` stands beside other members", shown(&entry.name));
                self.reader.refuse(entry.at, sentence, "");
                continue;
            }
            if let Some(value) = self.resolve(&entry.value) {
                members.push(Entry {
                    name: entry.name.clone(),
                    at: entry.at,
                    value,
                });
            }
        }
        members
    }

    /// Notes a fault; stands for the value that there is not.
    pub(super) fn refuse(
        &mut self,
        at: usize,
        sentence: impl Into<String>,
        hint: impl Into<String>,
    ) -> Option<Value<'t>> {
        self.reader.refuse(at, sentence, hint);
        Some(Value {
            at,
            kind: Kind::Refused,
        })
    }

    /// A value that is a text, or a number or a switch that is taken as one.
    pub(super) fn text(&mut self, what: &str, value: &Value<'t>) -> Option<String> {
        let resolved = self.resolve(value);
        let kind = resolved.map(|value| value.kind);
        match kind.as_ref().and_then(as_text) {
            Some(text) => Some(text),
            None => {
                if !matches!(kind, Some(Kind::Refused)) {
                    let is = kind.map_or("absent", |kind| kind.what());
                    let sentence = format!("{what} is {is}, not a string");
                    self.reader.refuse(value.at, sentence, "");
                }
                None
            }
        }
    }

    /// What a name stands for, as `Ref` and `${…}` ask: a value that was given, a parameter's default, or the name of
    /// a table of this template.
    pub(super) fn reference(&mut self, name: &str, at: usize) -> Option<Value<'t>> {
        if name == "AWS::NoValue" {
            return None;
        }
        let template = self.template;
        let declared = get(&template.parameters, name);
        if let Some(declared) = declared {
            return self.parameter(name, declared, at);
        }
        if let Some(given) = self.given.of(name) {
            return Some(text_at(at, given));
        }
        if let Some(resource) = template.resource(name) {
            let is_table = super::TABLES.contains(&resource.kind.as_str());
            if let Some(written) = get(&resource.properties, "TableName").filter(|_| is_table) {
                return self.name_of(name, written, at);
            }
            let sentence = format!(
                "`{}` is made by CloudFormation, and not known here",
                shown(name)
            );
            return self.refuse(at, sentence, to_give(name));
        }
        let sentence = match name.starts_with("AWS::") {
            true => format!("`{}` is not known here", shown(name)),
            false => format!(
                "the template has no parameter and no resource `{}`",
                shown(name)
            ),
        };
        let hint = match name.starts_with("AWS::") {
            true => to_give(name),
            false => String::new(),
        };
        self.refuse(at, sentence, hint)
    }

    fn parameter(&mut self, name: &str, declared: &Value<'t>, at: usize) -> Option<Value<'t>> {
        let Kind::Map(members) = &declared.kind else {
            return self.refuse(
                declared.at,
                format!("parameter `{}` is no map", shown(name)),
                "",
            );
        };
        let text_of = |member| get(members, member).and_then(|value| as_text(&value.kind));
        let kind = text_of("Type").unwrap_or_default();
        // The default of such a one is where the value is kept.
        let is_kept = kind.starts_with("AWS::SSM::Parameter::Value");
        let default = text_of("Default").filter(|_| !is_kept);
        let Some(value) = self.given.of(name).or(default) else {
            let why = if is_kept {
                "is kept in Parameter Store"
            } else {
                "has no default"
            };
            let sentence = format!("parameter `{}` {why}", shown(name));
            return self.refuse(at, sentence, to_give(name));
        };
        if let Some(Kind::List(allowed)) = get(members, "AllowedValues").map(|value| &value.kind) {
            let mut allowed = allowed.iter().filter_map(|value| as_text(&value.kind));
            if !allowed.any(|allowed| allowed == value) {
                let sentence =
                    format!("parameter `{}` may not be `{}`", shown(name), shown(&value));
                return self.refuse(at, sentence, "`AllowedValues` lists what it may be");
            }
        }
        if kind == "CommaDelimitedList" || kind.starts_with("List<") || kind.contains("<List<") {
            let values = value.split(',').map(|value| text_at(at, value.trim()));
            let kind = Kind::List(values.collect());
            return Some(Value { at, kind });
        }
        Some(text_at(at, value))
    }

    /// The name of a table of this template, evaluated once; it must not need itself.
    fn name_of(&mut self, id: &str, written: &Value<'t>, at: usize) -> Option<Value<'t>> {
        if let Some(known) = self.names.get(id) {
            return known.clone();
        }
        if self.under_way.iter().any(|one| one == id) {
            return self.refuse(at, format!("`{}` needs itself", shown(id)), "");
        }
        self.under_way.push(id.to_owned());
        let name = self.resolve(written);
        self.under_way.pop();
        self.names.insert(id.to_owned(), name.clone());
        name
    }

    /// A text that was put together, unless it is too long for anything.
    pub(super) fn bounded(&mut self, at: usize, text: String) -> Option<Value<'t>> {
        match text.len() > LONGEST {
            true => self.refuse(
                at,
                format!("this gives a text of more than {LONGEST} bytes"),
                "",
            ),
            false => Some(text_at(at, text)),
        }
    }
}

/// How to give what a template does not know.
pub(super) fn to_give(name: &str) -> String {
    format!("`--parameter {}=VALUE` gives it", shown(name))
}

pub(super) fn text_at<'t>(at: usize, text: impl Into<String>) -> Value<'t> {
    Value {
        at,
        kind: Kind::Text(text.into().into()),
    }
}

/// A scalar as text.
pub(super) fn as_text(kind: &Kind<'_>) -> Option<String> {
    match kind {
        Kind::Text(text) => Some(text.to_string()),
        Kind::Whole(number) => Some(number.to_string()),
        Kind::OtherNumber(written) => Some((*written).to_owned()),
        Kind::Bool(is) => Some(is.to_string()),
        _ => None,
    }
}

pub(super) fn is_function(name: &str) -> bool {
    name == "Ref" || name.starts_with("Fn::")
}
