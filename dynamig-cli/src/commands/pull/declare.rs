//! From what was observed to what is worth declaring.

use std::collections::BTreeSet;

use dynamig::table::diff::Property;
use dynamig::table::{
    Caps, ChangingPart, Definition, Observed, Scaled, Setting, TableClass, Warm, check,
};
use dynamig_files::Declared;

/// The declaration of a live table, and notes of what it leaves out.
///
/// What is off, or as AWS has it where nobody says anything, is not declared: dynamig then leaves it alone.
pub(super) fn declared(observed: &Observed, without: &BTreeSet<Property>) -> Declared {
    let definition = said(&observed.definition);
    let mut notes = left_out(observed, without);
    notes.extend(of_definition(&definition));
    Declared {
        notes,
        ..Declared::from(definition)
    }
}

fn said(live: &Definition) -> Definition {
    let mut table = live.clone();
    table.attributes.retain(|attribute| {
        let of_indexes = live.indexes.iter().flat_map(|index| &index.keys);
        let mut keys = live.keys.iter().chain(of_indexes);
        keys.any(|key| key.attribute == attribute.name)
    });
    table.caps = on_caps(&table.caps);
    table.warm = Warm::default();
    for index in &mut table.indexes {
        index.caps = on_caps(&index.caps);
        index.warm = Warm::default();
    }
    table.stream = on(&table.stream);
    table.encryption = on(&table.encryption);
    table.class = table.class.filter(|class| *class != TableClass::Standard);
    table.deletion_protection = on(&table.deletion_protection);
    table.ttl = on(&table.ttl);
    table.recovery = on(&table.recovery);
    table.policy = on(&table.policy);
    table
}

fn on<T: Clone>(setting: &Setting<T>) -> Setting<T> {
    match setting {
        Setting::Off | Setting::Unsaid => Setting::Unsaid,
        Setting::On(value) => Setting::On(value.clone()),
    }
}

fn on_caps(caps: &Caps) -> Caps {
    Caps {
        read: on(&caps.read),
        write: on(&caps.write),
    }
}

/// What the live table has and the declaration has not.
fn left_out(observed: &Observed, without: &BTreeSet<Property>) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(
        observed
            .preserved
            .iter()
            .map(|what| format!("left out, and kept as it is: {what}")),
    );
    notes.extend(warm(None, observed.definition.warm));
    for index in &observed.definition.indexes {
        notes.extend(warm(Some(&index.name), index.warm));
    }
    if observed.scaled == Scaled::Automatically {
        notes.push("its capacity is set by Application Auto Scaling".to_owned());
    }
    if let Some(stack) = &observed.stack {
        notes.push(format!("the CloudFormation stack `{stack}` owns it"));
    }
    if !observed.reserved_tags.is_empty() {
        let tags = observed.reserved_tags.join("`, `");
        notes.push(format!("left out, the tags that AWS keeps: `{tags}`"));
    }
    notes.extend(observed.unlooked.iter().map(|property| {
        let why = match without.contains(property) {
            true => "not looked at",
            false => "not told by this engine",
        };
        format!("left out, because {why}: {}", property.as_str())
    }));
    notes.extend(observed.changing.iter().map(|changing| {
        let what = match &changing.part {
            ChangingPart::Index(index) => format!("index `{index}`"),
            _ => "the table".to_owned(),
        };
        format!("{what} was still changing: {}", changing.state)
    }));
    notes
}

/// What every table on demand is ready for.
const ORDINARY: (u64, u64) = (12_000, 4_000);

/// More than that was bought, or has grown.
fn warm(index: Option<&str>, warm: Warm) -> Option<String> {
    let (read, write) = (warm.read.unwrap_or(0), warm.write.unwrap_or(0));
    let what = match index {
        Some(index) => format!("index `{index}`"),
        None => "the table".to_owned(),
    };
    (read > ORDINARY.0 || write > ORDINARY.1).then(|| {
        format!("left out: {what} is warm for {read} reads and {write} writes a second, which AWS raises by itself")
    })
}

/// What people should know of the declaration.
fn of_definition(definition: &Definition) -> Vec<String> {
    let mut notes = Vec::new();
    if let Setting::On(encryption) = &definition.encryption
        && let Some(key) = &encryption.key
        && key.starts_with("arn:")
    {
        let sentence = "the key of its encryption is of one account and region: name an alias where others have their own";
        notes.push(sentence.to_owned());
    }
    let faults = check(definition).into_iter();
    notes.extend(faults.map(|fault| format!("this breaks a rule: {}", fault.violation)));
    notes
}
