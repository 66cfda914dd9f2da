//! A program whose migrations are registered as `#[migration]` registers them, and are valid.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use dynamig::__private::{
    Called, Declaration, Fresh, OnInterrupt, Place, Registered, Work, inventory,
};
use dynamig::{Code, Context, Migration, Registry};

dynamig::assert_valid!();

fn nothing(_: &Context) -> Called<'_> {
    Box::pin(async { Ok(()) })
}

const fn declared(version: u64, name: &'static str, line: u32) -> Declaration {
    Declaration {
        version,
        name,
        description: "",
        depends_on: &[],
        work: Work::Once {
            up: nothing,
            down: None,
        },
        revision: 1,
        renamed_from: &[],
        on_interrupt: OnInterrupt::Rerun,
        fresh: Fresh::Run,
        only_in: &[],
        touches: None,
        fingerprint: "1:aa",
        place: Place {
            package: "app",
            file: "src/migrations.rs",
            line,
        },
    }
}

static LATER: Declaration = Declaration {
    depends_on: &["9_sooner"],
    touches: Some(&["orders"]),
    work: Work::Once {
        up: nothing,
        down: Some(nothing),
    },
    ..declared(10, "later", 30)
};
static SOONER: Declaration = declared(9, "sooner", 12);
/// Not registered: what the refusals below are made of.
static AGAIN: Declaration = declared(9, "sooner", 44);
static TAKEN: Declaration = declared(9, "taken", 50);

inventory::submit! { Registered(&LATER) }
inventory::submit! { Registered(&SOONER) }

#[test]
fn everything_that_is_registered_is_linked_in_version_order() {
    let registry = Registry::linked().unwrap();
    let ids: Vec<_> = registry
        .in_order()
        .map(|one| one.id().to_string())
        .collect();
    assert_eq!(ids, ["9_sooner", "10_later"]);
    let later = registry.get("10_later").unwrap();
    assert_eq!(later.place(), "src/migrations.rs:30");
    assert_eq!(later.depends_on(), ["9_sooner"]);
    assert_eq!(later.touches(), Some(&["orders".to_owned()][..]));
    assert!(later.is_reversible());
    assert!(!registry.get("9_sooner").unwrap().is_reversible());
}

#[test]
fn duplicates_are_refused_with_both_places() {
    let refused = |one: &'static Declaration, other: &'static Declaration| {
        let error = Registry::of([one, other].map(Migration::from)).unwrap_err();
        assert_eq!(error.code(), Code::InvalidRegistry);
        error.to_string()
    };
    insta::assert_snapshot!(refused(&SOONER, &AGAIN));
    insta::assert_snapshot!(refused(&SOONER, &TAKEN));
}

#[test]
fn a_foreign_package_that_is_all_there_is_leaves_nothing() {
    let foreign = [("app".to_owned(), "platform".to_owned())].into();
    let error = Registry::linked_except(&foreign).unwrap_err();
    assert_eq!(error.code(), Code::NothingLinked);
}
