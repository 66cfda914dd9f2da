//! Definitions that keep every rule, and that no test would think of.

mod throughput;

use dynamig::table::{
    AttributeType, Definition, Encryption, Index, Key, Projection, ProjectionKind, Recovery, Role,
    Scope, Setting, StreamView, TableClass, Tag, check,
};
use proptest::prelude::*;
use proptest::sample::Index as Pick;

use throughput::{Throughput, Units, said, throughput, units};

/// Two definitions of one table, with the same key and the same local indexes.
pub(crate) fn pairs() -> impl Strategy<Value = (Definition, Definition)> {
    (fixed(), rest(), rest(), prop::collection::vec(types(), 2)).prop_map(
        |(fixed, one, other, types)| {
            (
                put_together(&fixed, one, types[0]),
                put_together(&fixed, other, types[1]),
            )
        },
    )
}

/// Several definitions of one table, with the same key and the same local indexes: the states that it goes through.
pub(crate) fn lives() -> impl Strategy<Value = Vec<Definition>> {
    (fixed(), prop::collection::vec((rest(), types()), 1..5)).prop_map(|(fixed, lives)| {
        let lives = lives.into_iter();
        lives
            .map(|(rest, types)| put_together(&fixed, rest, types))
            .collect()
    })
}

/// The types of the attributes `a`, `b` and `c`, which only global indexes have.
type Types = [AttributeType; 3];

/// What no call can change: whether there is a sort key, and local indexes with their projections.
#[derive(Clone, Debug)]
struct Fixed {
    sorted: bool,
    locals: Vec<Projection>,
}

/// What can be changed.
#[derive(Clone, Debug)]
struct Rest {
    indexes: Vec<Global>,
    throughput: Throughput,
    settings: Settings,
}

#[derive(Clone, Debug)]
struct Global {
    name: usize,
    keys: Vec<Pick>,
    sorts: usize,
    projection: Projection,
    units: Units,
}

#[derive(Clone, Debug)]
struct Settings {
    stream: Setting<StreamView>,
    encryption: Setting<Encryption>,
    class: Option<TableClass>,
    deletion_protection: Setting<()>,
    tags: Vec<Tag>,
    ttl: Setting<String>,
    recovery: Setting<Recovery>,
    policy: Setting<String>,
}

fn types() -> impl Strategy<Value = Types> {
    prop::array::uniform3(prop_oneof![
        4 => Just(AttributeType::String),
        1 => Just(AttributeType::Number),
        1 => Just(AttributeType::Binary),
    ])
}

fn fixed() -> impl Strategy<Value = Fixed> {
    (any::<bool>(), prop::collection::vec(projection(), 0..3)).prop_map(|(sorted, locals)| Fixed {
        sorted,
        locals: if sorted { locals } else { Vec::new() },
    })
}

fn rest() -> impl Strategy<Value = Rest> {
    let indexes = prop::collection::btree_map(0_usize..4, global(), 0..4);
    (indexes, throughput(), settings()).prop_map(|(indexes, throughput, settings)| {
        let named = |(name, mut global): (usize, Global)| {
            global.name = name;
            global
        };
        Rest {
            indexes: indexes.into_iter().map(named).collect(),
            throughput,
            settings,
        }
    })
}

fn global() -> impl Strategy<Value = Global> {
    let keys = prop::collection::vec(any::<Pick>(), 1..4);
    (keys, 0_usize..3, projection(), units()).prop_map(|(keys, sorts, projection, units)| Global {
        name: 0,
        keys,
        sorts,
        projection,
        units,
    })
}

fn projection() -> impl Strategy<Value = Projection> {
    let included = prop::collection::btree_set(0_usize..30, 1..20).prop_map(|names| Projection {
        kind: ProjectionKind::Include,
        attributes: names
            .into_iter()
            .rev()
            .map(|n| format!("held_{n}"))
            .collect(),
    });
    let plain = |kind| Projection {
        kind,
        attributes: Vec::new(),
    };
    prop_oneof![
        2 => Just(plain(ProjectionKind::All)),
        1 => Just(plain(ProjectionKind::KeysOnly)),
        2 => included,
    ]
}

fn settings() -> impl Strategy<Value = Settings> {
    let views = prop::sample::select(vec![
        StreamView::KeysOnly,
        StreamView::NewImage,
        StreamView::OldImage,
        StreamView::NewAndOldImages,
    ]);
    let key = prop::option::of(prop::sample::select(vec!["one", "two", "alias/three"]));
    let encryption = key.prop_map(|key| Encryption {
        key: key.map(str::to_owned),
    });
    let class = prop::sample::select(vec![TableClass::Standard, TableClass::InfrequentAccess]);
    let ttl = prop::sample::select(vec!["expires", "gone"]).prop_map(str::to_owned);
    let days = prop::option::of(1_u32..36).prop_map(|days| Recovery { days });
    let policy = prop::sample::select(vec![r#"{"Id":["p"]}"#, r#"{"Id":"q"}"#]);
    (
        setting(views),
        setting(encryption),
        prop::option::of(class),
        setting(Just(())),
        tags(),
        setting(ttl),
        setting(days),
        setting(policy.prop_map(str::to_owned)),
    )
        .prop_map(
            |(stream, encryption, class, deletion_protection, tags, ttl, recovery, policy)| {
                Settings {
                    stream,
                    encryption,
                    class,
                    deletion_protection,
                    tags,
                    ttl,
                    recovery,
                    policy,
                }
            },
        )
}

fn tags() -> impl Strategy<Value = Vec<Tag>> {
    let value = prop::option::of(prop::sample::select(vec!["", "x", "y"]));
    prop::collection::btree_map(0_usize..4, value, 0..4).prop_map(|tags| {
        let tags = tags.into_iter();
        tags.map(|(key, value)| Tag {
            key: format!("tag_{key}"),
            value: value.map(str::to_owned),
        })
        .collect()
    })
}

fn setting<T: std::fmt::Debug + Clone>(
    on: impl Strategy<Value = T>,
) -> impl Strategy<Value = Setting<T>> {
    prop_oneof![
        1 => Just(Setting::Unsaid),
        1 => Just(Setting::Off),
        2 => on.prop_map(Setting::On),
    ]
}

fn put_together(fixed: &Fixed, rest: Rest, types: Types) -> Definition {
    let mut table = Definition {
        name: "orders".to_owned(),
        keys: vec![key("id", Role::Partition)],
        ..Definition::default()
    };
    if fixed.sorted {
        table.keys.push(key("at", Role::Sort));
        table.define("at", AttributeType::Number);
    }
    table.define("id", AttributeType::String);
    for (n, projection) in fixed.locals.iter().enumerate() {
        let mut index = Index::new(format!("local_{n}"), Scope::Local);
        let sort = format!("sort_{n}");
        index.keys = vec![key("id", Role::Partition), key(&sort, Role::Sort)];
        index.projection = projection.clone();
        table.define(&sort, AttributeType::String);
        table.indexes.push(index);
    }
    let Throughput { billing, units } = rest.throughput;
    table.billing = billing;
    (table.capacity, table.caps, table.warm) = said(table.billing(), units);
    for global in rest.indexes {
        let index = index(global, &mut table, types);
        table.indexes.push(index);
    }
    set(&mut table, rest.settings);
    assert_eq!(check(&table), [], "{table:?}");
    table
}

fn set(table: &mut Definition, settings: Settings) {
    table.stream = settings.stream;
    table.encryption = settings.encryption;
    table.class = settings.class;
    table.deletion_protection = settings.deletion_protection;
    table.tags = settings.tags;
    table.ttl = settings.ttl;
    table.recovery = settings.recovery;
    table.policy = settings.policy;
}

fn index(global: Global, table: &mut Definition, types: Types) -> Index {
    let mut attributes: Vec<_> = ["a", "b", "c"]
        .into_iter()
        .zip(types)
        .chain([("id", AttributeType::String)])
        .collect();
    let mut index = Index::new(format!("index_{}", global.name), Scope::Global);
    let count = global.keys.len();
    for (n, pick) in global.keys.into_iter().enumerate() {
        let (name, kind) = attributes.remove(pick.index(attributes.len()));
        let is_sort = n > 0 && n + global.sorts >= count;
        index.keys.push(key(
            name,
            if is_sort { Role::Sort } else { Role::Partition },
        ));
        table.define(name, kind);
    }
    index.projection = global.projection;
    (index.capacity, index.caps, index.warm) = said(table.billing(), global.units);
    index
}

fn key(attribute: &str, role: Role) -> Key {
    Key {
        attribute: attribute.to_owned(),
        role,
    }
}
