//! What `down` would do.

use dynamig::history::{History, MigrationRow, Status};
use dynamig::plan::{DownSelection, Hazard, Plan, Strand, down, redo};
use dynamig::{Error, Registry};
use insta::assert_snapshot;

use crate::given::{
    applied, count, history, irreversible, local, migration, prod, refused, registry, row, steps,
    told,
};

fn planned(
    registry: &Registry,
    history: &History,
    selection: &DownSelection,
) -> Result<Plan, Error> {
    down(registry, history, &prod(), selection, Strand::Refuse)
}

fn selected(registry: &Registry, history: &History, selection: DownSelection) -> Vec<String> {
    steps(&planned(registry, history, &selection).unwrap())
}

fn last(n: usize) -> DownSelection {
    DownSelection::Steps(count(n))
}

fn only(text: &str) -> DownSelection {
    DownSelection::Only(text.to_owned())
}

fn three() -> Registry {
    registry([
        migration(8, "a"),
        migration(9, "b"),
        migration(10, "c").depends_on("9_b"),
    ])
}

#[test]
fn the_last_applied_goes_first_by_recorded_order_not_by_version_or_text() {
    let registry = registry([migration(2, "z_low"), migration(10, "a_high")]);
    let low_last = applied(&["10_a_high", "2_z_low"]);
    assert_eq!(selected(&registry, &low_last, last(1)), ["revert 2_z_low"]);
    let high_last = applied(&["2_z_low", "10_a_high"]);
    assert_eq!(
        selected(&registry, &high_last, last(1)),
        ["revert 10_a_high"]
    );
    let all = selected(&registry, &high_last, DownSelection::All);
    assert_eq!(all, ["revert 10_a_high", "revert 2_z_low"]);
}

#[test]
fn more_steps_than_are_applied_are_all_that_are_applied() {
    assert_eq!(
        selected(&three(), &applied(&["8_a"]), last(100)),
        ["revert 8_a"]
    );
    assert!(selected(&three(), &History::default(), last(1)).is_empty());
}

#[test]
fn to_leaves_the_named_one_applied_and_before_takes_it_too() {
    let history = applied(&["8_a", "9_b", "10_c"]);
    let to = DownSelection::To("8_a".to_owned());
    assert_eq!(
        selected(&three(), &history, to),
        ["revert 10_c", "revert 9_b"]
    );
    let before = DownSelection::Before("9".to_owned());
    assert_eq!(
        selected(&three(), &history, before),
        ["revert 10_c", "revert 9_b"]
    );
}

#[test]
fn a_late_migration_counts_as_after_what_was_applied_before_it() {
    let history = applied(&["9_b", "10_c", "8_a"]);
    let to = DownSelection::To("10_c".to_owned());
    assert_eq!(selected(&three(), &history, to), ["revert 8_a"]);
}

#[test]
fn a_mistyped_target_rolls_nothing_back() {
    let history = applied(&["8_a", "9_b", "10_c"]);
    for text in ["abc", "", "-1", "11", "9_c"] {
        for of in [
            DownSelection::To,
            DownSelection::Before,
            DownSelection::Only,
        ] {
            let refusal = planned(&three(), &history, &of(text.to_owned()));
            assert!(refused(refusal).starts_with("UnknownMigration"), "{text}");
        }
    }
}

#[test]
fn what_is_not_applied_is_no_place_to_go_back_to() {
    let mut skipped = row("9_b", Status::Skipped);
    skipped.seq = Some(2);
    let mut rows = applied(&["8_a"]);
    rows.set(skipped);
    let answers = [
        planned(
            &three(),
            &applied(&["8_a"]),
            &DownSelection::To("9_b".to_owned()),
        ),
        planned(&three(), &applied(&["8_a"]), &only("9_b")),
        planned(
            &three(),
            &history([row("9_b", Status::Failed)]),
            &only("9_b"),
        ),
        planned(&three(), &rows, &DownSelection::Before("9_b".to_owned())),
        planned(
            &three(),
            &history([row("9_b", Status::Paused)]),
            &only("9_b"),
        ),
    ];
    assert_snapshot!(answers.map(refused).join("\n\n"));
}

#[test]
fn down_refuses_to_strand_a_dependant_unless_it_is_forced() {
    let history = applied(&["8_a", "9_b", "10_c"]);
    assert_snapshot!(refused(planned(&three(), &history, &only("9_b"))));
    let forced = down(&three(), &history, &prod(), &only("9_b"), Strand::Force);
    assert_eq!(steps(&forced.unwrap()), ["revert 9_b"]);
}

#[test]
fn a_dependant_that_is_not_applied_is_not_stranded() {
    for status in [Status::Reverted, Status::Skipped, Status::Failed] {
        let mut history = applied(&["8_a", "9_b"]);
        history.set(row("10_c", status));
        assert_eq!(selected(&three(), &history, only("9_b")), ["revert 9_b"]);
    }
}

#[test]
fn a_dependant_goes_first_also_where_what_it_needs_was_done_again_later() {
    let history = applied(&["8_a", "10_c", "9_b"]);
    assert_snapshot!(refused(planned(&three(), &history, &last(1))));
    let all = selected(&three(), &history, DownSelection::All);
    assert_eq!(all, ["revert 10_c", "revert 9_b", "revert 8_a"]);
}

#[test]
fn irreversible_migrations_are_all_named_before_anything_runs() {
    let registry = registry([
        irreversible(1, "a"),
        migration(2, "b"),
        irreversible(3, "c"),
    ]);
    let history = applied(&["1_a", "2_b", "3_c"]);
    assert_snapshot!(refused(planned(&registry, &history, &DownSelection::All)));
    let forced = down(
        &registry,
        &history,
        &prod(),
        &DownSelection::All,
        Strand::Force,
    );
    assert!(refused(forced).starts_with("Irreversible"));
}

#[test]
fn rows_that_this_program_cannot_undo_are_all_named() {
    let mut rows = applied(&["8_a", "11_gone", "9_b", "12_lost"]);
    let mut newer = row("10_c", Status::Other("archived".to_owned()));
    newer.seq = Some(7);
    rows.set(newer);
    assert_snapshot!(refused(planned(&three(), &rows, &DownSelection::All)));
    assert!(refused(planned(&three(), &rows, &last(1))).starts_with("NotLinked"));
    assert!(refused(planned(&three(), &rows, &only("12_lost"))).starts_with("NotLinked"));
    let before = applied(&["11_gone", "8_a", "9_b"]);
    assert_eq!(
        selected(&three(), &before, last(2)),
        ["revert 9_b", "revert 8_a"]
    );
}

#[test]
fn a_newer_row_that_depends_on_what_would_go_is_not_stranded() {
    let mut rows = applied(&["9_b"]);
    let mut newer = row("10_c", Status::Applied);
    newer.schema = MigrationRow::SCHEMA + 1;
    rows.set(newer);
    assert!(refused(planned(&three(), &rows, &only("9_b"))).starts_with("Stranded"));
}

#[test]
fn what_was_baselined_is_undone_last_and_says_so() {
    let mut rows = applied(&["10_c"]);
    rows.set(row("8_a", Status::Baselined));
    rows.set(row("9_b", Status::Baselined));
    assert_snapshot!(told(
        &planned(&three(), &rows, &DownSelection::All).unwrap()
    ));
    let to = DownSelection::To("8_a".to_owned());
    assert_eq!(selected(&three(), &rows, to), ["revert 10_c", "revert 9_b"]);
}

#[test]
fn what_was_skipped_stays_skipped_unless_it_is_named() {
    let mut rows = applied(&["8_a"]);
    rows.set(row("9_b", Status::Skipped));
    assert_eq!(
        selected(&three(), &rows, DownSelection::All),
        ["revert 8_a"]
    );
    assert_eq!(selected(&three(), &rows, only("9_b")), ["unskip 9_b"]);
}

#[test]
fn what_was_interrupted_is_not_undone_and_the_plan_says_so() {
    let mut rows = applied(&["8_a"]);
    rows.set(row("9_b", Status::Failed));
    rows.set(row("10_c", Status::Running));
    assert_snapshot!(told(
        &planned(&three(), &rows, &DownSelection::All).unwrap()
    ));
}

#[test]
fn a_renamed_migration_is_undone_under_its_new_id() {
    let registry = registry([migration(1, "new").renamed_from("1_old")]);
    for selection in [DownSelection::All, only("1_new"), last(1)] {
        let plan = selected(&registry, &applied(&["1_old"]), selection);
        assert_eq!(plan, ["rename 1_new", "revert 1_new"]);
    }
}

#[test]
fn an_older_program_does_not_undo_what_a_newer_one_renamed() {
    let mut renamed = row("1_new", Status::Applied);
    renamed.seq = Some(1);
    renamed.renamed_from = vec!["1_old".parse().unwrap()];
    let registry = registry([migration(1, "old")]);
    assert!(
        refused(planned(&registry, &history([renamed]), &only("1_old"))).starts_with("NotLinked")
    );
}

#[test]
fn undoing_is_destructive_on_a_protected_target_only() {
    let history = applied(&["8_a"]);
    let plan = |target| down(&three(), &history, &target, &last(1), Strand::Refuse).unwrap();
    assert_eq!(plan(prod()).hazard(), Hazard::Destructive);
    assert_eq!(plan(local()).hazard(), Hazard::Safe);
    let redone = redo(&three(), &history, &prod(), None, Strand::Refuse).unwrap();
    assert!(
        redone
            .steps
            .iter()
            .all(|step| step.hazard == Hazard::Destructive)
    );
}
