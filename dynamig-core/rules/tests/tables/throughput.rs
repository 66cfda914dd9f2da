//! Billing, capacity and the like.

use dynamig_rules::table::check::*;
use dynamig_rules::table::*;

use crate::breach::{Breach, breach};
use crate::made::*;

pub(crate) fn breaches() -> Vec<Breach> {
    fn provision(t: &mut Definition) {
        t.billing = Some(Billing::Provisioned);
        t.capacity = Some(units(5));
        t.indexes[GLOBAL].capacity = Some(units(5));
    }
    const INDEX: fn(IndexPart) -> Part = |part| Part::Index(GLOBAL, part);
    vec![
        breach(&capacity::ABOVE_ZERO, Part::Capacity, |t| {
            provision(t);
            t.capacity = Some(Capacity { read: 5, write: 0 });
        }),
        breach(&capacity::PROVISIONED, Part::Capacity, |t| {
            provision(t);
            t.capacity = None;
        }),
        breach(&capacity::PROVISIONED, INDEX(IndexPart::Capacity), |t| {
            provision(t);
            t.indexes[GLOBAL].capacity = None;
        }),
        breach(&capacity::ON_DEMAND, Part::Capacity, |t| {
            t.capacity = Some(units(5))
        }),
        breach(&capacity::ON_DEMAND, INDEX(IndexPart::Capacity), |t| {
            t.indexes[GLOBAL].capacity = Some(units(5))
        }),
        breach(&capacity::CAPS, Part::Caps, |t| {
            t.caps.read = Setting::On(0)
        }),
        breach(&capacity::CAPS, INDEX(IndexPart::Caps), |t| {
            provision(t);
            t.indexes[GLOBAL].caps.write = Setting::On(5);
        }),
        breach(&capacity::WARM, Part::Warm, |t| t.warm.write = Some(3_999)),
        breach(&capacity::WARM, INDEX(IndexPart::Warm), |t| {
            provision(t);
            t.indexes[GLOBAL].warm.read = Some(4);
        }),
    ]
}
