use std::fmt;

use serde::de::{self, Expected, Unexpected};
use serde::ser;

use crate::item::ItemFault;

/// What does not fit, and where. It never has a value in it: serde's own sentences would.
#[derive(Debug)]
pub(crate) struct Fault(Box<Parts>);

#[derive(Debug)]
struct Parts {
    /// The path of the attribute: `lines[2].price`; empty for the item itself.
    path: String,
    /// A predicate: `has type S, expected u8`.
    what: String,
}

impl Fault {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            path: String::new(),
            what: what.into(),
        }))
    }

    /// A value of the wrong type.
    pub(crate) fn kind(kind: &str, expected: &dyn Expected) -> Self {
        Self::new(format!("has type {kind}, expected {expected}"))
    }

    /// A value of a type that might have done.
    pub(crate) fn misfit(kind: &str, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "has a value of type {kind} that does not fit, expected {expected}"
        ))
    }

    /// Where the fault is in an attribute of this name.
    #[must_use]
    pub(crate) fn within(mut self, name: &str) -> Self {
        let path = &mut self.0.path;
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, name);
        self
    }

    /// Where the fault is in an element of a list.
    #[must_use]
    pub(crate) fn at(mut self, index: usize) -> Self {
        let path = &mut self.0.path;
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, &format!("[{index}]"));
        self
    }

    /// As the fault of an item that does not fit its type.
    pub(crate) fn of_shape(self) -> ItemFault {
        ItemFault::Shape(self.to_string())
    }

    /// As the fault of an answer that cannot be stored.
    pub(crate) fn of_answer(self) -> ItemFault {
        ItemFault::Answer(self.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { path, what } = &*self.0;
        if path.is_empty() {
            write!(f, "it {what}")
        } else {
            write!(f, "attribute `{path}` {what}")
        }
    }
}

impl std::error::Error for Fault {}

/// The sentences of serde itself that have no value in them. Those of other implementations may well have one.
const HARMLESS: [&str; 4] = [
    "data did not match any variant of untagged enum ",
    "can only flatten structs and maps",
    "cannot serialize tagged newtype variant ",
    "no variant of enum ",
];

fn harmless(sentence: &dyn fmt::Display) -> Option<String> {
    let sentence = sentence.to_string();
    HARMLESS
        .iter()
        .any(|start| sentence.starts_with(start))
        .then_some(sentence)
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(sentence: T) -> Self {
        match harmless(&sentence) {
            Some(sentence) => Self::new(format!("does not fit: {sentence}")),
            None => Self::new("has a value that its Rust type refuses"),
        }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::kind(kind(found), expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::misfit(kind(found), expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("has {length} elements, expected {expected}"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!(
            "names no variant of its enum, which has {}",
            quoted(expected)
        ))
    }

    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!(
            "is not known to the type, which takes {} alone",
            quoted(expected)
        ))
        .within(name)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new("is missing").within(name)
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::new("is there twice, under its name and under an alias").within(name)
    }
}

impl ser::Error for Fault {
    fn custom<T: fmt::Display>(sentence: T) -> Self {
        match harmless(&sentence) {
            Some(sentence) => Self::new(format!("cannot be written: {sentence}")),
            None => Self::new("has a value that its Rust type does not write"),
        }
    }
}

fn quoted(names: &[&str]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn kind(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "BOOL",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "N",
        Unexpected::Char(_) | Unexpected::Str(_) | Unexpected::UnitVariant => "S",
        Unexpected::Bytes(_) => "B",
        Unexpected::Unit | Unexpected::Option => "NULL",
        Unexpected::Seq | Unexpected::TupleVariant => "L",
        Unexpected::Map | Unexpected::StructVariant | Unexpected::NewtypeVariant => "M",
        Unexpected::Other(what) if what.starts_with("integer `") => "N beyond 64 bits",
        _ => "of another kind",
    }
}
