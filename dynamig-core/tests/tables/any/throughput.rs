//! What tables and indexes say of throughput.

use dynamig::table::{Billing, Capacity, Caps, Setting, Warm};
use proptest::prelude::*;

use super::setting;

#[derive(Clone, Debug)]
pub(super) struct Throughput {
    pub(super) billing: Option<Billing>,
    pub(super) units: Units,
}

/// What a table or an index says of throughput, whatever the billing is.
#[derive(Clone, Debug)]
pub(super) struct Units {
    capacity: Capacity,
    caps: Caps,
    warm: [Option<u64>; 2],
}

pub(super) fn throughput() -> impl Strategy<Value = Throughput> {
    let billing = prop_oneof![
        2 => Just(Some(Billing::OnDemand)),
        2 => Just(Some(Billing::Provisioned)),
    ];
    (billing, units()).prop_map(|(billing, units)| Throughput { billing, units })
}

pub(super) fn units() -> impl Strategy<Value = Units> {
    let capacity = (1_u64..5, 1_u64..5).prop_map(|(read, write)| Capacity { read, write });
    let caps =
        (setting(1_u64..6), setting(1_u64..6)).prop_map(|(read, write)| Caps { read, write });
    let warm = prop::array::uniform2(prop::option::weighted(0.3, 0_u64..3));
    (capacity, caps, warm).prop_map(|(capacity, caps, warm)| Units {
        capacity,
        caps,
        warm,
    })
}

/// What a billing has a place for, of all that is drawn.
pub(super) fn said(billing: Billing, units: Units) -> (Option<Capacity>, Caps, Warm) {
    let warm = |least: [u64; 2]| {
        let [read, write] = units.warm;
        Warm {
            read: read.map(|more| least[0] + 1000 * more),
            write: write.map(|more| least[1] + 1000 * more),
        }
    };
    match billing {
        Billing::OnDemand => (None, units.caps, warm([12_000, 4_000])),
        Billing::Provisioned => {
            let Capacity { read, write } = units.capacity;
            let off = |cap: Setting<u64>| match cap {
                Setting::On(_) => Setting::Unsaid,
                Setting::Off | Setting::Unsaid => cap,
            };
            let caps = Caps {
                read: off(units.caps.read),
                write: off(units.caps.write),
            };
            (Some(units.capacity), caps, warm([read, write]))
        }
    }
}
