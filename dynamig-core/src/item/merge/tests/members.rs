use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::item::tests::{NULL, applied, attributes, difference, map, n, s, strings};

#[derive(Serialize, Deserialize)]
struct Customer {
    address: Option<Address>,
}

#[derive(Serialize, Deserialize)]
struct Address {
    city: String,
    zip: Option<String>,
    place: Option<Place>,
}

#[derive(Serialize, Deserialize)]
struct Place {
    x: i64,
}

#[test]
fn a_change_within_a_map_keeps_what_the_type_does_not_have() {
    let address = |city, x| {
        map([
            ("city", s(city)),
            ("zip", NULL),
            ("unknown", strings(&["a"])),
            (
                "place",
                map([("x", n(x)), ("precise", n("0.12345678901234567890"))]),
            ),
        ])
    };
    let original = attributes([("id", s("1")), ("address", address("Bern", "1"))]);
    let written = difference::<Customer>(&original, |customer| {
        if let Some(address) = &mut customer.address {
            address.city = "Basel".into();
            address.place = address.place.take().map(|place| Place { x: place.x + 1 });
        }
    });
    let expected = attributes([("id", s("1")), ("address", address("Basel", "2"))]);
    assert_eq!(applied(&original, written.unwrap()), expected);
}

#[test]
fn a_map_that_only_goes_may_go_with_what_the_type_does_not_have() {
    let original = attributes([("address", map([("city", s("Bern")), ("unknown", n("1"))]))]);
    let written = difference::<Customer>(&original, |customer| customer.address = None).unwrap();
    assert!(applied(&original, written).is_empty());
}

#[test]
fn a_member_that_only_goes_may_go_with_what_the_type_does_not_have() {
    let place = map([("x", n("1")), ("unknown", n("1"))]);
    let original = attributes([("address", map([("city", s("Bern")), ("place", place)]))]);
    let written = difference::<Customer>(&original, |customer| {
        if let Some(address) = &mut customer.address {
            address.place = None;
        }
    });
    let expected = attributes([("address", map([("city", s("Bern"))]))]);
    assert_eq!(applied(&original, written.unwrap()), expected);
}

#[test]
fn a_set_within_a_map_is_a_fault_only_where_it_changes() {
    #[derive(Serialize, Deserialize)]
    struct Post {
        meta: Meta,
    }
    #[derive(Serialize, Deserialize)]
    struct Meta {
        tags: Vec<String>,
        title: String,
    }
    let original = attributes([("meta", map([("tags", strings(&["a"])), ("title", s("t"))]))]);
    let written = difference::<Post>(&original, |post| post.meta.title = "u".into()).unwrap();
    let expected = attributes([("meta", map([("tags", strings(&["a"])), ("title", s("u"))]))]);
    assert_eq!(applied(&original, written), expected);
    let fault = difference::<Post>(&original, |post| post.meta.tags.clear()).unwrap_err();
    assert!(
        fault
            .to_string()
            .contains("attribute `meta.tags` has type SS"),
        "{fault}"
    );
}

#[test]
fn the_entries_of_a_map_come_and_go() {
    type Counts = BTreeMap<String, BTreeMap<String, Option<u64>>>;
    let original = attributes([("counts", map([("a", n("1")), ("b", n("2")), ("c", NULL)]))]);
    let written = difference::<Counts>(&original, |value| {
        let counts = value.get_mut("counts").unwrap();
        counts.remove("a");
        counts.insert("d".into(), Some(4));
        counts.insert("e".into(), None);
    });
    let left = map([("b", n("2")), ("c", NULL), ("d", n("4")), ("e", NULL)]);
    assert_eq!(
        applied(&original, written.unwrap()),
        attributes([("counts", left)])
    );
}

#[test]
fn a_map_that_becomes_something_else_must_have_been_read_whole() {
    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Where {
        Address(Address),
        City(String),
    }
    #[derive(Serialize, Deserialize)]
    struct Shop {
        place: Where,
    }
    let to_city = |shop: &mut Shop| {
        if let Where::Address(address) = &shop.place {
            shop.place = Where::City(address.city.clone());
        }
    };
    let original = attributes([("place", map([("city", s("Bern")), ("zip", NULL)]))]);
    assert_eq!(
        difference(&original, to_city).unwrap().set["place"],
        s("Bern")
    );
    let more = attributes([("place", map([("city", s("Bern")), ("po_box", n("1"))]))]);
    assert_eq!(
        difference(&more, to_city).unwrap_err().to_string(),
        "the answer cannot be stored: attribute `place.po_box` is not in the type and would be lost: add it to the type, or take `Item`"
    );
}
