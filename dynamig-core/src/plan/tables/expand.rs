//! What a table gains.

use std::collections::BTreeMap;

use super::create::create_index;
use super::live::Live;
use super::{Refusal, TableStep, refuse, waits};
use crate::plan::{Hazard, Phase};
use crate::table::diff::{Change, encryption, keys};
use crate::table::{Billing, Call, Encryption, Setting, StreamView, Update};

pub(super) fn steps(live: &Live<'_>) -> Result<Vec<TableStep>, Refusal> {
    let mut steps = Vec::new();
    for change in &live.changes {
        steps.extend(setting(live, change));
    }
    steps.extend(indexes(live)?);
    steps.extend(ttl(live));
    steps.extend(tags(live));
    Ok(steps)
}

fn setting(live: &Live<'_>, change: &Change) -> Option<TableStep> {
    match change {
        Change::Class { to, .. } => {
            let detail = format!("class {}", crate::table::words::class(*to));
            Some(live.update(Phase::Expand, Hazard::Costly, Update::Class(*to), detail))
        }
        Change::Encryption { from, to } => Some(encrypted(live, from.as_ref(), to.as_ref())),
        Change::Stream {
            from: None,
            to: Some(view),
        } => {
            let waits = waits(live.declaration.after.stream.as_ref(), live.target);
            Some(stream(live, *view).after(waits))
        }
        Change::Policy {
            to: Some(policy), ..
        } => {
            let detail = format!(
                "resource policy of {}",
                crate::table::diff::policy_words(Some(policy))
            );
            let call = Call::Policy(policy.clone());
            Some(live.step(Phase::Expand, Hazard::Safe, call, detail))
        }
        _ => None,
    }
}

/// Another key loses data where the old one is gone before the table is encrypted anew; a key of one's own keeps out who
/// may not use it.
fn encrypted(live: &Live<'_>, from: Option<&Encryption>, to: Option<&Encryption>) -> TableStep {
    let hazard = match (from, to.and_then(|to| to.key.as_ref())) {
        (Some(_), _) => Hazard::Destructive,
        (None, Some(_)) => Hazard::Breaking,
        (None, None) => Hazard::Costly,
    };
    let detail = format!("encryption from {} to {}", encryption(from), encryption(to));
    let setting = to.cloned().map_or(Setting::Off, Setting::On);
    live.update(Phase::Expand, hazard, Update::Encryption(setting), detail)
}

fn stream(live: &Live<'_>, view: StreamView) -> TableStep {
    let detail = format!("stream on, {}", crate::table::words::view(view));
    let update = Update::Stream(Setting::On(view));
    live.update(Phase::Expand, Hazard::Safe, update, detail)
}

/// The indexes that are made, one by one: AWS makes or deletes one at a time.
fn indexes(live: &Live<'_>) -> Result<Vec<TableStep>, Refusal> {
    let billing = live.billing_in_expand();
    let declared = live.compared.declared;
    let made = live.made().map(|index| {
        if billing == Billing::Provisioned && index.capacity.is_none() {
            return Err(refuse::without_capacity(live.name(), &index.name));
        }
        let detail = format!(
            "add index `{}`: {}",
            index.name,
            keys::shape(index, declared)
        );
        let call = create_index(index, declared, billing);
        let step = live.step(Phase::Expand, live.index_hazard(index), call, detail);
        Ok(step.after(live.index_waits(&index.name)))
    });
    made.collect()
}

/// The time to live, where it is off: on a table with items it deletes some, so it waits for `contract` unless a
/// migration is named that has to be applied before.
fn ttl(live: &Live<'_>) -> Option<TableStep> {
    let attribute = switched_on(live)?;
    let after = live.declaration.after.ttl.as_ref();
    let has_items = live.observed().has_items();
    if has_items && after.is_none() {
        return None;
    }
    Some(ttl_on(live, Phase::Expand, attribute).after(waits(after, live.target)))
}

/// The attribute of a time to live that is to be switched on.
pub(super) fn switched_on<'l>(live: &'l Live<'_>) -> Option<&'l str> {
    live.changes.iter().find_map(|change| match change {
        Change::Ttl {
            from: None,
            to: Some(attribute),
        } => Some(attribute.as_str()),
        _ => None,
    })
}

pub(super) fn ttl_on(live: &Live<'_>, phase: Phase, attribute: &str) -> TableStep {
    let hazard = match live.observed().has_items() {
        true => Hazard::Destructive,
        false => Hazard::Safe,
    };
    let detail = format!("let items expire by `{attribute}`");
    live.step(phase, hazard, Call::TtlOn(attribute.to_owned()), detail)
}

/// All tags that are set, in one call.
fn tags(live: &Live<'_>) -> Option<TableStep> {
    let set: BTreeMap<_, _> = live
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Tag {
                key, to: Some(to), ..
            } => Some((key.clone(), to.clone())),
            _ => None,
        })
        .collect();
    (!set.is_empty()).then(|| {
        let keys: Vec<_> = set.keys().map(String::as_str).collect();
        let detail = format!("set tags {}", keys.join(", "));
        live.step(Phase::Expand, Hazard::Safe, Call::Tag(set), detail)
    })
}
