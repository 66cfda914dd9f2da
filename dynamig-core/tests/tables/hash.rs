//! The canonical hash of a declaration.

use dynamig::table::{Declaration, Presence, Setting, Tag};
use proptest::prelude::*;

use crate::any::pairs;
use crate::given::{declare, indexed, orders, with};

#[test]
fn the_hash_of_a_release_is_the_hash_of_the_next() {
    let mut declaration = declare(with(indexed(["email"]), |table| {
        table.ttl = Setting::On("expires".into());
        table.deletion_protection = Setting::Off;
    }));
    let id = "7_first".parse().unwrap();
    declaration.after.ttl = Some(id);
    insta::assert_snapshot!(declaration.hash(), @"1:14f7859b2878f0d534fd6905fbb3da455fe739cfee3b2650132e3fb92404ecab");
}

#[test]
fn unsaid_is_not_off() {
    let off = with(orders(), |table| table.stream = Setting::Off);
    assert_ne!(declare(orders()).hash(), declare(off).hash());
    let tag = |value: Option<&str>| {
        let tag = Tag {
            key: "team".into(),
            value: value.map(str::to_owned),
        };
        declare(with(orders(), |table| table.tags.push(tag))).hash()
    };
    assert_ne!(tag(None), tag(Some("off")));
}

#[test]
fn what_only_tells_where_it_is_written_is_not_in_the_hash() {
    let plain = declare(orders());
    let mut moved = plain.clone();
    moved.place = "src/b.rs:7".into();
    moved.package = "shop".into();
    moved.revision = 9;
    assert_eq!(plain.hash(), moved.hash());
    let mut dropped = plain.clone();
    dropped.presence = Presence::Dropped;
    assert_ne!(plain.hash(), dropped.hash());
}

#[test]
fn no_text_can_be_taken_for_another_line() {
    let tag = |key: &str, value: &str| Tag {
        key: key.into(),
        value: Some(value.into()),
    };
    let one = with(orders(), |table| {
        table.tags = vec![tag("a", "b\ntag.1:c=1:d")]
    });
    let two = with(orders(), |table| {
        table.tags = vec![tag("a", "b"), tag("c", "d")]
    });
    assert_ne!(declare(one).hash(), declare(two).hash());
}

proptest! {
    #[test]
    fn order_is_irrelevant((table, _) in pairs()) {
        let mut turned = table.clone();
        turned.attributes.reverse();
        turned.indexes.reverse();
        turned.tags.reverse();
        for index in &mut turned.indexes {
            index.projection.attributes.reverse();
        }
        prop_assert_eq!(Declaration::new(table).hash(), Declaration::new(turned).hash());
    }

    #[test]
    fn other_definitions_have_other_hashes((one, other) in pairs()) {
        let same = Declaration::new(one.clone()).hash() == Declaration::new(other.clone()).hash();
        let mut sorted = [one, other];
        for table in &mut sorted {
            table.attributes.sort_by(|one, other| one.name.cmp(&other.name));
            for index in &mut table.indexes {
                index.projection.attributes.sort_unstable();
            }
        }
        prop_assert_eq!(same, sorted[0] == sorted[1]);
    }
}
