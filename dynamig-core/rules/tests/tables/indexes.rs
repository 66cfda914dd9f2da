//! Indexes.

use dynamig_rules::table::check::*;
use dynamig_rules::table::*;

use crate::breach::{Breach, breach};
use crate::made::*;

pub(crate) fn breaches() -> Vec<Breach> {
    const fn local(part: IndexPart) -> Part {
        Part::Index(LOCAL, part)
    }
    const fn global(part: IndexPart) -> Part {
        Part::Index(GLOBAL, part)
    }
    vec![
        breach(&name::INDEX, global(IndexPart::Name), |t| {
            t.indexes[GLOBAL].name = "by state".into()
        }),
        breach(&indexes::ONE_NAME, global(IndexPart::Name), |t| {
            t.indexes[GLOBAL].name = "by_time".into()
        }),
        breach(&indexes::TWICE, global(IndexPart::Key(1)), |t| {
            t.indexes[GLOBAL].keys[1] = sort("state")
        }),
        breach(&local::COUNT, Part::Index(6, IndexPart::Name), |t| {
            for n in 0..5 {
                t.indexes.push(Index {
                    name: format!("more_{n}"),
                    ..t.indexes[LOCAL].clone()
                });
            }
        }),
        breach(&local::TABLE_SORTS, local(IndexPart::Keys), |t| {
            t.keys.pop();
            t.attributes.remove(1);
        }),
        breach(&local::SAME_PARTITION, local(IndexPart::Key(0)), |t| {
            t.indexes[LOCAL].keys[0] = partition("state")
        }),
        breach(&local::SORTS, local(IndexPart::Keys), |t| {
            t.indexes[LOCAL].keys.pop();
        }),
        breach(&local::SORTS, local(IndexPart::Keys), |t| {
            t.indexes[LOCAL].keys.push(sort("state"))
        }),
        breach(&local::NO_THROUGHPUT, local(IndexPart::Capacity), |t| {
            t.indexes[LOCAL].capacity = Some(units(1))
        }),
        breach(&local::NO_THROUGHPUT, local(IndexPart::Caps), |t| {
            t.indexes[LOCAL].caps.read = Setting::On(5)
        }),
        breach(&local::NO_THROUGHPUT, local(IndexPart::Warm), |t| {
            t.indexes[LOCAL].warm.read = Some(20_000)
        }),
        breach(&global::PARTITION_FIRST, global(IndexPart::Keys), |t| {
            t.indexes[GLOBAL].keys.clear();
            t.attributes.pop();
        }),
        breach(&global::PARTITION_FIRST, global(IndexPart::Key(0)), |t| {
            t.indexes[GLOBAL].keys = vec![sort("state")];
        }),
        breach(&global::PARTITION_FIRST, global(IndexPart::Key(2)), |t| {
            t.indexes[GLOBAL].keys.push(partition("id"));
        }),
        breach(&global::FOUR_AND_FOUR, global(IndexPart::Key(4)), |t| {
            t.attributes.push(string("fifth"));
            let names = ["customer", "id", "placed", "state", "fifth"];
            t.indexes[GLOBAL].keys = names.map(partition).into();
        }),
        breach(&global::FOUR_AND_FOUR, global(IndexPart::Key(5)), |t| {
            t.attributes.extend(["fifth", "sixth"].map(string));
            t.indexes[GLOBAL].keys = vec![partition("state")];
            let names = ["customer", "id", "placed", "fifth", "sixth"];
            t.indexes[GLOBAL].keys.extend(names.map(sort));
        }),
        breach(
            &projection::INCLUDE_NAMES,
            global(IndexPart::Projection),
            |t| {
                t.indexes[GLOBAL].projection.attributes.clear();
            },
        ),
        breach(
            &projection::INCLUDE_NAMES,
            global(IndexPart::Projected(20)),
            |t| {
                t.indexes[GLOBAL].projection.attributes = names(21);
            },
        ),
        breach(
            &projection::ONLY_INCLUDE_NAMES,
            global(IndexPart::Projected(0)),
            |t| {
                t.indexes[GLOBAL].projection.kind = ProjectionKind::KeysOnly;
            },
        ),
        breach(&projection::HUNDRED, Part::Indexes, |t| {
            t.indexes[GLOBAL].projection.attributes = names(20);
            for n in 0..4 {
                t.indexes.push(Index {
                    name: format!("more_{n}"),
                    ..t.indexes[GLOBAL].clone()
                });
            }
            t.indexes[LOCAL].projection = include(["one_more"]);
        }),
        breach(&projection::ONCE, global(IndexPart::Projected(1)), |t| {
            t.indexes[GLOBAL].projection.attributes.push("total".into());
        }),
        breach(&name::ATTRIBUTE, global(IndexPart::Projected(0)), |t| {
            t.indexes[GLOBAL].projection.attributes[0].clear();
        }),
    ]
}
