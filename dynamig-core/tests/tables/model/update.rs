//! UpdateTable.

use std::collections::{BTreeMap, BTreeSet};

use dynamig::table::{
    Attribute, Billing, Capacity, Caps, Definition, Encryption, Index, Scope, Setting, Update, Warm,
};

/// What an UpdateTable leaves.
pub(super) fn updated(update: &Update, table: &mut Definition) {
    match update {
        Update::Capacity {
            billing,
            table: units,
            indexes,
        } => resized(*billing, *units, indexes, table),
        Update::OnDemand(caps) => on_demand(caps, table),
        Update::Caps(caps) => cap(table.billing(), caps, &mut table.caps),
        Update::IndexCaps(indexes) => {
            assert!(!indexes.is_empty());
            for (name, caps) in indexes {
                cap(table.billing(), caps, &mut index(table, name).caps);
            }
        }
        Update::Warm(warm) => rise(&mut table.warm, *warm),
        Update::IndexWarm(indexes) => {
            assert!(!indexes.is_empty());
            for (name, warm) in indexes {
                rise(&mut index(table, name).warm, *warm);
            }
        }
        Update::Class(class) => {
            assert_ne!(table.class, Some(*class), "spends one of two in 30 days");
            table.class = Some(*class);
        }
        Update::Encryption(setting) => encrypted(setting, table),
        Update::Stream(setting) => switch(setting, &mut table.stream),
        Update::DeletionProtection(setting) => switch(setting, &mut table.deletion_protection),
        Update::CreateIndex(index, attributes) => indexed(index, attributes, table),
        Update::DeleteIndex(name) => {
            assert_eq!(index(table, name).scope, Scope::Global);
            table.indexes.retain(|index| index.name != *name);
        }
        other => panic!("the model does not know {other:?}"),
    }
}

fn encrypted(setting: &Setting<Encryption>, table: &mut Definition) {
    let now = match setting {
        Setting::On(encryption) => Setting::On(encrypted_with(encryption)),
        Setting::Off => Setting::Off,
        Setting::Unsaid => panic!("nothing is said of the encryption"),
    };
    // The same key again is answered by "already encrypted with given KMSMasterKeyId": done.
    table.encryption = now;
}

fn rise(warm: &mut Warm, to: Warm) {
    assert!(!to.is_unsaid(), "nothing is said");
    for (warm, to) in [(&mut warm.read, to.read), (&mut warm.write, to.write)] {
        if to.is_some() {
            assert!(
                to > *warm,
                "decreasing is not supported, and the same is no change"
            );
            *warm = to;
        }
    }
}

fn globals(table: &Definition) -> impl Iterator<Item = &Index> {
    let indexes = table.indexes.iter();
    indexes.filter(|index| index.scope == Scope::Global)
}

fn index<'a>(table: &'a mut Definition, name: &str) -> &'a mut Index {
    let mut indexes = table.indexes.iter_mut();
    indexes
        .find(|index| index.name == name)
        .expect("no such index")
}

fn without_caps(table: &mut Definition) {
    table.caps = Caps::default();
    let indexes = table.indexes.iter_mut();
    indexes.for_each(|index| index.caps = Caps::default());
}

fn cap(billing: Billing, caps: &Caps, live: &mut Caps) {
    assert_eq!(billing, Billing::OnDemand, "cannot be specified");
    assert_ne!(live, caps, "nothing changes");
    *live = caps.clone();
}

fn on_demand(caps: &Caps, table: &mut Definition) {
    assert_eq!(table.billing(), Billing::Provisioned, "already on demand");
    table.billing = Some(Billing::OnDemand);
    without_caps(table);
    table.caps = caps.clone();
    table.capacity = None;
    let indexes = table.indexes.iter_mut();
    indexes.for_each(|index| index.capacity = None);
}

fn indexed(index: &Index, attributes: &[Attribute], table: &mut Definition) {
    for attribute in attributes {
        let mut known = table.attributes.iter();
        let clash = known.any(|one| one.name == attribute.name && one.kind != attribute.kind);
        assert!(!clash, "Attributes cannot be redefined");
    }
    table.attributes.extend(attributes.iter().cloned());
    table.indexes.push(index.clone());
}

fn resized(
    billing: Option<Billing>,
    units: Option<Capacity>,
    indexes: &BTreeMap<String, Capacity>,
    table: &mut Definition,
) {
    if billing == Some(Billing::Provisioned) {
        let live: BTreeSet<_> = globals(table).map(|index| index.name.clone()).collect();
        let given: BTreeSet<_> = indexes.keys().cloned().collect();
        assert_eq!(
            live, given,
            "ProvisionedThroughput must be specified for index"
        );
        assert!(units.is_some(), "ProvisionedThroughput must be specified");
        table.billing = billing;
        without_caps(table);
    }
    assert_eq!(table.billing(), Billing::Provisioned, "PAY_PER_REQUEST");
    if let Some(units) = units {
        assert_ne!(table.capacity, Some(units), "will not change");
        table.capacity = Some(units);
    }
    for (name, units) in indexes {
        let index = index(table, name);
        assert_ne!(index.capacity, Some(*units), "will not change");
        index.capacity = Some(*units);
    }
}

/// The key as AWS tells it: by its ARN, also where an alias was sent.
pub(super) fn encrypted_with(encryption: &Encryption) -> Encryption {
    let id = match encryption.key.as_deref() {
        None => "managed",
        Some("alias/three") => "three",
        Some(id) => id,
    };
    Encryption {
        key: Some(format!("arn:aws:kms:eu-west-1:1:key/{id}")),
    }
}

/// On where it is off, or off where it is on: anything else is answered by "already".
fn switch<T: Clone>(setting: &Setting<T>, live: &mut Setting<T>) {
    assert!(!setting.is_unsaid());
    assert_ne!(live.on().is_some(), setting.on().is_some(), "already");
    *live = setting.clone();
}
