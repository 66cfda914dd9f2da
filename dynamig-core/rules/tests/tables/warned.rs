//! What is only warned of.

use dynamig_rules::table::check::*;
use dynamig_rules::table::*;

use crate::breach::{Breach, breach};
use crate::made::*;

pub(crate) fn breaches() -> Vec<Breach> {
    vec![
        breach(&TTL_ON_KEY, Part::Ttl, |t| t.ttl = Setting::On("id".into())),
        breach(&SAME_KEYS, Part::Index(GLOBAL, IndexPart::Keys), |t| {
            t.indexes[GLOBAL].keys = t.keys.clone();
            t.attributes.pop();
        }),
        breach(
            &INCLUDED_KEY,
            Part::Index(GLOBAL, IndexPart::Projected(0)),
            |t| {
                t.indexes[GLOBAL].projection = include(["customer"]);
            },
        ),
        breach(&MANY_INDEXES, Part::Indexes, |t| {
            t.indexes[GLOBAL].projection = Projection {
                kind: ProjectionKind::All,
                attributes: Vec::new(),
            };
            for n in 0..20 {
                t.indexes.push(Index {
                    name: format!("more_{n}"),
                    ..t.indexes[GLOBAL].clone()
                });
            }
        }),
    ]
}
