//! The keys that stand at the top level and in `[env.NAME]` alike.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::super::refusal::Refusal;
use super::super::{
    Engine, Layer, Manage, MetaBilling, Protection, TableLayer, durations, item_memory, names,
    spool_directory,
};
use super::entry::{Entry, entries};
use super::faults::Faults;
use crate::table::diff::Property;

/// The keys of a layer.
pub(super) const LAYER_KEYS: [&str; 15] = [
    "engine",
    "endpoint_url",
    "region",
    "aws_profile",
    "table_prefix",
    "meta_table",
    "lock_table",
    "lease",
    "lock_timeout",
    "spool_directory",
    "item_memory",
    "protected",
    "manage",
    "tables",
    "meta",
];

/// Whether a key was one that the reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Yes,
    No,
}

/// Reads one key into the layer.
pub(super) fn read_key(layer: &mut Layer, entry: &Entry<'_>, faults: &mut Faults) -> Known {
    match entry.key {
        "engine" => set_engine(layer, entry, Engine::named, faults),
        "endpoint_url" => set_engine(layer, entry, Engine::at, faults),
        "region" => layer.region = entry.given(faults),
        "aws_profile" => layer.aws_profile = entry.given(faults),
        "table_prefix" => layer.table_prefix = entry.checked(faults, names::check_prefix),
        "meta_table" => layer.meta_table = entry.given(faults),
        "lock_table" => layer.lock_table = entry.given(faults),
        "lease" => layer.lease = entry.read(faults, durations::parse_lease),
        "lock_timeout" => layer.lock_timeout = entry.read(faults, durations::parse),
        "spool_directory" => {
            layer.spool_directory = entry.read(faults, spool_directory::parse);
        }
        "item_memory" => layer.item_memory = entry.read(faults, item_memory::parse),
        "protected" => layer.protection = entry.boolean(faults).map(protection),
        "manage" => layer.manage = entry.read(faults, Manage::named),
        "tables" => read_tables(layer, entry, faults),
        "meta" => read_meta(layer, entry, faults),
        _ => return Known::No,
    }
    Known::Yes
}

fn protection(protected: bool) -> Protection {
    if protected {
        Protection::Protected
    } else {
        Protection::Open
    }
}

/// `engine` and `endpoint_url` answer one question, so one table says only one of them.
fn set_engine(
    layer: &mut Layer,
    entry: &Entry<'_>,
    read: impl FnOnce(&str) -> Result<Engine, Refusal>,
    faults: &mut Faults,
) {
    let engine = entry.read(faults, read);
    if layer.engine.is_some() {
        let refusal = Refusal::new("`engine` and `endpoint_url` both say where the tables are");
        entry.refuse_key(faults, refusal.hint("take one of them out"));
    }
    layer.engine = engine.or(layer.engine.take());
}

fn read_tables(layer: &mut Layer, entry: &Entry<'_>, faults: &mut Faults) {
    for table in entry.table(faults).into_iter().flat_map(entries) {
        if let Some(content) = table.table(faults) {
            let read = read_table(&table, content, faults);
            layer.tables.insert(table.key.to_owned(), read);
        }
    }
}

fn read_table(table: &Entry<'_>, content: &DeTable<'_>, faults: &mut Faults) -> TableLayer {
    if content.is_empty() {
        let refusal = Refusal::new(format!("nothing is said of the table `{}`", table.key));
        table.refuse_key(
            faults,
            refusal.hint("add name = \"…\", the table's real name; or `manage` or `ignore`"),
        );
    }
    let mut read = TableLayer::default();
    for entry in entries(content) {
        match entry.key {
            "name" => read.name = entry.checked(faults, names::check_table),
            "manage" => read.manage = entry.read(faults, Manage::named),
            "ignore" => read.ignore = read_properties(&entry, faults),
            _ => entry.unknown(faults, &["name", "manage", "ignore"]),
        }
    }
    read
}

fn read_properties(entry: &Entry<'_>, faults: &mut Faults) -> BTreeSet<Property> {
    let known: Vec<_> = Property::ALL
        .iter()
        .map(|property| property.as_str())
        .collect();
    let names = entry.names(faults, &known);
    let named = |property: &&Property| names.contains(property.as_str());
    Property::ALL.iter().filter(named).copied().collect()
}

fn read_meta(layer: &mut Layer, entry: &Entry<'_>, faults: &mut Faults) {
    for entry in entry.table(faults).into_iter().flat_map(entries) {
        match entry.key {
            "billing" => layer.meta_billing = read_billing(&entry, faults),
            "tags" => layer.meta_tags = entry.strings(faults),
            _ => entry.unknown(faults, &["billing", "tags"]),
        }
    }
}

fn read_billing(entry: &Entry<'_>, faults: &mut Faults) -> Option<MetaBilling> {
    const FORMS: &str = "write \"on_demand\" or { read = 5, write = 5 }";
    if entry.is_string() {
        return entry.read(faults, |text| match text {
            "on_demand" => Ok(MetaBilling::OnDemand),
            other => Err(Refusal::new(format!("there is no billing `{other}`")).hint(FORMS)),
        });
    }
    let (mut read, mut write) = (None, None);
    let units = entry.table(faults)?;
    for entry in entries(units) {
        match entry.key {
            "read" => read = entry.positive(faults),
            "write" => write = entry.positive(faults),
            _ => entry.unknown(faults, &["read", "write"]),
        }
    }
    if !units.contains_key("read") || !units.contains_key("write") {
        entry.refuse(
            faults,
            Refusal::new("the billing needs both `read` and `write`").hint(FORMS),
        );
    }
    Some(MetaBilling::Provisioned {
        read: read?,
        write: write?,
    })
}
