use std::collections::BTreeSet;

use super::limits::{carried, relaxed, risen};
use super::prepare::is_fewer;
use super::{Backup, Backups, TableTarget, waits};
use crate::table::diff::{Change, Compared, throughput};
use crate::table::{
    Billing, Capacity, Caps, Declaration, Definition, Observed, Presence, Recovery, TableRow,
};

/// The fewest calls that bring a managed table to its declaration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// Those of `up`.
    pub up: usize,
    /// Those of `contract` after it.
    pub contract: usize,
}

/// The command that a call belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Up,
    Contract,
}

/// What a call is about: AWS takes one concern in a call, so each concern costs one call at least.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Concern {
    /// The capacities of the table and of all its indexes, with the billing to provisioned.
    Capacity,
    /// The table's caps, with the billing to on demand.
    Caps,
    /// The caps of all indexes.
    IndexCaps,
    /// The warm throughput of the table.
    Warm,
    /// The warm throughput of all indexes.
    IndexWarm,
    /// All tags that are set, or all that are taken off.
    Tags,
    /// Something that goes alone, by its name.
    Alone(&'static str),
    /// The end of an index.
    IndexOff(String),
    /// A new index.
    IndexOn(String),
}

impl Bound {
    /// Those of both commands.
    #[must_use]
    pub const fn total(self) -> usize {
        self.up + self.contract
    }
}

/// The lower bound of calls for a table that dynamig manages, under the rule of what AWS takes together.
///
/// It is counted from what differs, never from a plan: tests and the benchmark hold plans against it. Deletes of indexes
/// that have to make room are counted as `contract`'s, where they would otherwise be.
#[must_use]
pub fn lower_bound(
    declaration: &Declaration,
    observed: Option<&Observed>,
    row: Option<&TableRow>,
    target: &TableTarget,
) -> Bound {
    let (wanted, _) = target.capabilities.offered(&declaration.definition);
    let up = |up| Bound { up, contract: 0 };
    match (declaration.presence, observed) {
        (Presence::Dropped, None) => Bound::default(),
        (Presence::Dropped, Some(observed)) => dropped(observed, target),
        (Presence::Kept, None) => up(created(declaration, &wanted, target)),
        (Presence::Kept, Some(observed)) => {
            let ignored = target.ignored(declaration.name());
            changed(
                declaration,
                Compared {
                    declared: &wanted,
                    observed,
                    row,
                    ignored: &ignored,
                },
                target,
            )
        }
    }
}

/// CreateTable carries everything but the time to live, recovery, and what waits for migrations.
fn created(declaration: &Declaration, wanted: &Definition, target: &TableTarget) -> usize {
    let after = &declaration.after;
    let late = |id| !waits(id, target).is_empty();
    let indexes = wanted.indexes.iter();
    let late_indexes = indexes.filter(|index| late(after.indexes.get(&index.name)));
    1 + usize::from(wanted.recovery.on().is_some())
        + usize::from(wanted.ttl.on().is_some())
        + usize::from(wanted.stream.on().is_some() && late(after.stream.as_ref()))
        + late_indexes.count()
}

fn dropped(observed: &Observed, target: &TableTarget) -> Bound {
    let backed_up = (target.backup, target.capabilities.backups);
    let is_protected = observed.definition.deletion_protection.on().is_some();
    let before =
        usize::from(backed_up == (Backup::First, Backups::Offered)) + usize::from(is_protected);
    Bound {
        up: 0,
        contract: before + 1,
    }
}

fn changed(declaration: &Declaration, compared: Compared<'_>, target: &TableTarget) -> Bound {
    let changes = target.capabilities.remembered(compared.changes());
    let concerns: BTreeSet<_> = changes
        .iter()
        .flat_map(|change| concerns(change, declaration, compared))
        .collect();
    let up = concerns.iter().filter(|(when, _)| *when == When::Up);
    let up = up.count();
    Bound {
        up,
        contract: concerns.len() - up,
    }
}

fn concerns(
    change: &Change,
    declaration: &Declaration,
    compared: Compared<'_>,
) -> Vec<(When, Concern)> {
    use Concern::{Alone, IndexOff, IndexOn, IndexWarm, Tags, Warm};
    use When::{Contract, Up};
    match change {
        Change::Key { .. } | Change::Local { .. } => Vec::new(),
        Change::MissingIndex { name, .. } => vec![(Up, IndexOn(name.clone()))],
        Change::OtherIndex { name, .. } => {
            vec![(Up, IndexOff(name.clone())), (Up, IndexOn(name.clone()))]
        }
        Change::HeldIndex { name, .. } => vec![(Contract, IndexOff(name.clone()))],
        Change::Billing { to, .. } => vec![flipped(*to)],
        Change::Capacity { from, to, .. } => sized(*from, *to),
        Change::Caps { of, from, to } => capped(of.as_deref(), from, to, compared),
        Change::Warm { of, .. } => vec![(Up, of.as_ref().map_or(Warm, |_| IndexWarm))],
        Change::Encryption { .. } => vec![(Up, Alone("encryption"))],
        Change::Class { .. } => vec![(Up, Alone("class"))],
        Change::Protect => vec![(Up, Alone("protection"))],
        Change::Unprotect => vec![(Contract, Alone("protection"))],
        Change::Tag { to, .. } => vec![(to.as_ref().map_or(Contract, |_| Up), Tags)],
        Change::Policy { to, .. } => vec![(to.as_ref().map_or(Contract, |_| Up), Alone("policy"))],
        Change::Recovery { from, to } => recovered(from.as_ref(), *to),
        Change::Stream { from, to } => {
            let first = from.map_or(Up, |_| Contract);
            let names = ["stream off", "stream on"];
            switched(first, [from.is_some(), to.is_some()], names)
        }
        Change::Ttl { from, to } => {
            let waits = compared.observed.has_items() && declaration.after.ttl.is_none();
            let in_up = from.is_none() && !waits;
            let first = if in_up { Up } else { Contract };
            switched(first, [from.is_some(), to.is_some()], ["ttl off", "ttl on"])
        }
    }
}

const fn flipped(to: Billing) -> (When, Concern) {
    match to {
        Billing::OnDemand => (When::Up, Concern::Caps),
        Billing::Provisioned => (When::Contract, Concern::Capacity),
    }
}

fn sized(from: Option<Capacity>, to: Capacity) -> Vec<(When, Concern)> {
    let risen = risen(from, to);
    steps(Concern::Capacity, from != Some(risen), risen != to)
}

fn capped(
    of: Option<&str>,
    from: &Caps,
    to: &Caps,
    compared: Compared<'_>,
) -> Vec<(When, Concern)> {
    let live = &compared.observed.definition;
    let capacity = match of {
        None => live.capacity,
        Some(name) => live
            .indexes
            .iter()
            .find(|index| index.name == name)
            .and_then(|index| index.capacity),
    };
    let prepared = match throughput::flips_to(&compared) {
        Some(_) => carried(capacity, to),
        None => relaxed(from, to),
    };
    let concern = of.map_or(Concern::Caps, |_| Concern::IndexCaps);
    steps(concern, prepared != *from, prepared != *to)
}

fn recovered(from: Option<&Recovery>, to: Option<Recovery>) -> Vec<(When, Concern)> {
    let falls = to.is_none_or(|to| is_fewer(from, to));
    steps(Concern::Alone("recovery"), !falls, falls)
}

/// One concern in either command, or in both.
fn steps(concern: Concern, in_up: bool, in_contract: bool) -> Vec<(When, Concern)> {
    let up = in_up.then(|| (When::Up, concern.clone()));
    let contract = in_contract.then_some((When::Contract, concern));
    up.into_iter().chain(contract).collect()
}

/// What can only be switched off and on again.
fn switched(when: When, are: [bool; 2], names: [&'static str; 2]) -> Vec<(When, Concern)> {
    let calls = names.into_iter().zip(are).filter(|(_, is)| *is);
    calls
        .map(|(name, _)| (when, Concern::Alone(name)))
        .collect()
}
