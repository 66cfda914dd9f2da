//! What is up and what is down, of capacities and caps.

use crate::table::{Capacity, Caps, Setting};

/// The greater of two capacities, in each direction.
pub(super) fn risen(from: Option<Capacity>, to: Capacity) -> Capacity {
    let from = from.unwrap_or(Capacity { read: 0, write: 0 });
    Capacity {
        read: from.read.max(to.read),
        write: from.write.max(to.write),
    }
}

/// The laxer of two caps, in each direction; no cap is the laxest.
pub(super) fn relaxed(from: &Caps, to: &Caps) -> Caps {
    Caps {
        read: laxer(&from.read, &to.read),
        write: laxer(&from.write, &to.write),
    }
}

/// The caps that a table can take with it when it goes on demand: those that leave it at least the capacity that it had.
/// A lower one takes something away, and waits.
pub(super) fn carried(capacity: Option<Capacity>, to: &Caps) -> Caps {
    let enough = |cap: &Setting<u64>, units: u64| match cap {
        Setting::On(cap) if *cap >= units => Setting::On(*cap),
        Setting::On(_) | Setting::Off | Setting::Unsaid => Setting::Off,
    };
    let capacity = capacity.unwrap_or(Capacity { read: 0, write: 0 });
    Caps {
        read: enough(&to.read, capacity.read),
        write: enough(&to.write, capacity.write),
    }
}

fn laxer(one: &Setting<u64>, other: &Setting<u64>) -> Setting<u64> {
    match (one, other) {
        (Setting::On(one), Setting::On(other)) => Setting::On(*one.max(other)),
        _ => Setting::Off,
    }
}

/// Whether these caps hold nothing back.
pub(super) fn are_none(caps: &Caps) -> bool {
    caps.read.on().is_none() && caps.write.on().is_none()
}
