//! What `up` would do where the history is not what the program expects.

use dynamig::history::{History, MigrationRow, Status};
use dynamig::plan::{Selection, WarningKind, up};
use dynamig::{Code, Registry};
use insta::assert_snapshot;

use crate::given::{applied, history, migration, prod, refused, registry, row, steps, told};

fn all(registry: &Registry, history: &History) -> String {
    told(&up(registry, history, &prod(), &Selection::All).unwrap())
}

fn selected(registry: &Registry, history: &History, selection: Selection) -> Vec<String> {
    steps(&up(registry, history, &prod(), &selection).unwrap())
}

fn three() -> Registry {
    registry([
        migration(8, "a"),
        migration(9, "b"),
        migration(10, "c").depends_on("9_b"),
    ])
}

fn with(mut row: MigrationRow, fingerprint: &str, revision: u32) -> MigrationRow {
    fingerprint.clone_into(&mut row.fingerprint);
    row.revision = revision;
    row
}

#[test]
fn an_older_program_has_nothing_to_do_and_turns_nothing_back() {
    assert_snapshot!(all(
        &three(),
        &applied(&["8_a", "9_b", "10_c", "11_d", "12_e"])
    ));
}

#[test]
fn a_row_that_nothing_linked_has_is_told_not_fatal() {
    assert_snapshot!(all(&three(), &applied(&["7_gone", "8_a", "9_b"])));
}

#[test]
fn a_row_of_a_newer_release_is_left_alone_and_blocks_its_dependants() {
    let mut newer = row("9_b", Status::Applied);
    newer.schema = MigrationRow::SCHEMA + 1;
    let of_status = row("9_b", Status::Other("archived".to_owned()));
    let paused = row("9_b", Status::Paused);
    let plans = [newer, of_status, paused].map(|row| all(&three(), &history([row])));
    assert_snapshot!(plans.join("\n\n"));
}

#[test]
fn a_migration_that_was_edited_after_it_was_applied_is_told() {
    let registry = registry([migration(1, "a").fingerprint("1:new").revision(2)]);
    let after = |fingerprint, revision| {
        let row = with(row("1_a", Status::Applied), fingerprint, revision);
        all(&registry, &history([row]))
    };
    let answers = [
        after("1:old", 2),
        after("1:old", 3),
        after("1:old", 1),
        after("1:new", 1),
    ];
    assert_snapshot!(answers.join("\n\n"));
}

#[test]
fn fingerprints_that_cannot_be_compared_tell_of_no_edit() {
    let fingerprint_free = registry([migration(1, "a")]);
    let printed = registry([migration(1, "a").fingerprint("2:new")]);
    for (registry, recorded) in [
        (&fingerprint_free, "1:old"),
        (&printed, ""),
        (&printed, "1:old"),
    ] {
        let row = with(row("1_a", Status::Applied), recorded, 1);
        assert_eq!(all(registry, &history([row])), "");
    }
}

#[test]
fn a_migration_that_was_edited_while_it_was_running_is_refused_unless_its_revision_was_raised() {
    let history = history([with(row("1_a", Status::Running), "1:old", 1)]);
    let edited = registry([migration(1, "a").fingerprint("1:new")]);
    assert_snapshot!(refused(up(&edited, &history, &prod(), &Selection::All)));
    let meant = registry([migration(1, "a").fingerprint("1:new").revision(2)]);
    assert_eq!(selected(&meant, &history, Selection::All), ["apply 1_a"]);
}

#[test]
fn what_a_newer_revision_has_begun_is_left_to_it() {
    let registry = registry([
        migration(1, "a").fingerprint("1:old"),
        migration(2, "b").depends_on("1_a"),
    ]);
    let rows = |status| history([with(row("1_a", status), "1:new", 2)]);
    assert_snapshot!(all(&registry, &rows(Status::Failed)));
    let plan = up(&registry, &rows(Status::Running), &prod(), &Selection::All).unwrap();
    assert_eq!((plan.steps.len(), plan.awaited.len()), (0, 1));
    // Nothing of it is left: what this program has may be done.
    assert_eq!(
        selected(&registry, &rows(Status::Reverted), Selection::All),
        ["apply 1_a", "apply 2_b"]
    );
}

#[test]
fn a_failed_migration_is_mended_and_tried_again() {
    let edited = registry([migration(1, "a").fingerprint("1:new")]);
    let history = history([with(row("1_a", Status::Failed), "1:old", 1)]);
    assert_eq!(selected(&edited, &history, Selection::All), ["apply 1_a"]);
}

#[test]
fn a_row_that_looks_like_a_linked_migration_asks_whether_it_was_renamed() {
    let registry = registry([
        migration(1, "new").fingerprint("1:same"),
        migration(2, "b").fingerprint("1:b"),
        migration(3, "c"),
    ]);
    let same_version = history([row("1_old", Status::Applied)]);
    let same_code = history([with(row("7_old", Status::Applied), "1:same", 1)]);
    let both = history([
        row("1_old", Status::Applied),
        with(row("7_older", Status::Reverted), "1:b", 1),
    ]);
    let answers = [same_version, same_code, both].map(|history| {
        let only = Selection::Only("3_c".to_owned());
        let error = up(&registry, &history, &prod(), &only).unwrap_err();
        assert_eq!(error.code(), Code::Renamed);
        refused(up(&registry, &history, &prod(), &Selection::All))
    });
    assert_snapshot!(answers.join("\n\n"));
}

#[test]
fn migrations_without_fingerprints_are_never_taken_for_each_other() {
    let plan = selected(
        &registry([migration(2, "b")]),
        &applied(&["1_a"]),
        Selection::All,
    );
    assert_eq!(plan, ["apply 2_b"]);
}

#[test]
fn a_renamed_migration_keeps_its_row() {
    let registry = registry([
        migration(1, "new")
            .renamed_from("1_older")
            .renamed_from("1_old"),
        migration(2, "b").depends_on("1_new"),
    ]);
    assert_snapshot!(all(&registry, &applied(&["1_old"])));
    assert_snapshot!(all(&registry, &history([row("1_old", Status::Failed)])));
}

#[test]
fn two_programs_that_renamed_one_migration_differently_know_each_others_row() {
    let ours = registry([migration(1, "ours").renamed_from("1_old")]);
    let mut theirs = row("1_theirs", Status::Applied);
    theirs.renamed_from = vec!["1_old".parse().unwrap()];
    assert_eq!(all(&ours, &history([theirs])), "");
}

#[test]
fn an_older_program_knows_a_renamed_row_again() {
    let registry = registry([migration(1, "old"), migration(2, "b").depends_on("1_old")]);
    let mut renamed = row("1_new", Status::Applied);
    renamed.renamed_from = vec!["1_old".parse().unwrap()];
    assert_snapshot!(all(&registry, &history([renamed.clone()])));
    // Only the newer program runs it: this one would write a second row.
    for status in [Status::Failed, Status::Running, Status::Reverted] {
        renamed.status = status;
        let plan = up(
            &registry,
            &history([renamed.clone()]),
            &prod(),
            &Selection::All,
        )
        .unwrap();
        assert!(plan.is_empty());
        let kinds: Vec<_> = plan.warnings.iter().map(|warning| warning.kind).collect();
        assert_eq!(kinds, [WarningKind::Held, WarningKind::Blocked]);
    }
    assert_snapshot!(all(&registry, &history([renamed])));
}
