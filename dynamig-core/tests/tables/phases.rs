//! Which call may be made in which phase, told from the call and what it meets alone.

use std::collections::BTreeMap;

use dynamig::plan::Phase;
use dynamig::plan::tables::TableStep;
use dynamig::table::{
    Billing, Call, Capacity, Caps, Definition, Observed, Recovery, Setting, Update,
};

/// Whether a step may be taken in its phase.
pub(crate) fn belongs(step: &TableStep, live: Option<&Observed>) -> bool {
    let phase = step.phase;
    let Some(live) = live else {
        return matches!(step.call, Call::Create(_)) && phase == Phase::Expand;
    };
    let now = &live.definition;
    match &step.call {
        Call::Create(_) => false,
        Call::Delete | Call::BackUp(_) | Call::TtlOff(_) | Call::Untag(_) | Call::NoPolicy => {
            phase == Phase::Contract
        }
        // In contract also the second half of another attribute.
        Call::TtlOn(_) => phase == Phase::Contract || !live.has_items(),
        Call::Tag(_) | Call::Policy(_) => phase == Phase::Expand,
        Call::Recovery(Setting::On(to)) => recovers(phase, now.recovery.on(), *to),
        Call::Recovery(_) => phase == Phase::Contract,
        Call::Update(update) => updates(phase, update, now),
        other => panic!("{other:?} is in no phase"),
    }
}

fn updates(phase: Phase, update: &Update, now: &Definition) -> bool {
    let gains = matches!(phase, Phase::Expand | Phase::Migrate);
    match update {
        Update::Capacity {
            billing: Some(billing),
            ..
        } => *billing == Billing::Provisioned && phase == Phase::Contract,
        Update::Capacity { table, indexes, .. } => resized(phase, *table, indexes, now),
        Update::OnDemand(_) | Update::Warm(_) | Update::IndexWarm(_) => phase == Phase::Prepare,
        Update::Caps(caps) => capped(phase, &now.caps, caps),
        Update::IndexCaps(indexes) => indexes.iter().all(|(name, caps)| {
            let live = now.indexes.iter().find(|index| index.name == *name);
            let from = &live.unwrap().caps;
            // A table that went on demand in the same plan gives its indexes caps that leave them what they had.
            capped(phase, from, caps) || (phase == Phase::Prepare && from.is_unsaid())
        }),
        Update::Class(_) | Update::Encryption(_) => phase == Phase::Expand,
        // In contract the second half of another view.
        Update::Stream(Setting::On(_)) => gains || phase == Phase::Contract,
        Update::DeletionProtection(Setting::On(())) => phase == Phase::Prepare,
        Update::Stream(_) | Update::DeletionProtection(_) => phase == Phase::Contract,
        Update::CreateIndex(..) => gains,
        Update::DeleteIndex(_) => matches!(phase, Phase::NeedsRoom | Phase::Contract),
        other => panic!("{other:?} is in no phase"),
    }
}

fn recovers(phase: Phase, from: Option<&Recovery>, to: Recovery) -> bool {
    let Some(from) = from else {
        return matches!(phase, Phase::Prepare | Phase::Expand);
    };
    match to.days.unwrap_or(35) < from.days.unwrap_or(35) {
        true => phase == Phase::Contract,
        false => phase == Phase::Prepare,
    }
}

fn resized(
    phase: Phase,
    table: Option<Capacity>,
    indexes: &BTreeMap<String, Capacity>,
    now: &Definition,
) -> bool {
    let of_indexes = indexes.iter().map(|(name, to)| {
        let live = now.indexes.iter().find(|index| index.name == *name);
        (live.unwrap().capacity.unwrap(), *to)
    });
    let of_table = table.map(|to| (now.capacity.unwrap(), to));
    let mut all = of_table.into_iter().chain(of_indexes);
    match phase {
        Phase::Prepare => all.all(|(from, to)| to.read >= from.read && to.write >= from.write),
        Phase::Contract => all.all(|(from, to)| to.read <= from.read && to.write <= from.write),
        Phase::Expand | Phase::Migrate | Phase::NeedsRoom => false,
    }
}

fn capped(phase: Phase, from: &Caps, to: &Caps) -> bool {
    let limit = |cap: &Setting<u64>| cap.on().copied().unwrap_or(u64::MAX);
    let pairs = [(&from.read, &to.read), (&from.write, &to.write)];
    let mut pairs = pairs.iter().map(|(from, to)| (limit(from), limit(to)));
    match phase {
        Phase::Prepare => pairs.all(|(from, to)| to >= from),
        Phase::Contract => pairs.all(|(from, to)| to <= from),
        Phase::Expand | Phase::Migrate | Phase::NeedsRoom => false,
    }
}
