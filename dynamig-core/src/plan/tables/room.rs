//! Deletes that have to come before what is made.

use std::collections::BTreeSet;

use super::live::Live;
use super::waiting::clashes;
use super::{Refusal, TableStep, refuse};
use crate::migration::MigrationId;
use crate::plan::{Hazard, Phase};
use crate::table::check::projection::MAX_OF_TABLE;
use crate::table::diff::{Change, keys};
use crate::table::{Index, Scope, Update};

/// The deletes, and the indexes that they delete.
pub(super) struct Room {
    pub(super) steps: Vec<TableStep>,
    pub(super) doomed: BTreeSet<String>,
}

pub(super) fn make(live: &Live<'_>) -> Result<Room, Refusal> {
    let mut room = Room {
        steps: Vec::new(),
        doomed: BTreeSet::new(),
    };
    for change in &live.changes {
        if let Change::OtherIndex { name, .. } = change {
            let why = "to make it again as declared";
            room.delete(live, name, why, live.index_waits(name));
        }
    }
    retyped(live, &mut room)?;
    count(live, &mut room);
    included(live, &mut room)?;
    Ok(room)
}

impl Room {
    fn delete(&mut self, live: &Live<'_>, index: &str, why: &str, waits: Vec<MigrationId>) {
        if self.doomed.insert(index.to_owned()) {
            let update = Update::DeleteIndex(index.to_owned());
            let detail = format!("delete index `{index}`, {why}");
            let step = live.update(Phase::NeedsRoom, Hazard::Destructive, update, detail);
            self.steps.push(step.after(waits));
        }
    }

    /// The indexes no longer declared that are left, and can make room.
    fn left<'l>(&self, live: &'l Live<'_>) -> Vec<&'l str> {
        let held = live.held();
        held.filter(|name| !self.doomed.contains(*name)).collect()
    }

    /// The live indexes that stay, local ones too.
    fn staying<'l>(&'l self, live: &'l Live<'_>) -> impl Iterator<Item = &'l Index> {
        let observed = live.observed();
        let indexes = observed.definition.indexes.iter();
        indexes.filter(move |index| {
            !self.doomed.contains(&index.name) && keys::live(observed, &index.name).is_some()
        })
    }
}

/// An attribute has one type in a table: an index that has it with another one goes first. It waits only where all that
/// it makes room for wait for the same.
fn retyped(live: &Live<'_>, room: &mut Room) -> Result<(), Refusal> {
    let staying: Vec<_> = room.staying(live).cloned().collect();
    for other in staying {
        let clashing: Vec<_> = live
            .made()
            .filter(|made| clashes(live, made, &other))
            .collect();
        let Some(made) = clashing.first() else {
            continue;
        };
        if !live.held().any(|held| held == other.name) {
            return Err(typed_otherwise(live, made, &other));
        }
        let waits = live.index_waits(&made.name);
        let is_shared = clashing
            .iter()
            .all(|one| live.index_waits(&one.name) == waits);
        let waits = if is_shared { waits } else { Vec::new() };
        let why = format!("whose key has another type than that of `{}`", made.name);
        room.delete(live, &other.name, &why, waits);
    }
    Ok(())
}

fn typed_otherwise(live: &Live<'_>, made: &Index, other: &Index) -> Refusal {
    let shared = made
        .keys
        .iter()
        .find(|key| other.keys.iter().any(|one| one.attribute == key.attribute));
    let attribute = shared.map_or("", |key| key.attribute.as_str());
    refuse::typed_otherwise(live.name(), &made.name, attribute, &other.name)
}

/// So many global indexes and no more: the first of those no longer declared go.
fn count(live: &Live<'_>, room: &mut Room) {
    let staying = room
        .staying(live)
        .filter(|index| index.scope == Scope::Global);
    let total = staying.count() + live.made().count();
    // Where nothing is made, nothing needs room; where too few can go, AWS may have granted more.
    if live.made().next().is_none() {
        return;
    }
    let over = total.saturating_sub(live.target.index_quota);
    for index in room.left(live).into_iter().take(over) {
        let why = format!(
            "because a table has {} at the most",
            live.target.index_quota
        );
        room.delete(live, index, &why, Vec::new());
    }
}

/// So many included attributes and no more: of the indexes no longer declared, those that include most go first.
fn included(live: &Live<'_>, room: &mut Room) -> Result<(), Refusal> {
    let of = |index: &Index| index.projection.attributes.len();
    let added: usize = live.made().map(of).sum();
    let total = |room: &Room| room.staying(live).map(of).sum::<usize>() + added;
    if added == 0 || total(room) <= MAX_OF_TABLE {
        return Ok(());
    }
    let mut left: Vec<_> = room
        .staying(live)
        .filter(|index| live.held().any(|held| held == index.name) && of(index) > 0)
        .map(|index| (of(index), index.name.clone()))
        .collect();
    left.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    for (_, index) in left {
        if total(room) <= MAX_OF_TABLE {
            break;
        }
        let why = format!("because indexes include {MAX_OF_TABLE} attributes at the most");
        room.delete(live, &index, &why, Vec::new());
    }
    match total(room) {
        0..=MAX_OF_TABLE => Ok(()),
        total => Err(refuse::includes_too_much(live.name(), total, MAX_OF_TABLE)),
    }
}
