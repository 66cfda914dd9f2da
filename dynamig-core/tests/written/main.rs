//! Rust that was written from definitions: it compiles, and declares the tables that it was written from.
//!
//! The texts are in the repository, so that they are compiled; after a change of the writer that is meant, run this with
//! `INSTA_UPDATE=always`, then once more.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use dynamig::table::{Declaration, Definition, Presence};
use dynamig_files::{Declared, read, to_attributes, to_structs};

/// Whole structs, as they are written.
#[expect(
    unreachable_pub,
    reason = "what is written is for modules of any reach"
)]
mod structs {
    include!("structs.rs");
}

/// The attributes, pasted above structs.
#[expect(
    unreachable_pub,
    reason = "what is written is for modules of any reach"
)]
mod attributes {
    use super::structs::Bytes;

    include!("attributes.rs");
}

#[test]
fn structs_are_what_was_compiled_and_declare_what_they_were_written_from() {
    let tables = tables();
    agrees("structs.rs", &listed(&to_structs(&tables)));
    same(&tables, structs::ALL);
}

#[test]
fn attributes_are_what_was_compiled_and_declare_what_they_were_written_from() {
    let tables = tables();
    let pasted = tables
        .iter()
        .enumerate()
        .map(|(number, table)| pasted(number, table));
    agrees("attributes.rs", &listed(&pasted.collect::<String>()));
    same(&tables, attributes::ALL);
}

/// Bytes are stored as such, and read back.
#[test]
fn bytes_are_bytes() {
    let text = serde_json::to_string(&structs::Bytes(vec![1, 2])).unwrap();
    assert_eq!(text, "[1,2]", "as JSON, which has none");
    use serde::Deserialize as _;
    let bytes = serde::de::value::BytesDeserializer::<serde::de::value::Error>::new(&[1, 2]);
    let bytes = structs::Bytes::deserialize(bytes).unwrap();
    assert_eq!(bytes, structs::Bytes(vec![1, 2]));
}

fn tables() -> Vec<Declared> {
    let tables = read(&here("tables.json")).unwrap();
    tables.into_iter().map(Declared::from).collect()
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/written")
        .join(name)
}

/// A struct under the attributes of a table, its fields those that are told in comments.
fn pasted(number: usize, table: &Declared) -> String {
    let text = to_attributes(std::slice::from_ref(table));
    let is_field = |line: &&str| line.starts_with("//     ");
    let above: Vec<_> = text.lines().filter(|line| !is_field(line)).collect();
    let fields = text.lines().filter(is_field);
    let fields: Vec<_> = fields.map(|line| line.trim_start_matches("// ")).collect();
    // One's own struct is an item's: serde writes it.
    let derive = "#[derive(serde::Serialize, serde::Deserialize)]";
    format!(
        "{}\n{derive}\npub struct Pasted{number} {{\n{}\n}}\n\n",
        above.join("\n"),
        fields.join("\n")
    )
}

/// The text, and a list of the tables that it declares.
fn listed(text: &str) -> String {
    let structs = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub struct "));
    let structs = structs.filter_map(|rest| rest.strip_suffix(" {"));
    let all: Vec<_> = structs
        .map(|name| format!("    <{name} as dynamig::Table>::DECLARED,\n"))
        .collect();
    format!(
        "{text}\npub const ALL: &[&dynamig::table::Declared] = &[\n{}];\n",
        all.concat()
    )
}

/// Whether the file that was compiled has this text.
fn agrees(name: &str, text: &str) {
    let path = here(name);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(&path, text).unwrap();
    }
    let compiled = fs::read_to_string(&path).unwrap();
    assert_eq!(compiled, text, "{name} is not what is written now");
}

fn same(tables: &[Declared], compiled: &[&dynamig::table::Declared]) {
    assert_eq!(tables.len(), compiled.len());
    for (table, compiled) in tables.iter().zip(compiled) {
        let declaration: Declaration = compiled.declaration().unwrap();
        assert_eq!(ordered(&declaration.definition), ordered(&table.definition));
        let presence = if table.dropped {
            Presence::Dropped
        } else {
            Presence::Kept
        };
        assert_eq!(
            (declaration.revision, declaration.presence),
            (table.revision, presence)
        );
    }
}

/// A definition as it means the same to DynamoDB: attributes have no order, and a capacity alone is provisioned.
fn ordered(definition: &Definition) -> Definition {
    let mut definition = definition.clone();
    definition.attributes.sort_by(|a, b| a.name.cmp(&b.name));
    if definition.capacity.is_some() {
        definition.billing = Some(definition.billing());
    }
    definition
}
