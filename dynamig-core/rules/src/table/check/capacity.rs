//! Billing, capacity, caps on demand and warm throughput, of the table and of its global indexes.

use super::Faults;
use crate::Rule;
use crate::table::{Billing, Capacity, Caps, Definition, IndexPart, Part, Scope, Setting, Warm};

/// The least read units that a table on demand is warm for.
pub const WARM_READ: u64 = 12_000;
/// The least write units that a table on demand is warm for.
pub const WARM_WRITE: u64 = 4_000;

/// Capacity is above zero.
pub const ABOVE_ZERO: Rule = Rule {
    id: "DM240",
    says: "capacity is at least 1 read unit and 1 write unit a second",
    hint: "give both numbers, or take the billing on demand",
};

/// What is provisioned has a capacity.
pub const PROVISIONED: Rule = Rule {
    id: "DM241",
    says: "a provisioned table and each of its global secondary indexes have a capacity",
    hint: "give read and write units a second",
};

/// What is on demand has no capacity.
pub const ON_DEMAND: Rule = Rule {
    id: "DM242",
    says: "a table on demand and its indexes have no capacity",
    hint: "take it out, or take provisioned billing",
};

/// Caps are for billing on demand.
pub const CAPS: Rule = Rule {
    id: "DM243",
    says: "caps on demand are at least 1 unit a second, and for tables on demand",
    hint: "take it out, or write `off` for no cap",
};

/// Warm throughput has a floor.
pub const WARM: Rule = Rule {
    id: "DM244",
    says: "warm throughput is at least 12000 read and 4000 write units a second on demand, and the capacity if provisioned",
    hint: "take it out: every table is that warm by itself",
};

/// What a table, or one of its global indexes, says of throughput.
struct Said<'a> {
    what: String,
    capacity: Option<Capacity>,
    caps: &'a Caps,
    warm: Warm,
    parts: [Part; 3],
}

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    let of_table = Said {
        what: "the table".to_owned(),
        capacity: table.capacity,
        caps: &table.caps,
        warm: table.warm,
        parts: [Part::Capacity, Part::Caps, Part::Warm],
    };
    check_one(table.billing(), &of_table, faults);
    for (i, index) in table.indexes.iter().enumerate() {
        if index.scope == Scope::Global {
            let of_index = Said {
                what: format!("index `{}`", index.name),
                capacity: index.capacity,
                caps: &index.caps,
                warm: index.warm,
                parts: [IndexPart::Capacity, IndexPart::Caps, IndexPart::Warm]
                    .map(|part| Part::Index(i, part)),
            };
            check_one(table.billing(), &of_index, faults);
        }
    }
}

fn check_one(billing: Billing, said: &Said<'_>, faults: &mut Faults) {
    check_capacity(billing, said, faults);
    check_caps(billing, said, faults);
    check_warm(billing, said, faults);
}

fn check_capacity(billing: Billing, said: &Said<'_>, faults: &mut Faults) {
    let what = &said.what;
    let (rule, sentence) = match (billing, said.capacity) {
        (Billing::Provisioned, None) => (
            &PROVISIONED,
            format!("{what} is provisioned, and has no capacity"),
        ),
        (Billing::OnDemand, Some(_)) => (
            &ON_DEMAND,
            format!("{what} is on demand, and has a capacity"),
        ),
        (Billing::Provisioned, Some(Capacity { read, write })) if read == 0 || write == 0 => (
            &ABOVE_ZERO,
            format!("{what} has a capacity of {read} and {write}"),
        ),
        (Billing::Provisioned, Some(_)) | (Billing::OnDemand, None) => return,
    };
    let [part, ..] = said.parts;
    faults.broken(part, rule, sentence);
}

fn check_caps(billing: Billing, said: &Said<'_>, faults: &mut Faults) {
    let [_, part, _] = said.parts;
    let what = &said.what;
    for cap in [&said.caps.read, &said.caps.write] {
        match cap {
            Setting::On(0) => faults.broken(part, &CAPS, format!("{what} has a cap of 0")),
            Setting::On(cap) if billing == Billing::Provisioned => {
                let sentence = format!("{what} is provisioned, and has a cap of {cap}");
                faults.broken(part, &CAPS, sentence);
            }
            Setting::On(_) | Setting::Off | Setting::Unsaid => {}
        }
    }
}

fn check_warm(billing: Billing, said: &Said<'_>, faults: &mut Faults) {
    let [.., part] = said.parts;
    let what = &said.what;
    let (read, write) = match (billing, said.capacity) {
        (Billing::Provisioned, Some(capacity)) => (capacity.read, capacity.write),
        _ => (WARM_READ, WARM_WRITE),
    };
    for (warm, least, units) in [
        (said.warm.read, read, "read"),
        (said.warm.write, write, "write"),
    ] {
        if let Some(warm) = warm.filter(|&warm| warm < least) {
            let sentence = format!(
                "{what} is to be warm for {warm} {units} units a second: {least} is the least"
            );
            faults.broken(part, &WARM, sentence);
        }
    }
}
