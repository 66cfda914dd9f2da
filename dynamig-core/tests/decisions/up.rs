//! What `up` would do.

use dynamig::Registry;
use dynamig::history::{History, Status};
use dynamig::migration::{Fresh, OnInterrupt};
use dynamig::plan::{Selection, Target, after, up};
use insta::{assert_json_snapshot, assert_snapshot};

use crate::given::{
    applied, count, history, local, migration, prod, refused, registry, row, steps, told,
};

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

#[test]
fn everything_pending_runs_in_version_order_and_ten_comes_after_nine() {
    let plan = selected(&three(), &History::default(), Selection::All);
    assert_eq!(plan, ["apply 8_a", "apply 9_b", "apply 10_c"]);
}

#[test]
fn nothing_is_planned_where_all_is_settled() {
    let rows = [
        row("8_a", Status::Applied),
        row("9_b", Status::Baselined),
        row("10_c", Status::Skipped),
    ];
    assert_eq!(all(&three(), &history(rows)), "");
}

#[test]
fn a_late_migration_of_a_merged_branch_runs_and_is_marked() {
    assert_snapshot!(all(&three(), &applied(&["8_a", "10_c"])), @"1 apply 9_b [late]");
}

#[test]
fn what_was_interrupted_runs_again_from_its_start() {
    let rows = [row("8_a", Status::Failed), row("9_b", Status::Running)];
    assert_snapshot!(all(&three(), &history(rows)));
}

#[test]
fn what_was_undone_is_pending_again() {
    let plan = selected(
        &three(),
        &history([row("8_a", Status::Reverted)]),
        Selection::All,
    );
    assert_eq!(plan, ["apply 8_a", "apply 9_b", "apply 10_c"]);
}

#[test]
fn to_runs_all_up_to_it_and_before_all_below_it() {
    let (registry, history) = (three(), applied(&["8_a"]));
    let to = Selection::To("9_b".to_owned());
    assert_eq!(selected(&registry, &history, to), ["apply 9_b"]);
    let before = Selection::Before("10_c".to_owned());
    assert_eq!(selected(&registry, &history, before), ["apply 9_b"]);
    let before = Selection::Before("8_a".to_owned());
    assert!(selected(&registry, &history, before).is_empty());
}

#[test]
fn to_an_applied_migration_runs_what_a_branch_added_below_it() {
    let to = Selection::To("9_b".to_owned());
    assert_eq!(selected(&three(), &applied(&["9_b"]), to), ["apply 8_a"]);
}

#[test]
fn steps_takes_the_next_pending_ones() {
    let history = applied(&["8_a"]);
    let one = Selection::Steps(count(1));
    assert_eq!(selected(&three(), &history, one), ["apply 9_b"]);
    let many = Selection::Steps(count(100));
    assert_eq!(
        selected(&three(), &history, many),
        ["apply 9_b", "apply 10_c"]
    );
}

#[test]
fn only_runs_one_and_names_the_dependencies_that_it_lacks() {
    let only = |text: &str| Selection::Only(text.to_owned());
    let plan = selected(&three(), &applied(&["9_b"]), only("10_c"));
    assert_eq!(plan, ["apply 10_c"]);
    let refusal = up(&three(), &History::default(), &prod(), &only("10_c"));
    assert_snapshot!(refused(refusal));
}

#[test]
fn only_of_a_settled_migration_says_that_it_is_settled() {
    let only = Selection::Only("9_b".to_owned());
    let plan = up(&three(), &applied(&["9_b"]), &prod(), &only).unwrap();
    assert_snapshot!(told(&plan));
}

#[test]
fn a_migration_is_named_by_id_version_or_name() {
    for text in ["9_b", "009_b", "9", "b"] {
        let only = Selection::Only(text.to_owned());
        assert_eq!(
            selected(&three(), &History::default(), only),
            ["apply 9_b"],
            "{text}"
        );
    }
}

#[test]
fn a_mistyped_target_is_an_error_with_the_nearest_never_everything() {
    let registry = registry([
        migration(20260801090000, "seed_plans"),
        migration(20260814153000, "lower_case_emails"),
    ]);
    let texts = [
        "seed_plan",
        "20260814153001",
        "abc",
        "",
        "-1",
        "20260801090000_seed_palns",
        "+20260801090000",
    ];
    let answers = texts.map(|text| {
        let select: [fn(String) -> Selection; 3] =
            [Selection::To, Selection::Before, Selection::Only];
        let answers = select.map(|of| {
            refused(up(
                &registry,
                &History::default(),
                &prod(),
                &of(text.to_owned()),
            ))
        });
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
        answers[0].clone()
    });
    assert_snapshot!(answers.join("\n\n"));
}

#[test]
fn a_name_that_two_migrations_have_is_refused_with_both() {
    let registry = registry([migration(1, "seed"), migration(2, "seed")]);
    let to = Selection::To("seed".to_owned());
    assert_snapshot!(refused(up(&registry, &History::default(), &prod(), &to)));
}

#[test]
fn what_must_not_simply_run_again_asks_for_a_decision() {
    let registry = registry([
        migration(1, "charge").on_interrupt(OnInterrupt::Manual),
        migration(2, "b"),
    ]);
    let answers = [Status::Running, Status::Failed].map(|status| {
        let history = history([row("1_charge", status)]);
        let only = Selection::Only("2_b".to_owned());
        assert_eq!(selected(&registry, &history, only), ["apply 2_b"]);
        refused(up(&registry, &history, &prod(), &Selection::All))
    });
    assert_snapshot!(answers.join("\n\n"));
}

#[test]
fn a_migration_meant_for_other_environments_is_skipped_and_satisfies_its_dependants() {
    let registry = registry([
        migration(1, "seed").only_in("local").only_in("dev"),
        migration(2, "b").depends_on("1_seed"),
    ]);
    let mut nameless = prod();
    nameless.environment = None;
    let plan = |target: &Target| {
        told(&up(&registry, &History::default(), target, &Selection::All).unwrap())
    };
    let plans = [prod(), local(), nameless].map(|target| plan(&target));
    assert_snapshot!(plans.join("\n\n"));
}

#[test]
fn what_makes_no_sense_in_a_fresh_environment_is_skipped_there_only() {
    let registry = registry([migration(1, "a"), migration(2, "repair").fresh(Fresh::Skip)]);
    assert_snapshot!(all(&registry, &History::default()));
    let plan = selected(&registry, &applied(&["1_a"]), Selection::All);
    assert_eq!(plan, ["apply 2_repair"]);
}

#[test]
fn a_first_up_that_was_killed_or_partial_still_skips_what_a_fresh_environment_does_not_need() {
    let registry = registry([
        migration(1, "a"),
        migration(2, "repair").fresh(Fresh::Skip),
        migration(3, "mend")
            .fresh(Fresh::Skip)
            .depends_on("2_repair"),
    ]);
    let first = up(
        &registry,
        &History::default(),
        &prod(),
        &Selection::Steps(count(1)),
    )
    .unwrap();
    assert_eq!(steps(&first), ["skip 2_repair", "skip 3_mend", "apply 1_a"]);
    for killed_after in 1..=3 {
        let mut part = first.clone();
        part.steps.truncate(killed_after);
        let history = after(&History::default(), &part);
        let rest = selected(&registry, &history, Selection::All);
        let expected: Vec<_> = steps(&first).split_off(killed_after);
        assert_eq!(rest, expected);
    }
}

#[test]
fn a_person_who_marked_migrations_as_skipped_did_not_make_the_environment_fresh() {
    let registry = registry([migration(1, "a"), migration(2, "repair").fresh(Fresh::Skip)]);
    let mut marked = row("1_a", Status::Skipped);
    marked.note = Some("done by hand in 2024".to_owned());
    let plan = selected(&registry, &history([marked]), Selection::All);
    assert_eq!(plan, ["apply 2_repair"]);
}

#[test]
fn an_interrupted_migration_that_is_meant_for_elsewhere_now_asks_for_a_decision() {
    let registry = registry([migration(1, "seed").only_in("local")]);
    let history = history([row("1_seed", Status::Failed)]);
    assert_snapshot!(refused(up(&registry, &history, &prod(), &Selection::All)));
}

#[test]
fn a_plan_is_a_document() {
    let registry = registry([
        migration(1, "seed").only_in("local"),
        migration(2, "b")
            .depends_on("1_seed")
            .touches(["orders", "customers"]),
        migration(3, "c").depends_on("2_b").depends_on("1_seed"),
    ]);
    let plan = up(&registry, &applied(&["4_d"]), &prod(), &Selection::All).unwrap();
    assert_json_snapshot!(plan);
}
