//! What should be known of a table, and stops nothing.

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
    let undeclared = undeclared(compared);
    if !undeclared.is_empty() {
        let message = format!("not declared, left alone: {}", undeclared.join(", "));
        plan.note(table, NoteKind::Undeclared, message);
    }
    if !observed.preserved.is_empty() {
        let message = format!("kept as it is: {}", observed.preserved.join(", "));
        plan.note(table, NoteKind::Preserved, message);
    }
    if observed.scaled == Scaled::Automatically && is_provisioned(compared) {
        let message = "Application Auto Scaling sets the capacity: it is not compared";
        plan.note(table, NoteKind::Scaled, message);
    }
    if observed.scaled == Scaled::Unasked && is_provisioned(compared) {
        let message = "whether Application Auto Scaling sets the capacity was not looked at: if it does, say `ignore = \
                       [\"capacity\"]` for this table";
        plan.note(table, NoteKind::Unlooked, message);
    }
    if let (Some(declared), Some(key)) = (
        compared.declared.encryption.on(),
        observed.definition.encryption.on(),
    ) && kms::is_undecided(declared, key, compared.row.map(|row| &row.keys))
    {
        let message = format!(
            "DynamoDB does not tell whether {} is {}: taken for the same; name the key by its ARN to be sure",
            kms::name(declared),
            encryption(Some(key))
        );
        plan.note(table, NoteKind::Undecided, message);
    }
    let unlooked = unlooked(compared);
    if !unlooked.is_empty() {
        let message = format!("not looked at: {}", listed(&unlooked));
        plan.note(table, NoteKind::Unlooked, message);
    }
    if !observed.changing.is_empty() {
        let states: Vec<_> = observed
            .changing
            .iter()
            .map(|changing| changing.state.as_str())
            .collect();
        let message = format!("still changing: {}", states.join(", "));
        plan.note(table, NoteKind::Changing, message);
    }
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
    let mut found: Vec<_> = said
        .into_iter()
        .filter(|(is_left, _)| *is_left)
        .map(|(_, property)| property.to_string())
        .collect();
    for tag in &live.tags {
        if !declared.tags.iter().any(|one| one.key == tag.key) {
            found.push(format!("tag `{}`", tag.key));
        }
    }
    for index in &live.indexes {
        let name = &index.name;
        let is_declared = declared.indexes.iter().any(|one| one.name == *name);
        if !is_declared && !compared.was_declared(name) {
            let scope = match index.scope {
                Scope::Local => "local index",
                Scope::Global => "index",
            };
            found.push(format!("{scope} `{name}`"));
        }
    }
    found
}

fn unlooked(compared: Compared<'_>) -> Vec<Property> {
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
    left.map(|(_, property)| property).collect()
}

fn is_on<T>(setting: &Setting<T>) -> bool {
    setting.on().is_some()
}

fn listed(properties: &[Property]) -> String {
    let names: Vec<_> = properties.iter().map(|one| one.as_str()).collect();
    names.join(", ")
}
