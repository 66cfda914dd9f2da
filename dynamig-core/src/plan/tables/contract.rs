//! What a table loses, in a command of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::expand::{switched_on, ttl_on};
use super::limits::risen;
use super::live::Live;
use super::prepare::{capacity_words, index_words, is_fewer, prepared_caps};
use super::{Backup, Backups, Refusal, TableStep, refuse};
use crate::plan::{Hazard, Phase};
use crate::table::diff::{Change, caps, recovery};
use crate::table::{Billing, Call, Recovery, Setting, Update};

/// Indexes first, one by one; protection last.
pub(super) fn steps(live: &Live<'_>, doomed: &BTreeSet<String>) -> Result<Vec<TableStep>, Refusal> {
    let held = live.held().filter(|name| !doomed.contains(*name));
    let mut steps: Vec<_> = held.map(|name| index(live, name)).collect();
    steps.extend(capacity(live)?);
    steps.extend(table_caps(live));
    steps.extend(index_caps(live));
    for change in &live.changes {
        steps.extend(setting(live, change));
    }
    steps.extend(ttl_of_items(live));
    steps.extend(untag(live));
    let is_off = |change: &&Change| matches!(change, Change::Unprotect);
    steps.extend(live.changes.iter().find(is_off).map(|_| unprotect(live)));
    Ok(steps)
}

/// The end of a table: backed up, then unprotected, then deleted.
pub(super) fn drop(live: &Live<'_>) -> Vec<TableStep> {
    let mut steps = Vec::new();
    let is_going = live.observed().is_going();
    let backups = live.target.capabilities.backups;
    if (live.target.backup, backups) == (Backup::First, Backups::Offered) && !is_going {
        let call = Call::BackUp(backup_name(live.name()));
        steps.push(live.step(Phase::Contract, Hazard::Safe, call, "back the table up"));
    }
    if live.observed().definition.deletion_protection == Setting::On(()) && !is_going {
        steps.push(unprotect(live));
    }
    let detail = "delete the table";
    steps.push(live.step(Phase::Contract, Hazard::Destructive, Call::Delete, detail));
    steps
}

/// A backup's name has 255 characters at the most, of those that a table's has; it need not be unique.
fn backup_name(table: &str) -> String {
    let name = format!("dynamig-{table}");
    name.chars().take(255).collect()
}

fn index(live: &Live<'_>, name: &str) -> TableStep {
    let detail = format!("delete index `{name}`, no longer declared");
    let update = Update::DeleteIndex(name.to_owned());
    live.update(Phase::Contract, Hazard::Destructive, update, detail)
}

fn unprotect(live: &Live<'_>) -> TableStep {
    let update = Update::DeletionProtection(Setting::Off);
    let detail = "switch deletion protection off";
    live.update(Phase::Contract, Hazard::Destructive, update, detail)
}

/// Billing to provisioned, with the capacity of every index that is left; or every capacity that falls. One call.
fn capacity(live: &Live<'_>) -> Result<Option<TableStep>, Refusal> {
    let update = match live.flips_to() {
        Some(Billing::Provisioned) => provisioned(live)?,
        Some(Billing::OnDemand) | None => fallen(live),
    };
    let Update::Capacity {
        billing,
        table,
        indexes,
    } = &update
    else {
        return Ok(None);
    };
    if table.is_none() && indexes.is_empty() {
        return Ok(None);
    }
    let what = match billing {
        Some(_) => "billing provisioned",
        None => "capacity",
    };
    let detail = format!("{what}: {}", capacity_words(&update));
    Ok(Some(live.update(
        Phase::Contract,
        Hazard::Breaking,
        update,
        detail,
    )))
}

/// AWS wants the capacity of every global index: of those that are there and stay, and of those that `up` makes before.
fn provisioned(live: &Live<'_>) -> Result<Update, Refusal> {
    let stays = |name: &&str| !live.held().any(|held| held == *name);
    let there = live.globals().map(|index| index.name.as_str());
    let made = live.made().map(|index| index.name.as_str());
    let mut indexes = BTreeMap::new();
    for name in there.filter(stays).chain(made) {
        let declared = live.declared(name).and_then(|one| one.capacity);
        let units = declared.ok_or_else(|| refuse::without_capacity(live.name(), name))?;
        indexes.insert(name.to_owned(), units);
    }
    Ok(Update::Capacity {
        billing: Some(Billing::Provisioned),
        table: live.compared.declared.capacity,
        indexes,
    })
}

fn fallen(live: &Live<'_>) -> Update {
    let (mut table, mut indexes) = (None, BTreeMap::new());
    for change in &live.changes {
        if let Change::Capacity { of, from, to } = change {
            match of {
                _ if risen(*from, *to) == *to => {}
                None => table = Some(*to),
                Some(index) => {
                    indexes.insert(index.clone(), *to);
                }
            }
        }
    }
    Update::Capacity {
        billing: None,
        table,
        indexes,
    }
}

fn table_caps(live: &Live<'_>) -> Option<TableStep> {
    live.changes.iter().find_map(|change| match change {
        Change::Caps { of: None, from, to } if prepared_caps(live, None, from, to) != *to => {
            let detail = format!("caps down to {}", caps(to));
            let update = Update::Caps(to.clone());
            Some(live.update(Phase::Contract, Hazard::Breaking, update, detail))
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
            && prepared_caps(live, Some(index), from, to) != *to
        {
            indexes.insert(index.clone(), to.clone());
        }
    }
    (!indexes.is_empty()).then(|| {
        let detail = format!("caps of indexes down: {}", index_words(&indexes, caps));
        let update = Update::IndexCaps(indexes);
        live.update(Phase::Contract, Hazard::Breaking, update, detail)
    })
}

fn setting(live: &Live<'_>, change: &Change) -> Vec<TableStep> {
    match change {
        Change::Stream {
            from: Some(_),
            to: None,
        } => vec![stream_off(live, Hazard::Destructive)],
        Change::Stream {
            from: Some(_),
            to: Some(view),
        } => {
            let detail = format!("stream on again, {}", crate::table::words::view(*view));
            let update = Update::Stream(Setting::On(*view));
            let on = live.update(Phase::Contract, Hazard::Safe, update, detail);
            vec![stream_off(live, Hazard::Breaking), on]
        }
        Change::Ttl {
            from: Some(from),
            to,
        } => {
            let detail = format!("let items no longer expire by `{from}`");
            let call = Call::TtlOff(from.clone());
            let off = live.step(Phase::Contract, Hazard::Destructive, call, detail);
            let on = to.as_ref().map(|to| ttl_on(live, Phase::Contract, to));
            std::iter::once(off).chain(on).collect()
        }
        Change::Policy { to: None, .. } => {
            let detail = "take the resource policy off";
            vec![live.step(Phase::Contract, Hazard::Breaking, Call::NoPolicy, detail)]
        }
        Change::Recovery { from, to } => fewer(live, from.as_ref(), to.as_ref()),
        _ => Vec::new(),
    }
}

fn stream_off(live: &Live<'_>, hazard: Hazard) -> TableStep {
    let update = Update::Stream(Setting::Off);
    live.update(Phase::Contract, hazard, update, "stream off")
}

/// Recovery off, or fewer days: what lies further back is gone.
fn fewer(live: &Live<'_>, from: Option<&Recovery>, to: Option<&Recovery>) -> Vec<TableStep> {
    if to.is_some_and(|to| !is_fewer(from, *to)) {
        return Vec::new();
    }
    let detail = format!(
        "point-in-time recovery from {} to {}",
        recovery(from),
        recovery(to)
    );
    let call = Call::Recovery(to.copied().map_or(Setting::Off, Setting::On));
    vec![live.step(Phase::Contract, Hazard::Destructive, call, detail)]
}

/// The time to live of a table with items, unless `up` switches it on after a migration.
fn ttl_of_items(live: &Live<'_>) -> Option<TableStep> {
    let attribute = switched_on(live)?;
    let waits = live.observed().has_items() && live.declaration.after.ttl.is_none();
    waits.then(|| ttl_on(live, Phase::Contract, attribute))
}

fn untag(live: &Live<'_>) -> Option<TableStep> {
    let off: Vec<_> = live
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Tag { key, to: None, .. } => Some(key.clone()),
            _ => None,
        })
        .collect();
    (!off.is_empty()).then(|| {
        let detail = format!("take tags off: {}", off.join(", "));
        live.step(Phase::Contract, Hazard::Safe, Call::Untag(off), detail)
    })
}
