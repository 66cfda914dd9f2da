//! What is no difference: what AWS grows or reorders, and what nobody declares.

use std::collections::BTreeSet;

use dynamig::table::diff::{Property, differences};
use dynamig::table::{
    Attribute, AttributeType, Definition, Encryption, Observed, Projection, ProjectionKind,
    Setting, TableClass, Tag, Warm,
};

use crate::given::{World, declare, indexed, orders, string, with};

/// The names of the properties in which what lives differs from what is declared.
fn differ(declared: &Definition, live: Definition) -> Vec<Property> {
    let mut observed = Observed::default();
    observed.definition = live;
    let found = differences(declared, &observed, None, &BTreeSet::new());
    found.into_iter().map(|one| one.property).collect()
}

#[test]
fn what_aws_reorders_or_does_not_tell_is_no_difference() {
    let projection = |names: [&str; 2]| Projection {
        kind: ProjectionKind::Include,
        attributes: names.map(str::to_owned).to_vec(),
    };
    let declared = with(indexed(["email", "name"]), |table| {
        table.indexes[0].projection = projection(["a", "b"]);
        table.class = Some(TableClass::Standard);
        table.stream = Setting::Off;
        table.encryption = Setting::Off;
        table.deletion_protection = Setting::Off;
        table.caps.read = Setting::Off;
    });
    let live = with(indexed(["name", "email"]), |table| {
        table.indexes[1].projection = projection(["b", "a"]);
        table.attributes.reverse();
        table.attributes.push(string("unused"));
        table.warm = Warm {
            read: Some(12_000),
            write: Some(4_000),
        };
    });
    assert_eq!(differ(&declared, live), []);
}

#[test]
fn an_unused_attribute_of_another_type_is_no_difference() {
    let live = with(orders(), |table| {
        table.attributes.push(Attribute {
            name: "email".into(),
            kind: Some(AttributeType::Number),
        });
    });
    assert_eq!(differ(&orders(), live.clone()), []);
    assert_eq!(differ(&indexed(["email"]), live), [Property::Indexes]);
}

#[test]
fn a_policy_is_the_same_with_other_spaces_members_and_lists_of_one() {
    let policy = |text: &str| with(orders(), |table| table.policy = Setting::On(text.into()));
    let declared = policy(r#"{"Statement": [{"Action": ["a", "b"], "Effect": "Allow"}]}"#);
    let same = policy(r#"{"Statement":{"Effect":"Allow","Action":["b","a"]}}"#);
    let other = policy(r#"{"Statement":{"Effect":"Deny","Action":["b","a"]}}"#);
    assert_eq!(differ(&declared, same), []);
    assert_eq!(differ(&declared, other.clone()), [Property::Policy]);
    let mut observed = Observed::default();
    observed.definition = other;
    let told = differences(&declared, &observed, None, &BTreeSet::new());
    insta::assert_debug_snapshot!(told, @r#"
[
    Difference {
        property: Policy,
        of: None,
        declared: "58 bytes, sha256 f62777b9…",
        observed: "50 bytes, sha256 a00422b6…",
    },
]
"#);
}

#[test]
fn tags_are_compared_by_their_keys_and_only_declared_ones() {
    let tagged = |tags: &[(&str, Option<&str>)]| {
        let tags = tags.iter().map(|(key, value)| Tag {
            key: (*key).to_owned(),
            value: value.map(str::to_owned),
        });
        let tags = tags.collect();
        with(orders(), |table| table.tags = tags)
    };
    let live = tagged(&[("b", Some("2")), ("a", Some("1"))]);
    assert_eq!(differ(&tagged(&[("a", Some("1"))]), live.clone()), []);
    assert_eq!(differ(&tagged(&[("c", None)]), live.clone()), []);
    let declared = tagged(&[("a", Some("2")), ("b", None), ("c", Some("3"))]);
    assert_eq!(differ(&declared, live), [Property::Tags; 3]);
}

#[test]
fn what_was_not_looked_at_is_no_difference_and_is_told() {
    let declared = with(orders(), |table| {
        table.ttl = Setting::On("expires".into());
        table.tags.push(Tag {
            key: "team".into(),
            value: Some("shop".into()),
        });
    });
    let mut world = World::of(&declare(orders()));
    let live = world.live.as_mut().unwrap();
    live.definition.ttl = Setting::Unsaid;
    live.unlooked.insert(Property::Tags);
    let plan = world.plan(&declare(declared));
    assert!(plan.is_empty());
    insta::assert_snapshot!(plan.notes[0].message, @"not looked at: ttl, tags");
}

#[test]
fn an_alias_that_nobody_remembers_is_taken_for_the_live_key_and_told() {
    let encrypted = |key: Option<&str>| {
        let key = key.map(str::to_owned);
        with(orders(), |table| {
            table.encryption = Setting::On(Encryption { key })
        })
    };
    let mut world = World::of(&declare(encrypted(Some("one"))));
    world.row.as_mut().unwrap().keys.clear();
    let plan = world.plan(&declare(encrypted(Some("alias/three"))));
    assert!(plan.is_empty());
    insta::assert_snapshot!(plan.notes[0].message, @"DynamoDB does not tell whether alias/three is arn:aws:kms:eu-west-1:1:key/one: taken for the same; name the key by its ARN to be sure");
    assert!(!world.plan(&declare(encrypted(Some("two")))).is_empty());
}

#[test]
fn every_property_is_known_by_its_name() {
    for property in Property::ALL {
        assert_eq!(property.as_str().parse::<Property>().unwrap(), *property);
    }
    let error = "capcity".parse::<Property>().unwrap_err();
    assert_eq!(error.code().exit(), 2);
}
