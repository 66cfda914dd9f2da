//! Billing, capacity, caps and warm throughput, of the table and of its global indexes.

use super::{Change, Compared, Property};
use crate::table::check::capacity::{WARM_READ, WARM_WRITE};
use crate::table::{Billing, Capacity, Caps, Definition, Scaled, Setting, Warm};

/// What a table, or one of its indexes, says of throughput, beside what is there.
struct Pair<'a> {
    of: Option<String>,
    capacity: [Option<Capacity>; 2],
    caps: [&'a Caps; 2],
    warm: [Warm; 2],
}

pub(super) fn compare(compared: &Compared<'_>, changes: &mut Vec<Change>) {
    let from = compared.observed.definition.billing();
    let to = flips_to(compared).inspect(|&to| changes.push(Change::Billing { from, to }));
    for pair in pairs(compared) {
        let flipped = to.is_some();
        let then = to.unwrap_or(from);
        changes.extend(capacity(&pair, then, flipped, compared.observed.scaled));
        changes.extend(caps(&pair, then, flipped));
        changes.extend(warm(&pair, compared, then));
    }
}

/// The billing that is declared and is not there.
pub(crate) fn flips_to(compared: &Compared<'_>) -> Option<Billing> {
    let from = compared.observed.definition.billing();
    said_billing(compared.declared)
        .filter(|&to| to != from && !compared.ignored.contains(&Property::Billing))
}

/// The billing that a definition asks for: also one with a capacity, or with caps, which it cannot have otherwise.
pub(crate) fn said_billing(definition: &Definition) -> Option<Billing> {
    let caps = definition.indexes.iter().map(|index| &index.caps);
    let is_capped = std::iter::once(&definition.caps)
        .chain(caps)
        .any(|caps| caps.read.on().or(caps.write.on()).is_some());
    match (definition.billing, definition.capacity) {
        (None, None) if is_capped => Some(Billing::OnDemand),
        (None, Some(_)) => Some(Billing::Provisioned),
        (said, _) => said,
    }
}

/// The table, and each declared global index that is there as declared.
fn pairs<'a>(compared: &Compared<'a>) -> Vec<Pair<'a>> {
    let (declared, observed) = (compared.declared, &compared.observed.definition);
    let mut pairs = vec![Pair {
        of: None,
        capacity: [declared.capacity, observed.capacity],
        caps: [&declared.caps, &observed.caps],
        warm: [declared.warm, observed.warm],
    }];
    pairs.extend(compared.kept_indexes().map(|(index, live)| Pair {
        of: Some(index.name.clone()),
        capacity: [index.capacity, live.capacity],
        caps: [&index.caps, &live.caps],
        warm: [index.warm, live.warm],
    }));
    pairs
}

fn capacity(pair: &Pair<'_>, then: Billing, flips: bool, scaled: Scaled) -> Option<Change> {
    let [declared, from] = pair.capacity;
    let to = declared
        .filter(|_| then == Billing::Provisioned && scaled != Scaled::Automatically && !flips)?;
    (from != Some(to)).then(|| Change::Capacity {
        of: pair.of.clone(),
        from,
        to,
    })
}

fn caps(pair: &Pair<'_>, then: Billing, flips: bool) -> Option<Change> {
    let [declared, observed] = pair.caps;
    if then == Billing::Provisioned {
        return None;
    }
    let none = Caps {
        read: Setting::Off,
        write: Setting::Off,
    };
    // A table that is not on demand yet has no caps to keep.
    let from = if flips { none } else { filled(observed, &none) };
    let to = filled(declared, &from);
    (from != to).then(|| Change::Caps {
        of: pair.of.clone(),
        from,
        to,
    })
}

/// These caps, with others where nothing is said.
fn filled(caps: &Caps, others: &Caps) -> Caps {
    let fill = |one: &Setting<u64>, other: &Setting<u64>| match one {
        Setting::Unsaid => other.clone(),
        Setting::Off | Setting::On(_) => one.clone(),
    };
    Caps {
        read: fill(&caps.read, &others.read),
        write: fill(&caps.write, &others.write),
    }
}

/// Warm throughput is a floor: AWS raises it by itself, to the capacity and to what every table on demand has, and never
/// lowers it. Only what has to rise is said: what AWS raised in the meantime, a call would be refused for.
fn warm(pair: &Pair<'_>, compared: &Compared<'_>, then: Billing) -> Option<Change> {
    let [declared, from] = pair.warm;
    let rises = |declared: Option<u64>, from: Option<u64>, by_itself: u64| {
        // What the engine does not tell, it does not raise either.
        let then = from.map(|units| units.max(by_itself));
        declared.filter(|_| declared > then)
    };
    let by_itself = by_itself(pair, compared, then);
    let to = Warm {
        read: rises(declared.read, from.read, by_itself.read),
        write: rises(declared.write, from.write, by_itself.write),
    };
    (!to.is_unsaid()).then(|| Change::Warm {
        of: pair.of.clone(),
        from,
        to,
    })
}

/// The warm throughput that the other changes bring with them.
fn by_itself(pair: &Pair<'_>, compared: &Compared<'_>, then: Billing) -> Capacity {
    let is_ours = compared.observed.scaled != Scaled::Automatically
        && !compared.ignored.contains(&Property::Capacity);
    match (then, pair.capacity[0]) {
        (Billing::OnDemand, _) => Capacity {
            read: WARM_READ,
            write: WARM_WRITE,
        },
        (Billing::Provisioned, Some(declared)) if is_ours => declared,
        (Billing::Provisioned, _) => Capacity { read: 0, write: 0 },
    }
}
