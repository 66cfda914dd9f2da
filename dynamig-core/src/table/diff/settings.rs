//! What is on or off, or one of few: stream, encryption, class, protection, time to live, recovery, policy and tags.

use super::{Change, Compared, Property, kms, policy};
use crate::table::{Encryption, Recovery, Setting, TableClass};

pub(super) fn compare(compared: &Compared<'_>, changes: &mut Vec<Change>) {
    changes.extend(protection(compared));
    changes.extend(recovery(compared));
    changes.extend(class(compared));
    changes.extend(encryption(compared));
    changes.extend(stream(compared));
    changes.extend(ttl(compared));
    changes.extend(resource_policy(compared));
    tags(compared, changes);
}

/// What is there and what is declared, where that is said and is something else. A stream, an encryption and a
/// protection that AWS does not tell of are off.
fn unlike<T: Clone>(
    declared: &Setting<T>,
    observed: &Setting<T>,
    is_same: impl Fn(&T, &T) -> bool,
) -> Option<[Option<T>; 2]> {
    let from = observed.on().cloned();
    match (declared, from) {
        (Setting::Unsaid, _) | (Setting::Off, None) => None,
        (Setting::Off, Some(from)) => Some([Some(from), None]),
        (Setting::On(to), Some(from)) if is_same(to, &from) => None,
        (Setting::On(to), from) => Some([from, Some(to.clone())]),
    }
}

/// The same for what has a request of its own, and was not looked at where it is unsaid.
fn looked<T: Clone>(
    declared: &Setting<T>,
    observed: &Setting<T>,
    is_same: impl Fn(&T, &T) -> bool,
) -> Option<[Option<T>; 2]> {
    if observed.is_unsaid() {
        return None;
    }
    unlike(declared, observed, is_same)
}

fn protection(compared: &Compared<'_>) -> Option<Change> {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    let [_, to] = unlike(
        &declared.deletion_protection,
        &observed.deletion_protection,
        |(), ()| true,
    )?;
    Some(to.map_or(Change::Unprotect, |()| Change::Protect))
}

fn recovery(compared: &Compared<'_>) -> Option<Change> {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    let is_same = |to: &Recovery, from: &Recovery| to.days.is_none() || to.days == from.days;
    let [from, to] = looked(&declared.recovery, &observed.recovery, is_same)?;
    Some(Change::Recovery { from, to })
}

fn class(compared: &Compared<'_>) -> Option<Change> {
    let from = compared.observed.definition.class;
    let from = from.unwrap_or(TableClass::Standard);
    let to = compared.declared.class.filter(|&to| to != from)?;
    Some(Change::Class { from, to })
}

fn encryption(compared: &Compared<'_>) -> Option<Change> {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    let known = compared.row.map(|row| &row.keys);
    let is_same = |to: &Encryption, from: &Encryption| kms::is_same(to, from, known);
    let [from, to] = unlike(&declared.encryption, &observed.encryption, is_same)?;
    Some(Change::Encryption { from, to })
}

fn stream(compared: &Compared<'_>) -> Option<Change> {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    let [from, to] = unlike(&declared.stream, &observed.stream, PartialEq::eq)?;
    Some(Change::Stream { from, to })
}

fn ttl(compared: &Compared<'_>) -> Option<Change> {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    let [from, to] = looked(&declared.ttl, &observed.ttl, PartialEq::eq)?;
    Some(Change::Ttl { from, to })
}

fn resource_policy(compared: &Compared<'_>) -> Option<Change> {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    let is_same = |to: &String, from: &String| policy::is_same(to, from);
    let [from, to] = looked(&declared.policy, &observed.policy, is_same)?;
    Some(Change::Policy { from, to })
}

/// Tags by their keys: one that is not declared is somebody else's.
fn tags(compared: &Compared<'_>, changes: &mut Vec<Change>) {
    if compared.observed.unlooked.contains(&Property::Tags) {
        return;
    }
    let live = &compared.observed.definition.tags;
    for tag in &compared.declared.tags {
        let from = live.iter().find(|one| one.key == tag.key);
        let from = from.and_then(|one| one.value.clone());
        if from != tag.value {
            changes.push(Change::Tag {
                key: tag.key.clone(),
                from,
                to: tag.value.clone(),
            });
        }
    }
}
