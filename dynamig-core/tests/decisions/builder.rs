//! Migrations made from values at run time.

use dynamig::history::{History, Status};
use dynamig::migration::{Fresh, ItemOptions, Kind, OnInterrupt};
use dynamig::plan::{Selection, up};
use dynamig::{Code, Error, Migration};
use insta::assert_snapshot;

use crate::given::{history, local, migration, refused, registry, row, steps};

#[test]
fn a_migration_says_of_itself_what_it_was_given() {
    let line = line!() + 1;
    let made = Migration::builder(20260814153000, "lower_case_emails")
        .description("Sign-in looks customers up by their lower-case e-mail.")
        .depends_on("20260801090000_seed_plans")
        .revision(3)
        .renamed_from("20260814153000_lower_emails")
        .on_interrupt(OnInterrupt::Manual)
        .fresh(Fresh::Skip)
        .only_in("local")
        .only_in("dev")
        .touches(["customers"])
        .fingerprint("1:aa")
        .package("billing")
        .up(|_| async { Ok::<_, Error>(()) })
        .build()
        .unwrap();
    assert_eq!(made.id().to_string(), "20260814153000_lower_case_emails");
    assert_eq!(
        made.description(),
        "Sign-in looks customers up by their lower-case e-mail."
    );
    assert_eq!(made.kind(), Kind::Once);
    assert_eq!(made.depends_on(), ["20260801090000_seed_plans"]);
    assert_eq!(made.revision(), 3);
    assert_eq!(made.renamed_from(), ["20260814153000_lower_emails"]);
    assert_eq!(made.on_interrupt(), OnInterrupt::Manual);
    assert_eq!(made.fresh(), Fresh::Skip);
    assert_eq!(made.only_in(), ["local", "dev"]);
    assert_eq!(made.touches(), Some(&["customers".to_owned()][..]));
    assert_eq!(made.fingerprint(), "1:aa");
    assert_eq!(made.package(), "billing");
    assert_eq!(made.place(), format!("{}:{line}", file!()));
    assert!(!made.is_reversible());
}

#[test]
fn what_was_not_given_is_the_plain_thing() {
    let made = migration(7, "seed").build().unwrap();
    assert_eq!(made.revision(), 1);
    assert_eq!(made.on_interrupt(), OnInterrupt::Rerun);
    assert_eq!(made.fresh(), Fresh::Run);
    assert_eq!(made.touches(), None);
    assert_eq!(made.fingerprint(), "");
    assert!(made.is_reversible());
}

#[test]
fn a_migration_without_a_function_is_refused() {
    let made = Migration::builder(7, "seed").build();
    let message = made.unwrap_err().to_string();
    assert!(message.ends_with("it has no function to run"), "{message}");
}

#[test]
fn revisions_count_from_one() {
    assert_snapshot!(refused(migration(7, "seed").revision(0).build()));
}

#[test]
fn numbers_of_item_migrations_keep_the_rules_of_the_attribute() {
    let made = |change: fn(&mut ItemOptions)| {
        let mut options = ItemOptions::NEW;
        change(&mut options);
        let keep = |item: dynamig::Item, _| async move {
            drop(item);
            Ok::<_, dynamig::BoxError>(dynamig::Outcome::Keep)
        };
        let each = Migration::builder(1, "each").items("customers", keep);
        each.item_options(options).build()
    };
    let refused = |change: fn(&mut ItemOptions), why: &str| {
        let error = made(change).unwrap_err();
        assert_eq!(error.code(), Code::InvalidMigration);
        assert!(error.to_string().contains(why), "{error}");
    };
    refused(
        |options| options.segments = Some(0),
        "0 segments are not from 1",
    );
    refused(
        |options| options.workers = Some(1025),
        "1025 workers are not from 1",
    );
    refused(
        |options| options.page = Some(0),
        "0 items a page are not from 1",
    );
    made(|options| options.page = Some(1)).unwrap();
}

#[test]
fn a_migration_from_values_never_counts_as_edited_or_renamed() {
    let registry = registry([migration(1, "a"), migration(2, "b")]);
    let mut recorded = row("1_a", Status::Applied);
    recorded.fingerprint = "1:of an annotated function".to_owned();
    let plan = up(&registry, &history([recorded]), &local(), &Selection::All).unwrap();
    assert!(plan.warnings.is_empty());
    assert_eq!(steps(&plan), ["apply 2_b"]);
    assert_eq!(registry.pending(&History::default()).len(), 2);
}

#[test]
fn the_table_that_a_migration_is_run_over_is_one_that_it_is_known_to_touch() {
    let keep = |item: dynamig::Item, _| async move {
        drop(item);
        Ok::<_, dynamig::BoxError>(dynamig::Outcome::Keep)
    };
    let items = || Migration::builder(1, "each").items("customers", keep);
    let made = items().build().unwrap();
    assert_eq!((made.kind(), made.touches()), (Kind::Items, None));
    assert_eq!(made.known_tables(), Some(vec!["customers"]));
    let made = items().touches(["audit"]).build().unwrap();
    assert_eq!(made.known_tables(), Some(vec!["customers", "audit"]));
    let once = Migration::builder(1, "once").up(|_| async { Ok::<_, dynamig::BoxError>(()) });
    assert_eq!(once.build().unwrap().known_tables(), None);
}
