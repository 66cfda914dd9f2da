//! What should be known of a table, and stops nothing.

use std::borrow::Borrow;

use super::{Backup, Backups, NoteKind, TablePlan, TableTarget};
use crate::table::diff::{Compared, Property, encryption, kms};
use crate::table::{Billing, Call, Scaled, Scope, Setting, TableClass, TableRow};

/// The declared properties that the engine lacks, in one line.
pub(super) fn skipped(table: &str, lacking: &[String], target: &TableTarget, plan: &mut TablePlan) {
    if !lacking.is_empty() {
        let message = format!(
            "{} lacks {}: skipped",
            target.capabilities.engine,
            lacking.join(", ")
        );
        plan.note(table, NoteKind::Skipped, message);
    }
}

/// The tables that are deleted without a backup because the engine makes none.
pub(super) fn no_backups(target: &TableTarget, plan: &mut TablePlan) {
    if (target.backup, target.capabilities.backups) != (Backup::First, Backups::Lacking) {
        return;
    }
    let deleted = plan.steps.iter().filter(|step| step.call == Call::Delete);
    let tables: Vec<_> = deleted.map(|step| step.table.clone()).collect();
    for table in tables {
        let message = format!(
            "no backup is made: {} makes none",
            target.capabilities.engine
        );
        plan.note(&table, NoteKind::Skipped, message);
    }
}

pub(super) fn outdated(table: &str, plan: &mut TablePlan) {
    plan.note(
        table,
        NoteKind::Outdated,
        "a newer program has changed this table: it is left as it is; to go back, raise its `revision`",
    );
}

pub(super) fn kept(table: &str, plan: &mut TablePlan) {
    let message = "declared dropped, and not managed here: whoever manages it has to delete it";
    plan.note(table, NoteKind::Kept, message);
}

pub(super) fn gone(table: &str, row: Option<&TableRow>, plan: &mut TablePlan) {
    if row.is_some_and(|row| row.id.is_some() || row.created.is_some()) {
        let message = "it was there, and somebody else deleted it: it is made again, and empty";
        plan.note(table, NoteKind::Gone, message);
    }
}

/// What a live table has that is not planned.
pub(super) fn live(table: &str, compared: Compared<'_>, plan: &mut TablePlan) {
    let observed = compared.observed;
    let changing = observed.changing.iter();
    let states: Vec<_> = changing.map(ToString::to_string).collect();
    let undeclared = undeclared(compared);
    let notes = [
        listed(
            NoteKind::Undeclared,
            "not declared, left alone",
            &undeclared,
        ),
        listed(NoteKind::Preserved, "kept as it is", &observed.preserved),
        scaled(compared),
        undecided(compared),
        listed(NoteKind::Unlooked, "not looked at", &unlooked(compared)),
        listed(NoteKind::Changing, "still changing", &states),
    ];
    for (kind, message) in notes.into_iter().flatten() {
        plan.note(table, kind, message);
    }
}

/// Who sets the capacity that is declared.
fn scaled(compared: Compared<'_>) -> Option<(NoteKind, String)> {
    let (kind, message) = match compared.observed.scaled {
        Scaled::Automatically => (
            NoteKind::Scaled,
            "Application Auto Scaling sets the capacity: it is not compared",
        ),
        Scaled::Unasked => (
            NoteKind::Unlooked,
            "whether Application Auto Scaling sets the capacity was not looked at: if it does, say `ignore = \
             [\"capacity\"]` for this table",
        ),
        Scaled::No => return None,
    };
    is_provisioned(compared).then(|| (kind, message.to_owned()))
}

/// A key of KMS that cannot be told from the declared one.
fn undecided(compared: Compared<'_>) -> Option<(NoteKind, String)> {
    let declared = compared.declared.encryption.on()?;
    let key = compared.observed.definition.encryption.on()?;
    let known = compared.row.map(|row| &row.keys);
    kms::is_undecided(declared, key, known).then(|| {
        let message = format!(
            "DynamoDB does not tell whether {} is {}: taken for the same; name the key by its ARN to be sure",
            kms::name(declared),
            encryption(Some(key))
        );
        (NoteKind::Undecided, message)
    })
}

/// Whether a capacity is declared of a table that has one.
fn is_provisioned(compared: Compared<'_>) -> bool {
    let (declared, live) = (compared.declared, &compared.observed.definition);
    let of_an_index = declared
        .indexes
        .iter()
        .any(|index| index.capacity.is_some());
    live.billing() == Billing::Provisioned && (declared.capacity.is_some() || of_an_index)
}

fn undeclared(compared: Compared<'_>) -> Vec<String> {
    let settings = undeclared_settings(compared).map(|property| property.to_string());
    let settings = settings.chain(undeclared_tags(compared));
    settings.chain(undeclared_indexes(compared)).collect()
}

fn undeclared_settings(compared: Compared<'_>) -> impl Iterator<Item = Property> {
    let (declared, live) = (compared.declared, &compared.observed.definition);
    let is_class = live.class == Some(TableClass::InfrequentAccess);
    let is_capped = live.caps.read.on().or(live.caps.write.on()).is_some();
    let said = [
        (
            is_on(&live.stream) && declared.stream.is_unsaid(),
            Property::Stream,
        ),
        (
            is_on(&live.encryption) && declared.encryption.is_unsaid(),
            Property::Encryption,
        ),
        (is_class && declared.class.is_none(), Property::Class),
        (
            is_on(&live.deletion_protection) && declared.deletion_protection.is_unsaid(),
            Property::DeletionProtection,
        ),
        (is_capped && declared.caps.is_unsaid(), Property::Caps),
        (is_on(&live.ttl) && declared.ttl.is_unsaid(), Property::Ttl),
        (
            is_on(&live.recovery) && declared.recovery.is_unsaid(),
            Property::Recovery,
        ),
        (
            is_on(&live.policy) && declared.policy.is_unsaid(),
            Property::Policy,
        ),
    ];
    let left = said.into_iter().filter(|(is_left, _)| *is_left);
    left.map(|(_, property)| property)
}

fn undeclared_tags(compared: Compared<'_>) -> impl Iterator<Item = String> {
    let declared = &compared.declared.tags;
    let tags = compared.observed.definition.tags.iter();
    let left = tags.filter(|tag| !declared.iter().any(|one| one.key == tag.key));
    left.map(|tag| format!("tag `{}`", tag.key))
}

fn undeclared_indexes(compared: Compared<'_>) -> impl Iterator<Item = String> {
    let declared = &compared.declared.indexes;
    let indexes = compared.observed.definition.indexes.iter();
    let left = indexes.filter(move |index| {
        let is_declared = declared.iter().any(|one| one.name == index.name);
        !is_declared && !compared.was_declared(&index.name)
    });
    left.map(|index| {
        let scope = match index.scope {
            Scope::Local => "local index",
            Scope::Global => "index",
        };
        format!("{scope} `{}`", index.name)
    })
}

fn unlooked(compared: Compared<'_>) -> Vec<&'static str> {
    let (declared, observed) = (compared.declared, compared.observed);
    let live = &observed.definition;
    let no_tags = observed.unlooked.contains(&Property::Tags);
    let said = [
        (
            live.ttl.is_unsaid() && !declared.ttl.is_unsaid(),
            Property::Ttl,
        ),
        (
            live.recovery.is_unsaid() && !declared.recovery.is_unsaid(),
            Property::Recovery,
        ),
        (
            live.policy.is_unsaid() && !declared.policy.is_unsaid(),
            Property::Policy,
        ),
        (no_tags && !declared.tags.is_empty(), Property::Tags),
    ];
    let left = said.into_iter().filter(|(is_left, _)| *is_left);
    left.map(|(_, property)| property.as_str()).collect()
}

fn is_on<T>(setting: &Setting<T>) -> bool {
    setting.on().is_some()
}

/// Nothing where there is nothing to list.
fn listed<S: Borrow<str>>(kind: NoteKind, what: &str, parts: &[S]) -> Option<(NoteKind, String)> {
    (!parts.is_empty()).then(|| (kind, format!("{what}: {}", parts.join(", "))))
}
