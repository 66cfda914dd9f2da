use std::borrow::Cow;

use clojure_reader::error::{Code, Error};
use clojure_reader::parse::{Node, NodeKind, SourceReader, parse as parse_form};

use super::scan::scan;
use crate::shape::Reader;
use crate::value::{Entry, Kind, Value};

/// Parses a text that holds one form, and refuses what has no place in a definition.
pub(crate) fn parse<'t>(text: &'t str, reader: &mut Reader<'_>) -> Option<Value<'t>> {
    if let Err(nesting) = scan(text) {
        reader.refuse(nesting.at(), nesting.sentence(text), "");
        return None;
    }
    let mut source = SourceReader::new(text);
    let first = form(text, &mut source, reader)?;
    let Some(node) = first else {
        reader.refuse(0, "the file is empty", "write a table into it");
        return None;
    };
    if let Some(second) = form(text, &mut source, reader)? {
        let sentence = "the file has a second form";
        let hint = "put the tables into one vector, or each into a file of its own";
        reader.refuse(second.span.0.ptr, sentence, hint);
    }
    Some(value(node, text, reader))
}

/// The next form, `Some(None)` at the end; `None` where it was refused.
fn form<'t>(
    text: &str,
    source: &mut SourceReader<'t>,
    reader: &mut Reader<'_>,
) -> Option<Option<Node<'t>>> {
    match parse_form(source) {
        // At the end there is a nil that nobody wrote.
        Ok(node) if node.kind == NodeKind::Nil && written(&node, text) != "nil" => Some(None),
        Ok(node) => Some(Some(node)),
        Err(error) => {
            let at = error.ptr.unwrap_or(text.len());
            reader.refuse(at, sentence(&error, text.get(at..).unwrap_or("")), "");
            None
        }
    }
}

fn written<'t>(node: &Node<'_>, text: &'t str) -> &'t str {
    text.get(node.span.0.ptr..node.span.1.ptr).unwrap_or("")
}

fn sentence(error: &Error, rest: &str) -> String {
    let token = || {
        rest.split([' ', ',', '\n', '\r', '\t', ']', '}', ')'])
            .next()
            .unwrap_or("")
    };
    match &error.code {
        Code::InvalidChar => format!("`{}` is no character", token()),
        Code::InvalidEscape => {
            "a string has no such escape: \\t \\r \\n \\\\ and \\\" are all".to_owned()
        }
        Code::InvalidKeyword => "a keyword has a name".to_owned(),
        Code::InvalidNumber | Code::InvalidRadix(_) | Code::NoFloatFeature => {
            format!("`{}` is no whole number that fits", token())
        }
        Code::InvalidTag => "`#` stands alone".to_owned(),
        Code::UnmatchedDelimiter(found) => format!("this `{found}` closes nothing that is open"),
        Code::UnexpectedEOF if rest.starts_with('}') => {
            "the last member of this map has no value".to_owned()
        }
        Code::UnexpectedEOF => "the text ends where a form is expected".to_owned(),
        other => format!("this is no EDN: {other:?}"),
    }
}

fn value<'t>(node: Node<'t>, text: &'t str, reader: &mut Reader<'_>) -> Value<'t> {
    let at = node.span.0.ptr;
    let kind = match node.kind {
        NodeKind::Map(entries, _) => Kind::Map(members(entries, text, reader)),
        NodeKind::Vector(nodes, _) | NodeKind::List(nodes, _) | NodeKind::Set(nodes, _) => {
            let values = nodes.into_iter().map(|node| value(node, text, reader));
            Kind::List(values.collect())
        }
        NodeKind::Key(name) => Kind::Word(name),
        NodeKind::Str(raw) => Kind::Text(unescaped(raw)),
        NodeKind::Int(number) => Kind::Whole(number),
        NodeKind::Bool(is) => Kind::Bool(is),
        NodeKind::Nil => Kind::Null,
        NodeKind::Symbol(_) => Kind::Other("a symbol"),
        NodeKind::Char(_) => Kind::Other("a character"),
        NodeKind::Rational(_) => {
            Kind::OtherNumber(text.get(at..node.span.1.ptr).unwrap_or("a fraction"))
        }
        NodeKind::Tagged(tag, ..) => {
            let sentence = format!("a definition has no tagged values, and this is `#{tag}`");
            reader.refuse(at, sentence, "write the value itself");
            Kind::Refused
        }
        _ => Kind::Other("a form that definitions do not have"),
    };
    Value { at, kind }
}

fn members<'t>(
    entries: Vec<(Node<'t>, Node<'t>)>,
    text: &'t str,
    reader: &mut Reader<'_>,
) -> Vec<Entry<'t>> {
    let mut members = Vec::new();
    for (key, node) in entries {
        let at = key.span.0.ptr;
        let value = value(node, text, reader);
        let name = match key.kind {
            NodeKind::Key(name) => Cow::Borrowed(name),
            NodeKind::Str(raw) => unescaped(raw),
            _ => {
                reader.refuse(
                    at,
                    "the name of a member is a keyword",
                    "write it like :TableName",
                );
                continue;
            }
        };
        members.push(Entry { name, at, value });
    }
    members
}

/// A string as it is meant; the parser has refused every other escape.
fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars();
    while let Some(c) = characters.next() {
        let meant = match c {
            '\\' => match characters.next() {
                Some('t') => Some('\t'),
                Some('r') => Some('\r'),
                Some('n') => Some('\n'),
                itself => itself,
            },
            itself => Some(itself),
        };
        text.extend(meant);
    }
    Cow::Owned(text)
}
