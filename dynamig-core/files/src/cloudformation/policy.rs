use super::left_out::made;
use super::template::take;
use crate::shape::Reader;
use crate::value::{Entry, Kind, Value};

/// Turns CloudFormation's `ResourcePolicy`, a map with the document in it, into CreateTable's, which is a text.
pub(super) fn policy(entries: &mut Vec<Entry<'_>>, reader: &mut Reader<'_>) {
    let Some(entry) = take(entries, "ResourcePolicy") else {
        return;
    };
    let at = entry.value.at;
    let document = match entry.value.kind {
        Kind::Map(mut members) => take(&mut members, "PolicyDocument"),
        // It was told already.
        Kind::Refused => return,
        _ => None,
    };
    match document {
        Some(document) => {
            let text = json(&document.value);
            entries.push(made("ResourcePolicy", document.at, Kind::Text(text.into())));
        }
        None => reader.refuse(at, "`ResourcePolicy` has no `PolicyDocument`", ""),
    }
}

/// A value as JSON, in one line.
fn json(value: &Value<'_>) -> String {
    let joined = |parts: Vec<String>| parts.join(",");
    match &value.kind {
        Kind::Map(entries) => {
            let member =
                |entry: &Entry<'_>| format!("{}:{}", quoted(&entry.name), json(&entry.value));
            format!("{{{}}}", joined(entries.iter().map(member).collect()))
        }
        Kind::List(values) => format!("[{}]", joined(values.iter().map(json).collect())),
        Kind::Text(text) => quoted(text),
        Kind::Word(text) => quoted(text),
        Kind::Whole(number) => number.to_string(),
        Kind::OtherNumber(written) => (*written).to_owned(),
        Kind::Bool(is) => is.to_string(),
        Kind::Null | Kind::Other(_) | Kind::Refused => "null".to_owned(),
    }
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
