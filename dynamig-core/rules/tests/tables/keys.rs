//! The table's name, key and attributes.

use dynamig_rules::table::check::*;
use dynamig_rules::table::*;

use crate::breach::{Breach, breach};
use crate::made::*;

pub(crate) fn breaches() -> Vec<Breach> {
    vec![
        breach(&name::TABLE, Part::Name, |t| t.name = "or".into()),
        breach(&keys::PARTITION_FIRST, Part::Keys, |t| {
            *t = Definition {
                name: t.name.clone(),
                ..Definition::default()
            }
        }),
        breach(&keys::PARTITION_FIRST, Part::Key(0), |t| {
            *t = Definition {
                keys: vec![sort("id")],
                attributes: vec![string("id")],
                name: t.name.clone(),
                ..Definition::default()
            }
        }),
        breach(&keys::SORT_SECOND, Part::Key(2), |t| {
            t.keys.push(sort("placed"))
        }),
        breach(&keys::SORT_SECOND, Part::Key(1), |t| {
            t.indexes.remove(LOCAL);
            t.keys[1].role = Role::Partition;
        }),
        breach(&keys::TWICE, Part::Key(1), |t| {
            t.keys[1].attribute = "customer".into();
            t.attributes.remove(1);
        }),
        breach(&name::ATTRIBUTE, Part::Attribute(4), |t| {
            let name = "n".repeat(256);
            t.attributes.push(string(&name));
            t.indexes[GLOBAL].keys.push(sort("id"));
            t.indexes[GLOBAL].projection.attributes.clear();
            t.indexes[GLOBAL].projection.kind = ProjectionKind::All;
            t.indexes.push(index(
                "long",
                Scope::Global,
                vec![partition("id"), sort("placed")],
            ));
            t.ttl = Setting::Off;
        }),
        breach(&attributes::USED, Part::Attribute(4), |t| {
            t.attributes.push(string("total"))
        }),
        breach(&attributes::ONCE, Part::Attribute(4), |t| {
            t.attributes.push(string("id"))
        }),
        breach(&attributes::DEFINED, Part::Key(1), |t| {
            t.attributes.remove(1);
        }),
        breach(
            &attributes::DEFINED,
            Part::Index(GLOBAL, IndexPart::Key(0)),
            |t| {
                t.attributes.remove(3);
            },
        ),
    ]
}
