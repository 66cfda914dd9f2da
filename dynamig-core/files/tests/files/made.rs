//! Definitions that keep every rule.

use std::collections::BTreeSet;

use dynamig_rules::table::{
    Attribute, AttributeType, Billing, Capacity, Caps, Definition, Encryption, Index, Key,
    Projection, ProjectionKind, Recovery, Role, Scope, Setting, StreamView, TableClass, Tag, Warm,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

/// The attributes that keys choose from, and their types.
const TYPED: [(&str, AttributeType); 6] = [
    ("id", AttributeType::String),
    ("at", AttributeType::Number),
    ("hash \"\\\n", AttributeType::Binary),
    ("é/:#", AttributeType::String),
    ("state", AttributeType::String),
    ("d", AttributeType::Number),
];

pub(crate) fn definition() -> impl Strategy<Value = Definition> {
    let throughput = any::<bool>().prop_flat_map(throughput_of_table);
    let shape = (name(), table_keys(), vec(index(), 0..4));
    (shape, throughput, protected(), described()).prop_map(
        |((name, keys, indexes), throughput, protected, described)| {
            let (billing, capacity, caps, warm) = throughput;
            let (stream, class, tags, policy) = described;
            let definition = Definition {
                name,
                billing,
                capacity,
                caps,
                warm,
                stream,
                class,
                tags,
                policy,
                ..protected
            };
            with_keys(definition, keys, indexes)
        },
    )
}

/// A definition of nothing but encryption, protection, recovery and the time to live.
fn protected() -> impl Strategy<Value = Definition> {
    let encryption = option::of(text(1)).prop_map(|key| Encryption { key });
    let recovery = option::of(1..=35_u32).prop_map(|days| Recovery { days });
    let all = (
        setting(encryption),
        setting(Just(())),
        setting(text(1)),
        setting(recovery),
    );
    all.prop_map(
        |(encryption, deletion_protection, ttl, recovery)| Definition {
            encryption,
            deletion_protection,
            ttl,
            recovery,
            ..Definition::default()
        },
    )
}

type Described = (
    Setting<StreamView>,
    Option<TableClass>,
    Vec<Tag>,
    Setting<String>,
);

/// The stream, the class, the tags and the policy.
fn described() -> impl Strategy<Value = Described> {
    use StreamView::{KeysOnly, NewAndOldImages, NewImage, OldImage};
    let view = select(&[KeysOnly, NewImage, OldImage, NewAndOldImages][..]);
    let class = select(&[TableClass::Standard, TableClass::InfrequentAccess][..]);
    (setting(view), option::of(class), tags(), setting(text(1)))
}

/// Puts keys and indexes in, as far as the rules let them.
fn with_keys(mut table: Definition, keys: Vec<Key>, indexes: Vec<Index>) -> Definition {
    table.keys = keys;
    let named = indexes.into_iter().enumerate().map(|(n, index)| Index {
        name: format!("index-{n}.{}", index.name),
        ..index
    });
    table.indexes = named.map(|index| fitting(&table, index)).collect();
    table
        .indexes
        .sort_by_key(|index| index.scope == Scope::Global);
    let of_indexes = table.indexes.iter().flat_map(|index| &index.keys);
    let keys = table.keys.iter().chain(of_indexes);
    let used: BTreeSet<_> = keys.map(|key| key.attribute.as_str()).collect();
    let typed = TYPED.iter().filter(|(name, _)| used.contains(name));
    table.attributes = typed
        .map(|&(name, kind)| Attribute {
            name: name.to_owned(),
            kind: Some(kind),
        })
        .collect();
    table
}

/// An index as the table can have it: a global one where it cannot be local.
fn fitting(table: &Definition, index: Index) -> Index {
    let partition = &table.keys[0];
    let sort = index.keys.iter().find(|key| {
        table.keys.len() == 2 && key.role == Role::Sort && key.attribute != partition.attribute
    });
    match (index.scope, sort.cloned()) {
        (Scope::Local, Some(sort)) => Index {
            keys: vec![partition.clone(), sort],
            projection: index.projection,
            ..Index::new(index.name, Scope::Local)
        },
        _ if table.billing() == Billing::Provisioned => Index {
            keys: index.keys,
            projection: index.projection,
            capacity: table.capacity,
            ..Index::new(index.name, Scope::Global)
        },
        _ => Index {
            scope: Scope::Global,
            ..index
        },
    }
}

type Throughput = (Option<Billing>, Option<Capacity>, Caps, Warm);

fn throughput_of_table(provisioned: bool) -> impl Strategy<Value = Throughput> {
    let units = || 1..=1_000_000_u64;
    let capacity = (units(), units()).prop_map(|(read, write)| Capacity { read, write });
    (any::<bool>(), capacity, caps(), warm()).prop_map(move |(said, capacity, caps, warm)| {
        let billing = |billing| said.then_some(billing);
        match provisioned {
            true => (
                billing(Billing::Provisioned),
                Some(capacity),
                Caps::default(),
                Warm::default(),
            ),
            false => (billing(Billing::OnDemand), None, caps, warm),
        }
    })
}

fn caps() -> impl Strategy<Value = Caps> {
    let cap = || setting(1..=i64::MAX.unsigned_abs());
    (cap(), cap()).prop_map(|(read, write)| Caps { read, write })
}

fn warm() -> impl Strategy<Value = Warm> {
    let units = || option::of(12_000..=100_000_u64);
    (units(), units()).prop_map(|(read, write)| Warm { read, write })
}

fn table_keys() -> impl Strategy<Value = Vec<Key>> {
    keys(1..=2).prop_map(|mut keys| {
        if let Some(second) = keys.get_mut(1) {
            second.role = Role::Sort;
        }
        keys
    })
}

/// Keys of different attributes: the first chooses the partition, and each after it as well, or it sorts.
fn keys(count: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<Key>> {
    let names =
        proptest::sample::subsequence(TYPED.map(|(name, _)| name).to_vec(), count).prop_shuffle();
    (names, 1..=3_usize).prop_map(|(names, partitions)| {
        let key = |(n, name): (usize, &str)| Key {
            attribute: name.to_owned(),
            role: if n < partitions {
                Role::Partition
            } else {
                Role::Sort
            },
        };
        names.into_iter().enumerate().map(key).collect()
    })
}

fn index() -> impl Strategy<Value = Index> {
    let scope = select(&[Scope::Local, Scope::Global][..]);
    (name(), scope, keys(1..=4), projection(), caps(), warm()).prop_map(
        |(name, scope, keys, projection, caps, warm)| Index {
            keys,
            projection,
            caps,
            warm,
            ..Index::new(name, scope)
        },
    )
}

fn projection() -> impl Strategy<Value = Projection> {
    let included = btree_set(text(1), 1..=20).prop_map(|names| Projection {
        kind: ProjectionKind::Include,
        attributes: names.into_iter().collect(),
    });
    let plain = select(&[ProjectionKind::All, ProjectionKind::KeysOnly][..]);
    let plain = plain.prop_map(|kind| Projection {
        kind,
        attributes: Vec::new(),
    });
    prop_oneof![included, plain]
}

fn tags() -> impl Strategy<Value = Vec<Tag>> {
    let tag = |(key, value)| Tag { key, value };
    btree_map(text(1), option::of(text(0)), 0..4)
        .prop_map(move |tags| tags.into_iter().map(tag).collect())
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9_.-]{3,20}"
}

/// Text of any characters, short enough for whatever holds it.
fn text(least: usize) -> impl Strategy<Value = String> {
    let characters = prop_oneof![
        any::<char>(),
        select(&['"', '\\', '\n', '\r', '\t', '\0', ' ', '#', ';', '/'][..])
    ];
    vec(characters, least..=12).prop_map(String::from_iter)
}

fn setting<T: std::fmt::Debug + Clone>(
    on: impl Strategy<Value = T>,
) -> impl Strategy<Value = Setting<T>> {
    prop_oneof![
        Just(Setting::Unsaid),
        Just(Setting::Off),
        on.prop_map(Setting::On),
    ]
}
