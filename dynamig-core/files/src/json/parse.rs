use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::scan::scan;
use crate::shape::Reader;
use crate::value::{Entry, Kind, Value};

/// JSON as RFC 8259 has it.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Parses a text that holds one value.
pub(crate) fn parse<'t>(text: &'t str, reader: &mut Reader<'_>) -> Option<Value<'t>> {
    if let Err(nesting) = scan(text) {
        reader.refuse(nesting.at(), nesting.sentence(text), "");
        return None;
    }
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) if parsed.value.is_none() => {
            reader.refuse(0, "the file is empty", "write a table into it");
            None
        }
        Ok(parsed) => parsed.value.map(value),
        Err(error) => {
            let (sentence, hint) = told(&error);
            reader.refuse(error.range().start, sentence, hint);
            None
        }
    }
}

fn told(error: &ParseError) -> (String, &'static str) {
    let sentence = error.kind().to_string();
    let mut characters = sentence.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    let sentence = first.into_iter().chain(characters).collect();
    let hint = match error.kind() {
        ParseErrorKind::CommentsNotAllowed => "JSON has no comments: take it out, or write EDN",
        ParseErrorKind::MultipleRootJsonValues => {
            "put the tables into one array, or each into a file of its own"
        }
        ParseErrorKind::TrailingCommasNotAllowed => "take the comma out",
        _ => "",
    };
    (sentence, hint)
}

fn value(parsed: ast::Value<'_>) -> Value<'_> {
    let at = parsed.start();
    let kind = match parsed {
        ast::Value::Object(object) => Kind::Map(object.properties.into_iter().map(entry).collect()),
        ast::Value::Array(array) => Kind::List(array.elements.into_iter().map(value).collect()),
        ast::Value::StringLit(literal) => Kind::Text(literal.value),
        ast::Value::NumberLit(literal) => match literal.value.parse() {
            Ok(number) => Kind::Whole(number),
            Err(_) => Kind::OtherNumber(literal.value),
        },
        ast::Value::BooleanLit(literal) => Kind::Bool(literal.value),
        ast::Value::NullKeyword(_) => Kind::Null,
    };
    Value { at, kind }
}

fn entry(property: ast::ObjectProp<'_>) -> Entry<'_> {
    let at = property.start();
    let name = match property.name {
        ObjectPropName::String(literal) => literal.value,
        ObjectPropName::Word(literal) => literal.value.into(),
    };
    Entry {
        name,
        at,
        value: value(property.value),
    }
}
