//! What `redo` and `reset` would do.

use dynamig::Registry;
use dynamig::history::{History, Status};
use dynamig::migration::{Fresh, OnInterrupt};
use dynamig::plan::{Strand, redo, reset};
use insta::assert_snapshot;

use crate::given::{applied, history, local, migration, prod, refused, registry, row, told};

fn three() -> Registry {
    registry([
        migration(8, "a"),
        migration(9, "b"),
        migration(10, "c").depends_on("9_b"),
    ])
}

#[test]
fn redo_undoes_the_last_applied_and_runs_it_again() {
    let again = |id| {
        told(
            &redo(
                &three(),
                &applied(&["8_a", "9_b"]),
                &prod(),
                id,
                Strand::Refuse,
            )
            .unwrap(),
        )
    };
    assert_snapshot!(again(None));
    assert_eq!(again(None), again(Some("9_b")));
    assert_snapshot!(again(Some("a")));
}

#[test]
fn redo_of_what_was_interrupted_is_the_decision_to_run_it_again() {
    let registry = registry([migration(1, "a")
        .on_interrupt(OnInterrupt::Manual)
        .fingerprint("1:new")]);
    for status in [Status::Running, Status::Failed] {
        let mut interrupted = row("1_a", status);
        interrupted.fingerprint = "1:old".to_owned();
        let plan = redo(
            &registry,
            &history([interrupted]),
            &prod(),
            Some("1_a"),
            Strand::Refuse,
        );
        assert_eq!(told(&plan.unwrap()), "1 apply 1_a [rerun]");
    }
}

#[test]
fn redo_of_what_is_not_applied_is_refused() {
    let none = redo(&three(), &History::default(), &prod(), None, Strand::Refuse);
    let pending = redo(
        &three(),
        &applied(&["8_a"]),
        &prod(),
        Some("9_b"),
        Strand::Refuse,
    );
    let unknown = redo(
        &three(),
        &applied(&["8_a"]),
        &prod(),
        Some("9_c"),
        Strand::Refuse,
    );
    let depended_on = redo(
        &three(),
        &applied(&["9_b", "10_c"]),
        &prod(),
        Some("9_b"),
        Strand::Refuse,
    );
    assert_snapshot!(
        [none, pending, unknown, depended_on]
            .map(refused)
            .join("\n\n")
    );
}

#[test]
fn reset_undoes_everything_and_runs_everything() {
    let registry = registry([
        migration(8, "a"),
        migration(9, "b").only_in("dev"),
        migration(10, "c").depends_on("8_a"),
        migration(11, "d").fresh(Fresh::Skip),
        migration(12, "e"),
    ]);
    let mut rows = applied(&["10_c", "8_a"]);
    rows.set(row("9_b", Status::Skipped));
    rows.set(row("11_d", Status::Skipped));
    rows.set(row("12_e", Status::Failed));
    assert_snapshot!(told(&reset(&registry, &rows, &local()).unwrap()));
}
