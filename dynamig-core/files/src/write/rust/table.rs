//! `#[table(…)]` above the struct.

use dynamig_rules::table::{
    Billing, Capacity, Caps, Definition, Encryption, Recovery, Setting, StreamView, TableClass,
    Tag, Warm,
};

use super::fields::{self, Field};
use super::literal::literal;
use crate::Declared;

/// Everything that is said of the table itself.
pub(super) fn options(declared: &Declared, fields: &[Field]) -> Vec<String> {
    let table = &declared.definition;
    let mut options = vec![format!("name = {}", literal(&table.name))];
    options.extend(billing(table));
    options.extend(caps(&table.caps));
    options.extend(warm(table.warm));
    options.extend(setting(&table.stream, |view| view_of(*view)).map(said("stream")));
    let ttl = |attribute: &String| {
        let field = fields::of(fields, attribute);
        field.map_or_else(|| literal(attribute), str::to_owned)
    };
    options.extend(setting(&table.ttl, ttl).map(said("ttl")));
    options.extend(setting(&table.encryption, encryption).map(said("encryption")));
    options.extend(table.class.map(class).map(said("class")));
    let protection = setting(&table.deletion_protection, |()| "on".to_owned());
    options.extend(protection.map(said("deletion_protection")));
    options.extend(setting(&table.recovery, recovery).map(said("recovery")));
    if !table.tags.is_empty() {
        let tags: Vec<_> = table.tags.iter().map(tag).collect();
        options.push(format!("tags({})", tags.join(", ")));
    }
    options.extend(setting(&table.policy, |policy| literal(policy)).map(said("policy")));
    if declared.revision > 1 {
        options.push(format!("revision = {}", declared.revision));
    }
    options.extend(declared.dropped.then(|| "dropped".to_owned()));
    options
}

fn said(name: &str) -> impl Fn(String) -> String {
    move |value| format!("{name} = {value}")
}

/// Nothing where nothing is said, `off` where it is off.
fn setting<T>(setting: &Setting<T>, on: impl Fn(&T) -> String) -> Option<String> {
    match setting {
        Setting::Unsaid => None,
        Setting::Off => Some("off".to_owned()),
        Setting::On(value) => Some(on(value)),
    }
}

/// A capacity alone means provisioned, as CreateTable takes it.
fn billing(table: &Definition) -> Option<String> {
    match (table.billing, table.capacity) {
        (Some(Billing::OnDemand), _) => Some("billing = on_demand".to_owned()),
        (_, Some(capacity)) => Some(format!("billing = {}", provisioned(capacity))),
        (Some(Billing::Provisioned), None) => Some("billing = provisioned".to_owned()),
        (None, None) => None,
    }
}

pub(super) fn provisioned(Capacity { read, write }: Capacity) -> String {
    format!("provisioned(read = {read}, write = {write})")
}

pub(super) fn caps(caps: &Caps) -> impl Iterator<Item = String> {
    let cap = |setting: &Setting<u64>| self::setting(setting, u64::to_string);
    let read = cap(&caps.read).map(said("max_read_units"));
    read.into_iter()
        .chain(cap(&caps.write).map(said("max_write_units")))
}

pub(super) fn warm(warm: Warm) -> Option<String> {
    let units = |name: &str, units: Option<u64>| units.map(|units| format!("{name} = {units}"));
    let units = [units("read", warm.read), units("write", warm.write)];
    let units: Vec<_> = units.into_iter().flatten().collect();
    (!units.is_empty()).then(|| format!("warm({})", units.join(", ")))
}

fn view_of(view: StreamView) -> String {
    match view {
        StreamView::KeysOnly => "keys_only",
        StreamView::NewImage => "new_image",
        StreamView::OldImage => "old_image",
        StreamView::NewAndOldImages => "new_and_old_images",
    }
    .to_owned()
}

fn encryption(encryption: &Encryption) -> String {
    match &encryption.key {
        Some(key) => format!("kms({})", literal(key)),
        None => "kms".to_owned(),
    }
}

fn class(class: TableClass) -> String {
    match class {
        TableClass::Standard => "standard",
        TableClass::InfrequentAccess => "infrequent_access",
    }
    .to_owned()
}

fn recovery(recovery: &Recovery) -> String {
    match recovery.days {
        Some(days) => format!("days({days})"),
        None => "on".to_owned(),
    }
}

fn tag(tag: &Tag) -> String {
    let is_word = tag.key.starts_with(|c: char| c.is_ascii_lowercase())
        && tag
            .key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_');
    let key = match is_word {
        true => tag.key.clone(),
        false => literal(&tag.key),
    };
    let value = tag.value.as_ref().map(|value| literal(value));
    format!("{key} = {}", value.unwrap_or_else(|| "off".to_owned()))
}
