//! What is set of a table beside its keys and throughput.

use dynamig::table::{Billing, Encryption, Recovery, Setting, StreamView, TableClass, Tag};

use super::live_through;
use crate::given::{declare, indexed, orders, with};
use crate::world::{World, everything, paused};

#[test]
fn streams() {
    let stream = |view| with(orders(), |table| table.stream = view);
    insta::assert_snapshot!(live_through(vec![
        ("created with it", stream(Setting::On(StreamView::NewImage))),
        ("another view", stream(Setting::On(StreamView::KeysOnly))),
        ("off", stream(Setting::Off)),
        ("on again", stream(Setting::On(StreamView::NewAndOldImages))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn encryption() {
    let key = |key: Option<&str>| {
        let key = key.map(str::to_owned);
        with(orders(), |table| {
            table.encryption = Setting::On(Encryption { key })
        })
    };
    let off = with(orders(), |table| table.encryption = Setting::Off);
    let arn = "arn:aws:kms:local:000000000000:key/three";
    insta::assert_snapshot!(live_through(vec![
        ("created with AWS's key", key(None)),
        ("a key by its id", key(Some("one"))),
        ("a key by its alias", key(Some("alias/two"))),
        ("a key by its ARN", key(Some(arn))),
        ("AWS's key again", key(None)),
        ("off", off),
        ("on again, by an alias", key(Some("alias/two"))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn classes() {
    let class = |class| with(orders(), |table| table.class = Some(class));
    insta::assert_snapshot!(live_through(vec![
        ("created with it", class(TableClass::InfrequentAccess)),
        ("changed", class(TableClass::Standard)),
        ("and back", class(TableClass::InfrequentAccess)),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn deletion_protection() {
    let protected = |protection| with(orders(), |table| table.deletion_protection = protection);
    insta::assert_snapshot!(live_through(vec![
        ("created with it", protected(Setting::On(()))),
        ("off", protected(Setting::Off)),
        ("on again", protected(Setting::On(()))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn tags() {
    let tagged = |tags: &[(&str, Option<&str>)]| {
        let tag = |(key, value): &(&str, Option<&str>)| Tag {
            key: (*key).to_owned(),
            value: value.map(str::to_owned),
        };
        with(orders(), |table| {
            table.tags = tags.iter().map(tag).collect()
        })
    };
    insta::assert_snapshot!(live_through(vec![
        (
            "created with it",
            tagged(&[("team", Some("a")), ("cost", Some("1"))])
        ),
        (
            "one changed, one more",
            tagged(&[("team", Some("b")), ("cost", Some("1")), ("new", Some(""))])
        ),
        ("one off", tagged(&[("team", None), ("cost", Some("1"))])),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn time_to_live() {
    let ttl = |attribute: Setting<&str>| {
        with(orders(), |table| {
            table.ttl = match attribute {
                Setting::On(name) => Setting::On(name.to_owned()),
                Setting::Off => Setting::Off,
                Setting::Unsaid => Setting::Unsaid,
            };
        })
    };
    insta::assert_snapshot!(live_through(vec![
        ("created with it", ttl(Setting::On("expires"))),
        ("off", ttl(Setting::Off)),
        ("on again", ttl(Setting::On("expires"))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn recovery() {
    let recovery = |recovery| with(orders(), |table| table.recovery = recovery);
    let days = |days| recovery(Setting::On(Recovery { days }));
    insta::assert_snapshot!(live_through(vec![
        ("created with it", days(Some(7))),
        ("more days", days(Some(20))),
        ("fewer", days(Some(3))),
        ("off", recovery(Setting::Off)),
        ("on again, with AWS's days", days(None)),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn resource_policies() {
    let policy = |policy: Setting<&str>| {
        with(orders(), |table| {
            table.policy = match policy {
                Setting::On(text) => Setting::On(text.to_owned()),
                Setting::Off => Setting::Off,
                Setting::Unsaid => Setting::Unsaid,
            };
        })
    };
    insta::assert_snapshot!(live_through(vec![
        ("created with it", policy(Setting::On(r#"{"Id": ["one"]}"#))),
        ("changed", policy(Setting::On(r#"{"Id": ["two"]}"#))),
        ("off", policy(Setting::Off)),
        ("on again", policy(Setting::On(r#"{"Id": "two"}"#))),
        ("no longer declared", orders()),
    ]));
}

#[test]
fn nothing_that_is_said_of_one_table_touches_another() {
    let everything_at_once = with(indexed(["email", "name"]), |table| {
        table.billing = Some(Billing::OnDemand);
        table.stream = Setting::On(StreamView::NewImage);
        table.recovery = Setting::On(Recovery { days: Some(5) });
        table.ttl = Setting::On("expires".to_owned());
        table.deletion_protection = Setting::On(());
    });
    paused(async {
        let world = World::new();
        let other = declare(with(orders(), |table| table.name = "others".to_owned()));
        let plain = world.migrator([declare(orders()), other.clone()]);
        plain.up_with(&everything()).await.unwrap();
        let before = world.law().held(&world.db.table("others"));
        let full = world.migrator([declare(everything_at_once), other]);
        full.up_with(&everything()).await.unwrap();
        assert_eq!(world.law().held(&world.db.table("others")), before);
        assert_eq!(world.accepted("others").len(), 1, "its creation");
    });
}
