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
    let shape = (name(), table_keys(), vec(index(), 0..4));
    let billing = any::<bool>().prop_flat_map(throughput_of_table);
    let properties = (
        setting(select(
            &[
                StreamView::KeysOnly,
                StreamView::NewImage,
                StreamView::OldImage,
                StreamView::NewAndOldImages,
            ][..],
        )),
        setting(option::of(text(1)).prop_map(|key| Encryption { key })),
        option::of(select(
            &[TableClass::Standard, TableClass::InfrequentAccess][..],
        )),
        setting(Just(())),
        tags(),
        setting(text(1)),
        setting(option::of(1..=35_u32).prop_map(|days| Recovery { days })),
        setting(text(1)),
    );
    (shape, billing, properties).prop_map(|((name, keys, indexes), throughput, properties)| {
        let (stream, encryption, class, deletion_protection, tags, ttl, recovery, policy) =
            properties;
        let (billing, capacity, caps, warm) = throughput;
        let definition = Definition {
            name,
            billing,
            capacity,
            caps,
            warm,
            stream,
            encryption,
            class,
            deletion_protection,
            tags,
            ttl,
            recovery,
            policy,
            ..Definition::default()
        };
        with_keys(definition, keys, indexes)
    })
}

/// Puts keys and indexes in, as far as the rules let them.
fn with_keys(mut table: Definition, keys: Vec<Key>, indexes: Vec<Index>) -> Definition {
    let (partition, sorts) = (keys[0].clone(), keys.len() == 2);
    table.keys = keys;
    for (n, mut index) in indexes.into_iter().enumerate() {
        index.name = format!("index-{n}.{}", index.name);
        let sort = index
            .keys
            .iter()
            .find(|key| key.role == Role::Sort)
            .cloned();
        match (
            index.scope,
            sort.filter(|sort| sorts && sort.attribute != partition.attribute),
        ) {
            (Scope::Local, Some(sort)) => {
                index.keys = vec![partition.clone(), sort];
                (index.caps, index.warm) = Default::default();
            }
            _ => {
                index.scope = Scope::Global;
                index.capacity = table.capacity;
                if table.billing() == Billing::Provisioned {
                    (index.caps, index.warm) = Default::default();
                }
            }
        }
        table.indexes.push(index);
    }
    table
        .indexes
        .sort_by_key(|index| index.scope == Scope::Global);
    let of_indexes = table.indexes.iter().flat_map(|index| &index.keys);
    let used: BTreeSet<_> = table
        .keys
        .iter()
        .chain(of_indexes)
        .map(|key| key.attribute.clone())
        .collect();
    let typed = TYPED.iter().filter(|(name, _)| used.contains(*name));
    table.attributes = typed
        .map(|&(name, kind)| Attribute {
            name: name.to_owned(),
            kind: Some(kind),
        })
        .collect();
    table
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
