//! Which migrations there are.

use dynamig::history::{History, Status};
use dynamig::{Code, Migration, Registry};
use insta::assert_snapshot;

use crate::given::{foreign, history, irreversible, migration, refused, registry, row};

#[test]
fn an_empty_registry_is_refused_with_the_cure() {
    assert_snapshot!(refused(Registry::of([])));
}

#[test]
fn a_program_that_links_nothing_is_refused() {
    assert_eq!(Registry::linked().unwrap_err().code(), Code::NothingLinked);
}

#[test]
fn ten_sorts_after_nine() {
    let registry = registry([migration(10, "b"), migration(9, "a"), migration(100, "c")]);
    let ids: Vec<_> = registry
        .in_order()
        .map(|one| one.id().to_string())
        .collect();
    assert_eq!(ids, ["9_a", "10_b", "100_c"]);
    assert_eq!(registry.all().len(), 3);
}

#[test]
fn a_migration_is_found_by_its_id() {
    let registry = registry([migration(10, "b"), migration(9, "a")]);
    assert_eq!(registry.get("10_b").unwrap().id().name(), "b");
    assert_eq!(registry.get("0010_b").unwrap().id().name(), "b");
    assert!(registry.get("10_a").is_none());
    assert!(registry.get("b").is_none());
}

#[test]
fn an_id_that_exists_twice_is_refused_with_both_places() {
    assert_snapshot!(refused(of([migration(7, "seed"), migration(7, "seed")])));
}

#[test]
fn a_version_that_is_taken_twice_is_refused_with_both_places() {
    assert_snapshot!(refused(of([
        migration(7, "seed"),
        migration(7, "backfill")
    ])));
}

#[test]
fn an_unknown_dependency_is_refused_with_the_nearest() {
    let dependant = migration(20260814153000, "lower_case").depends_on("20260801090000_seed_plan");
    assert_snapshot!(refused(of([
        migration(20260801090000, "seed_plans"),
        migration(20260701090000, "seed_countries"),
        dependant
    ])));
}

#[test]
fn an_unknown_dependency_that_resembles_nothing_names_its_crate_as_the_cure() {
    let dependant = migration(20260814153000, "lower_case").depends_on("3_billing");
    assert_snapshot!(refused(of([dependant])));
}

#[test]
fn a_dependency_that_is_not_older_is_refused() {
    assert_snapshot!(refused(of([
        migration(9, "early").depends_on("10_late"),
        migration(10, "late")
    ])));
}

#[test]
fn a_dependency_on_itself_is_refused() {
    assert_snapshot!(refused(of([migration(9, "snake").depends_on("9_snake")])));
}

#[test]
fn a_former_id_that_is_linked_is_refused() {
    assert_snapshot!(refused(of([
        migration(1, "old"),
        migration(2, "new").renamed_from("1_old")
    ])));
}

#[test]
fn a_former_id_that_two_claim_is_refused() {
    assert_snapshot!(refused(of([
        migration(2, "one").renamed_from("1_old"),
        migration(3, "two").renamed_from("1_old")
    ])));
}

#[test]
fn a_former_id_that_is_none_is_refused() {
    assert_snapshot!(refused(of([migration(2, "one").renamed_from("old")])));
}

#[test]
fn more_former_ids_than_a_row_keeps_are_refused() {
    let renamed = |times: u64| {
        (1..=times).fold(migration(99, "now"), |migration, version| {
            migration.renamed_from(format!("{version}_then"))
        })
    };
    assert!(of([renamed(20)]).is_ok());
    assert_snapshot!(refused(of([renamed(21)])));
}

#[test]
fn all_faults_are_told_at_once() {
    assert_snapshot!(refused(of([
        migration(1, "a").depends_on("1_a"),
        migration(2, "b").depends_on("3_c"),
        migration(3, "c").renamed_from("2_b"),
        migration(3, "d").depends_on("4_unheard_of"),
    ])));
}

#[test]
fn what_a_message_says_does_not_depend_on_the_order_of_linking() {
    let ours = || {
        vec![
            migration(3, "c"),
            migration(7, "a"),
            migration(7, "b"),
            migration(3, "d"),
        ]
    };
    let forward: Vec<_> = ours().into_iter().map(|one| one.build().unwrap()).collect();
    let mut backward = forward.clone();
    backward.reverse();
    assert_eq!(
        refused(Registry::of(forward)),
        refused(Registry::of(backward))
    );
}

#[test]
fn migrations_of_another_namespace_are_left_out() {
    let registry = Registry::of_except(
        [
            built(migration(1, "ours")),
            built(irreversible(1, "theirs").package("shared")),
        ],
        &foreign(&[("shared", "platform")]),
    );
    let ids: Vec<_> = registry
        .unwrap()
        .all()
        .iter()
        .map(|one| one.id().to_string())
        .collect();
    assert_eq!(ids, ["1_ours"]);
}

#[test]
fn a_dependency_on_another_namespace_is_refused_by_its_name() {
    let result = Registry::of_except(
        [
            built(migration(2, "ours").depends_on("1_theirs")),
            built(migration(1, "theirs").package("shared")),
        ],
        &foreign(&[("shared", "platform")]),
    );
    assert_snapshot!(refused(result));
}

#[test]
fn a_registry_of_another_namespaces_migrations_alone_is_refused() {
    let theirs = built(migration(1, "theirs").package("shared"));
    assert_snapshot!(refused(Registry::of_except(
        [theirs],
        &foreign(&[("shared", "platform")])
    )));
}

#[test]
fn a_misspelt_foreign_package_is_refused_not_run() {
    let result = Registry::of_except(
        [
            built(migration(2, "ours")),
            built(migration(1, "theirs").package("shared")),
        ],
        &foreign(&[("shraed", "platform")]),
    );
    assert_snapshot!(refused(result));
}

#[test]
fn pending_is_what_is_not_settled() {
    let registry = registry((1..=9).map(|version| migration(version, "m")));
    let rows = [
        ("1_m", Status::Applied),
        ("2_m", Status::Baselined),
        ("3_m", Status::Skipped),
        ("4_m", Status::Running),
        ("5_m", Status::Failed),
        ("6_m", Status::Reverted),
        ("7_m", Status::Other("archived".to_owned())),
        ("8_m", Status::Paused),
    ];
    let history = history(rows.map(|(id, status)| row(id, status)));
    let pending = registry.pending(&history);
    let versions: Vec<_> = pending.iter().map(|one| one.id().version()).collect();
    assert_eq!(versions, [4, 5, 6, 9]);
}

#[test]
fn the_digest_is_that_of_a_history_with_all_of_it_applied() {
    let registry = registry([
        migration(10, "b").fingerprint("1:bb"),
        migration(9, "a").fingerprint("1:aa"),
    ]);
    let with = |fingerprint: &str| {
        let mut rows = [row("9_a", Status::Applied), row("10_b", Status::Skipped)];
        rows[0].fingerprint = fingerprint.to_owned();
        rows[1].fingerprint = "1:bb".to_owned();
        history(rows)
    };
    assert_eq!(with("1:aa").digest(), registry.digest());
    assert_ne!(with("1:edited").digest(), registry.digest());
    assert_ne!(History::default().digest(), registry.digest());
}

fn of(
    migrations: impl IntoIterator<Item = dynamig::migration::MigrationBuilder>,
) -> Result<Registry, dynamig::Error> {
    Registry::of(migrations.into_iter().map(built))
}

fn built(migration: dynamig::migration::MigrationBuilder) -> Migration {
    migration.build().unwrap()
}
