//! Tables that keep every rule, and their parts.

use dynamig_rules::table::{
    Attribute, AttributeType, Billing, Capacity, Definition, Encryption, Index, Key, Projection,
    ProjectionKind, Recovery, Role, Scope, Setting, StreamView, TableClass, Tag,
};

/// Where the local index of [`orders`] is.
pub(crate) const LOCAL: usize = 0;
/// Where the global one is.
pub(crate) const GLOBAL: usize = 1;

/// A table with something of everything, which keeps every rule.
pub(crate) fn orders() -> Definition {
    Definition {
        name: "orders".into(),
        keys: vec![partition("customer"), sort("id")],
        attributes: ["customer", "id", "placed", "state"].map(string).into(),
        indexes: vec![
            index(
                "by_time",
                Scope::Local,
                vec![partition("customer"), sort("placed")],
            ),
            Index {
                projection: include(["total"]),
                ..index(
                    "by_state",
                    Scope::Global,
                    vec![partition("state"), sort("placed")],
                )
            },
        ],
        billing: Some(Billing::OnDemand),
        stream: Setting::On(StreamView::NewImage),
        encryption: Setting::On(Encryption {
            key: Some("alias/orders".into()),
        }),
        class: Some(TableClass::Standard),
        deletion_protection: Setting::On(()),
        tags: vec![tag("team", "shop")],
        ttl: Setting::On("expires".into()),
        recovery: Setting::On(Recovery { days: Some(7) }),
        policy: Setting::On("{}".into()),
        ..Definition::default()
    }
}

pub(crate) fn partition(name: &str) -> Key {
    Key {
        attribute: name.into(),
        role: Role::Partition,
    }
}

pub(crate) fn sort(name: &str) -> Key {
    Key {
        attribute: name.into(),
        role: Role::Sort,
    }
}

pub(crate) fn string(name: &str) -> Attribute {
    Attribute {
        name: name.into(),
        kind: Some(AttributeType::String),
    }
}

pub(crate) fn index(name: &str, scope: Scope, keys: Vec<Key>) -> Index {
    Index {
        keys,
        ..Index::new(name, scope)
    }
}

pub(crate) fn include<const N: usize>(names: [&str; N]) -> Projection {
    Projection {
        kind: ProjectionKind::Include,
        attributes: names.map(String::from).into(),
    }
}

pub(crate) fn names(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("attribute_{n}")).collect()
}

pub(crate) fn tag(key: &str, value: &str) -> Tag {
    Tag {
        key: key.into(),
        value: Some(value.into()),
    }
}

pub(crate) fn units(each: u64) -> Capacity {
    Capacity {
        read: each,
        write: each,
    }
}
