//! What AWS does by itself.

use std::collections::BTreeSet;

use dynamig::table::{Billing, Capacity, Observed, Scope, Setting, Warm, check};

/// What AWS does by itself: it grows, prunes and reorders. And what a table may never be.
pub(super) fn settle(table: &mut Observed) {
    let definition = &mut table.definition;
    let billing = definition.billing();
    warm_up(billing, definition.capacity, &mut definition.warm);
    for index in &mut definition.indexes {
        index.projection.attributes.sort_unstable();
        if index.scope == Scope::Global {
            warm_up(billing, index.capacity, &mut index.warm);
        }
    }
    let keys = definition.indexes.iter().flat_map(|index| &index.keys);
    let used: BTreeSet<_> = definition
        .keys
        .iter()
        .chain(keys)
        .map(|key| key.attribute.clone())
        .collect();
    definition.attributes.retain(|one| used.contains(&one.name));
    definition
        .attributes
        .sort_unstable_by(|one, other| other.name.cmp(&one.name));
    definition
        .attributes
        .dedup_by(|one, other| one.name == other.name);
    definition
        .indexes
        .sort_unstable_by(|one, other| other.name.cmp(&one.name));
    definition
        .tags
        .sort_unstable_by(|one, other| other.key.cmp(&one.key));
    for caps in definition
        .indexes
        .iter_mut()
        .map(|index| &mut index.caps)
        .chain([&mut definition.caps])
    {
        for cap in [&mut caps.read, &mut caps.write] {
            if *cap == Setting::Off {
                *cap = Setting::Unsaid;
            }
        }
    }
    let faults = check(definition);
    assert_eq!(faults, [], "AWS would refuse to make this of it");
}

fn warm_up(billing: Billing, capacity: Option<Capacity>, warm: &mut Warm) {
    let least = match (billing, capacity) {
        (Billing::Provisioned, Some(units)) => [units.read, units.write],
        _ => [12_000, 4_000],
    };
    warm.read = warm.read.max(Some(least[0]));
    warm.write = warm.write.max(Some(least[1]));
}
