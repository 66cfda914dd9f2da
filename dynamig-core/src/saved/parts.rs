//! A live table taken apart, each part as a digest: what moved can be named, and what was there is not told.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::table::diff::Property;
use crate::table::diff::keys::kind_of;
use crate::table::{Call, Definition, Index, Key, Observed, Update};

/// A table at a moment. What grows by itself is no part of it: items, warm throughput, what is still changing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TableParts {
    /// AWS's id of it.
    id: Option<String>,
    /// The CloudFormation stack that owns it.
    stack: Option<String>,
    /// Properties that nobody looked at.
    unlooked: BTreeSet<Property>,
    /// A digest of each part, by its name.
    parts: BTreeMap<String, String>,
}

/// A property, or one index or tag of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part<'a> {
    property: Property,
    of: Option<&'a str>,
}

impl Part<'_> {
    fn name(&self) -> String {
        match self.of {
            None => self.property.to_string(),
            Some(of) => format!("{} {of}", self.property),
        }
    }
}

impl TableParts {
    /// Of an observed table, without the properties that are left to somebody else.
    pub(super) fn of(observed: &Observed, ignored: &BTreeSet<Property>) -> Self {
        let mut unlooked = observed.unlooked.clone();
        unlooked.extend(ignored);
        let mut parts = BTreeMap::new();
        for (part, told) in told(&observed.definition) {
            if !unlooked.contains(&part.property) {
                parts.insert(part.name(), digest(&told));
            }
        }
        Self {
            id: observed.id.clone(),
            stack: observed.stack.clone(),
            unlooked,
            parts,
        }
    }

    /// The first thing that is otherwise now, unless one of these calls has made it so.
    pub(super) fn moved(&self, now: &Self, done: &[&Call]) -> Option<String> {
        if self.id.is_some() && now.id.is_some() && self.id != now.id {
            return Some("it is another table of the same name".to_owned());
        }
        let tags_were_seen = ![self, now]
            .iter()
            .any(|table| table.unlooked.contains(&Property::Tags));
        if tags_were_seen && self.stack != now.stack {
            return Some("its CloudFormation stack is another".to_owned());
        }
        let names: BTreeSet<_> = self.parts.keys().chain(now.parts.keys()).collect();
        let moved = names.into_iter().find(|name| {
            let is_other = self.parts.get(*name) != now.parts.get(*name);
            is_other && self.has_seen(name) && now.has_seen(name) && !is_made(name, done)
        });
        moved.map(|name| match name.split_once(' ') {
            None => format!("its {name} is another"),
            Some((property, of)) => format!("its {property} `{of}` is another"),
        })
    }

    fn has_seen(&self, part: &str) -> bool {
        let property = part.split(' ').next().unwrap_or_default();
        !self.unlooked.iter().any(|one| one.as_str() == property)
    }
}

fn is_made(part: &str, done: &[&Call]) -> bool {
    done.iter().any(|call| touches(call, part))
}

/// Every part that a definition tells of.
fn told(table: &Definition) -> Vec<(Part<'_>, String)> {
    let whole = |property| Part { property, of: None };
    let mut told = vec![
        (whole(Property::Key), keys(&table.keys, table)),
        (whole(Property::Billing), json(&table.billing())),
        (whole(Property::Capacity), json(&table.capacity)),
        (whole(Property::Caps), json(&table.caps)),
        (whole(Property::Stream), json(&table.stream)),
        (whole(Property::Encryption), json(&table.encryption)),
        (whole(Property::Class), json(&table.class)),
        (
            whole(Property::DeletionProtection),
            json(&table.deletion_protection),
        ),
        (whole(Property::Ttl), json(&table.ttl)),
        (whole(Property::Recovery), json(&table.recovery)),
        (whole(Property::Policy), json(&table.policy)),
    ];
    for tag in &table.tags {
        let of = Some(tag.key.as_str());
        let property = Property::Tags;
        told.push((Part { property, of }, json(&tag.value)));
    }
    for index in &table.indexes {
        let of = Some(index.name.as_str());
        let part = |property| Part { property, of };
        told.push((part(Property::Indexes), shape(index, table)));
        told.push((part(Property::Capacity), json(&index.capacity)));
        told.push((part(Property::Caps), json(&index.caps)));
    }
    told
}

/// What an index is, whatever the order in which AWS tells it.
fn shape(index: &Index, table: &Definition) -> String {
    let mut projected = index.projection.attributes.clone();
    projected.sort_unstable();
    let kind = &index.projection.kind;
    json(&(index.scope, keys(&index.keys, table), kind, projected))
}

fn keys(keys: &[Key], table: &Definition) -> String {
    let typed = keys.iter().map(|key| (key, kind_of(table, &key.attribute)));
    json(&typed.collect::<Vec<_>>())
}

/// These are plain data, which JSON can always tell.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Whether a call changes a part of a table.
fn touches(call: &Call, part: &str) -> bool {
    let is = |property: Property| part == property.as_str();
    let is_of = |property: Property, of: &str| {
        part == Part {
            property,
            of: Some(of),
        }
        .name()
    };
    match call {
        Call::Create(_) | Call::Delete => true,
        Call::BackUp(_) => false,
        Call::TtlOn(_) | Call::TtlOff(_) => is(Property::Ttl),
        Call::Recovery(_) => is(Property::Recovery),
        Call::Tag(tags) => tags.keys().any(|key| is_of(Property::Tags, key)),
        Call::Untag(keys) => keys.iter().any(|key| is_of(Property::Tags, key)),
        Call::Policy(_) | Call::NoPolicy => is(Property::Policy),
        Call::Update(update) => changes(update, part),
    }
}

fn changes(update: &Update, part: &str) -> bool {
    let property = part.split(' ').next().unwrap_or_default();
    let is = |wanted: Property| property == wanted.as_str();
    let of_index = |name: &str| part.split_once(' ').is_some_and(|(_, of)| of == name);
    match update {
        // Another billing brings its own capacity and caps, for every index as well.
        Update::Capacity { .. } | Update::OnDemand(_) => {
            is(Property::Billing) || is(Property::Capacity) || is(Property::Caps)
        }
        Update::Caps(_) | Update::IndexCaps(_) => is(Property::Caps),
        Update::Warm(_) | Update::IndexWarm(_) => false,
        Update::Class(_) => is(Property::Class),
        Update::Encryption(_) => is(Property::Encryption),
        Update::Stream(_) => is(Property::Stream),
        Update::DeletionProtection(_) => is(Property::DeletionProtection),
        Update::CreateIndex(index, _) => of_index(&index.name) && !is(Property::Tags),
        Update::DeleteIndex(name) => of_index(name) && !is(Property::Tags),
    }
}
