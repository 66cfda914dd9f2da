use dynamig_rules::table::{Part, Setting};

use super::members::{Members, Shape};
use super::reader::{Reader, Source};
use crate::value::{Entry, Kind, Value};

/// CloudFormation's `ResourcePolicy`.
const POLICY: Shape = Shape::plain("`ResourcePolicy`", &["PolicyDocument"]);

/// The resource policy: CreateTable's text, CloudFormation's map with the document in it, or null, which is off.
pub(super) fn policy(members: &Members<'_, '_>, reader: &mut Reader<'_>) -> Setting<String> {
    let Some(member) = members.get("ResourcePolicy") else {
        return Setting::Unsaid;
    };
    reader.part(Part::Policy, member.value.at);
    let text = match member.value.kind {
        Kind::Null => return Setting::Off,
        Kind::Text(_) if reader.source != Source::Template => reader.text(member),
        _ => document(member.value, reader),
    };
    text.map_or(Setting::Unsaid, Setting::On)
}

fn document(policy: &Value<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let members = reader.members(policy, &POLICY)?;
    let document = reader.required(&members, "PolicyDocument")?.value;
    if !matches!(document.kind, Kind::Map(_)) {
        reader.wrong_type("`PolicyDocument`", document, "a map");
        return None;
    }
    json(document, reader)
}

/// A value as JSON, in one line.
fn json(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let text = match &value.kind {
        Kind::Map(entries) => {
            let members = entries.iter().map(|entry| member(entry, reader));
            format!("{{{}}}", members.collect::<Option<Vec<_>>>()?.join(","))
        }
        Kind::List(values) => {
            let values = values.iter().map(|value| json(value, reader));
            format!("[{}]", values.collect::<Option<Vec<_>>>()?.join(","))
        }
        Kind::Text(text) => quoted(text),
        Kind::Word(text) => quoted(text),
        Kind::Whole(number) => number.to_string(),
        // EDN has ratios and other forms of numbers, which JSON has not.
        Kind::OtherNumber(written) if written.parse::<f64>().is_ok() => {
            written.trim_start_matches('+').to_owned()
        }
        Kind::Bool(is) => is.to_string(),
        Kind::Null => "null".to_owned(),
        Kind::OtherNumber(_) | Kind::Other(_) | Kind::Refused => {
            reader.wrong_type("a value of a policy", value, "a value of JSON");
            return None;
        }
    };
    Some(text)
}

fn member(entry: &Entry<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let value = json(&entry.value, reader)?;
    Some(format!("{}:{value}", quoted(&entry.name)))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
