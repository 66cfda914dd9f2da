//! What the rest relies on: protection and recovery on, and room for more.

use std::collections::BTreeMap;

use super::TableStep;
use super::limits::{are_none, carried, relaxed, risen};
use super::live::Live;
use crate::plan::{Hazard, Phase};
use crate::table::diff::{Change, caps, recovery, warm};
use crate::table::{Billing, Call, Caps, Recovery, Setting, Update};

pub(super) fn steps(live: &Live<'_>) -> Vec<TableStep> {
    let mut steps = Vec::new();
    for change in &live.changes {
        steps.extend(protection(live, change));
    }
    steps.extend(billing(live));
    steps.extend(capacity(live));
    steps.extend(table_caps(live));
    steps.extend(index_caps(live));
    steps.extend(table_warm(live));
    steps.extend(index_warm(live));
    steps
}

fn protection(live: &Live<'_>, change: &Change) -> Option<TableStep> {
    match change {
        Change::Protect => Some(live.update(
            Phase::Prepare,
            Hazard::Safe,
            Update::DeletionProtection(Setting::On(())),
            "switch deletion protection on",
        )),
        Change::Recovery { from, to: Some(to) } if !is_fewer(from.as_ref(), *to) => {
            let (was, is) = (recovery(from.as_ref()), recovery(Some(to)));
            let call = Call::Recovery(Setting::On(*to));
            let detail = format!("point-in-time recovery from {was} to {is}");
            Some(live.step(Phase::Prepare, Hazard::Safe, call, detail))
        }
        _ => None,
    }
}

/// Whether recovery goes back fewer days than it did.
pub(super) fn is_fewer(from: Option<&Recovery>, to: Recovery) -> bool {
    const MOST: u32 = 35;
    from.is_some_and(|from| to.days.unwrap_or(MOST) < from.days.unwrap_or(MOST))
}

/// Billing on demand, with the caps that take nothing away.
fn billing(live: &Live<'_>) -> Option<TableStep> {
    live.flips_to().filter(|&to| to == Billing::OnDemand)?;
    let capacity = live.observed().definition.capacity;
    let caps = carried(capacity, &live.compared.declared.caps);
    let detail = match are_none(&caps) {
        true => "billing on demand".to_owned(),
        false => format!(
            "billing on demand, at most {}",
            crate::table::diff::caps(&caps)
        ),
    };
    Some(live.update(
        Phase::Prepare,
        Hazard::Costly,
        Update::OnDemand(caps),
        detail,
    ))
}

/// Every capacity that rises, of the table and of its indexes, in one call.
fn capacity(live: &Live<'_>) -> Option<TableStep> {
    let (mut table, mut indexes) = (None, BTreeMap::new());
    for change in &live.changes {
        if let Change::Capacity { of, from, to } = change {
            let to = risen(*from, *to);
            match of {
                _ if *from == Some(to) => {}
                None => table = Some(to),
                Some(index) => {
                    indexes.insert(index.clone(), to);
                }
            }
        }
    }
    (table.is_some() || !indexes.is_empty()).then(|| {
        let update = Update::Capacity {
            billing: None,
            table,
            indexes,
        };
        let detail = format!("capacity up: {}", capacity_words(&update));
        live.update(Phase::Prepare, Hazard::Costly, update, detail)
    })
}

/// The capacities of a call in words.
pub(super) fn capacity_words(update: &Update) -> String {
    use crate::table::diff::capacity;
    let Update::Capacity { table, indexes, .. } = update else {
        return String::new();
    };
    let table = table.map(|units| capacity(Some(units)));
    let indexes = indexes
        .iter()
        .map(|(index, units)| format!("`{index}` {}", capacity(Some(*units))));
    let parts: Vec<_> = table.into_iter().chain(indexes).collect();
    parts.join("; ")
}

/// The caps of the table (`None`) or of an index after the preparation, where billing does not change them by itself.
pub(super) fn prepared_caps(live: &Live<'_>, of: Option<&str>, from: &Caps, to: &Caps) -> Caps {
    if live.flips_to().is_none() {
        return relaxed(from, to);
    }
    let definition = &live.observed().definition;
    let capacity = match of {
        None => definition.capacity,
        Some(name) => live
            .globals()
            .find(|index| index.name == name)
            .and_then(|index| index.capacity),
    };
    carried(capacity, to)
}

fn table_caps(live: &Live<'_>) -> Option<TableStep> {
    // Going on demand takes the table's caps with it.
    if live.flips_to().is_some() {
        return None;
    }
    live.changes.iter().find_map(|change| match change {
        Change::Caps { of: None, from, to } => {
            let to = relaxed(from, to);
            (*from != to).then(|| {
                let detail = format!("caps from {} to {}", caps(from), caps(&to));
                live.update(Phase::Prepare, Hazard::Costly, Update::Caps(to), detail)
            })
        }
        _ => None,
    })
}

fn index_caps(live: &Live<'_>) -> Option<TableStep> {
    let mut indexes = BTreeMap::new();
    for change in &live.changes {
        if let Change::Caps {
            of: Some(index),
            from,
            to,
        } = change
        {
            let to = prepared_caps(live, Some(index), from, to);
            if *from != to {
                indexes.insert(index.clone(), to);
            }
        }
    }
    (!indexes.is_empty()).then(|| {
        let detail = format!("caps of indexes: {}", index_words(&indexes, caps));
        let update = Update::IndexCaps(indexes);
        live.update(Phase::Prepare, Hazard::Costly, update, detail)
    })
}

fn table_warm(live: &Live<'_>) -> Option<TableStep> {
    live.changes.iter().find_map(|change| match change {
        Change::Warm { of: None, from, to } => {
            let detail = format!("warm throughput from {} to {}", warm(*from), warm(*to));
            Some(live.update(Phase::Prepare, Hazard::Costly, Update::Warm(*to), detail))
        }
        _ => None,
    })
}

fn index_warm(live: &Live<'_>) -> Option<TableStep> {
    let mut indexes = BTreeMap::new();
    for change in &live.changes {
        if let Change::Warm {
            of: Some(index),
            to,
            ..
        } = change
        {
            indexes.insert(index.clone(), *to);
        }
    }
    (!indexes.is_empty()).then(|| {
        let words = index_words(&indexes, |units| warm(*units));
        let update = Update::IndexWarm(indexes);
        let detail = format!("warm throughput of indexes: {words}");
        live.update(Phase::Prepare, Hazard::Costly, update, detail)
    })
}

/// What each index gets, in words.
pub(super) fn index_words<T>(
    indexes: &BTreeMap<String, T>,
    words: impl Fn(&T) -> String,
) -> String {
    let indexes = indexes
        .iter()
        .map(|(index, one)| format!("`{index}` {}", words(one)));
    indexes.collect::<Vec<_>>().join("; ")
}
