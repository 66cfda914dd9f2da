//! Where every migration stands.

use dynamig::Registry;
use dynamig::history::{History, MigrationRow, Status};
use dynamig::plan::{Selection, WarningKind, up};
use dynamig::report::{State, states};
use insta::assert_json_snapshot;

use crate::given::{applied, history, irreversible, local, migration, prod, registry, row};

fn state(registry: &Registry, history: &History, id: &str) -> State {
    let report = states(registry, history, &prod());
    let found = report.migrations.iter().find(|one| one.id == id);
    found.unwrap().state
}

#[test]
fn an_empty_history_is_all_pending() {
    let registry = registry([
        migration(9, "a").fingerprint("1:aa"),
        irreversible(10, "b").depends_on("9_a"),
    ]);
    assert_json_snapshot!(states(&registry, &History::default(), &prod()));
}

#[test]
fn a_report_tells_everything_that_is_recorded() {
    let registry = registry([
        migration(1, "done").fingerprint("1:aa"),
        migration(2, "late"),
        migration(3, "broken").depends_on("1_done"),
    ]);
    let mut done = row("1_done", Status::Applied);
    done.seq = Some(1);
    done.fingerprint = "1:aa".to_owned();
    done.finished_at = Some("2026-08-01T09:00:00Z".to_owned());
    done.duration_ms = Some(1200);
    done.applied_by = Some("arn:aws:iam::123456789012:user/ada".to_owned());
    let mut broken = row("3_broken", Status::Failed);
    broken.error = Some("the plan gold exists".to_owned());
    broken.finished_at = Some("2026-08-01T10:00:00Z".to_owned());
    broken.duration_ms = Some(7);
    let mut newer = row("11_newer", Status::Applied);
    newer.description = "What a newer release did.".to_owned();
    assert_json_snapshot!(states(&registry, &history([done, broken, newer]), &prod()));
}

#[test]
fn every_status_is_a_state() {
    let registry = registry([migration(1, "a")]);
    for status in Status::ALL {
        let state = state(&registry, &history([row("1_a", status.clone())]), "1_a");
        assert_eq!(state.as_str(), status.as_str());
    }
    assert_eq!(state(&registry, &History::default(), "1_a"), State::Pending);
}

#[test]
fn a_state_has_the_same_name_in_json() {
    let states = [
        State::Pending,
        State::Running,
        State::Paused,
        State::Cancelled,
        State::Applied,
        State::Failed,
        State::Reverting,
        State::Reverted,
        State::Baselined,
        State::Skipped,
        State::Unknown,
        State::Edited,
        State::Blocked,
    ];
    for state in states {
        assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
    }
}

#[test]
fn what_is_not_linked_or_not_understood_is_unknown() {
    let registry = registry([migration(1, "a")]);
    assert_eq!(
        state(&registry, &applied(&["7_gone"]), "7_gone"),
        State::Unknown
    );
    let strange = history([row("1_a", Status::Other("archived".to_owned()))]);
    assert_eq!(state(&registry, &strange, "1_a"), State::Unknown);
    let mut newer = row("1_a", Status::Applied);
    newer.schema = MigrationRow::SCHEMA + 1;
    assert_eq!(state(&registry, &history([newer]), "1_a"), State::Unknown);
}

#[test]
fn what_was_edited_after_it_was_applied_is_edited() {
    let registry = registry([migration(1, "a").fingerprint("1:new")]);
    let with = |status, fingerprint: &str| {
        let mut row = row("1_a", status);
        row.fingerprint = fingerprint.to_owned();
        state(&registry, &history([row]), "1_a")
    };
    assert_eq!(with(Status::Applied, "1:old"), State::Edited);
    assert_eq!(with(Status::Baselined, "1:old"), State::Edited);
    assert_eq!(with(Status::Applied, "1:new"), State::Applied);
    assert_eq!(with(Status::Skipped, "1:old"), State::Skipped);
    assert_eq!(with(Status::Failed, "1:old"), State::Failed);
}

#[test]
fn what_up_cannot_run_is_blocked() {
    let registry = registry([
        migration(1, "a"),
        migration(2, "b").depends_on("1_a"),
        migration(3, "c").depends_on("2_b"),
        migration(4, "d").depends_on("3_c").only_in("local"),
        migration(5, "e").depends_on("4_d"),
    ]);
    let strange = history([row("1_a", Status::Other("archived".to_owned()))]);
    let seen = ["2_b", "3_c", "4_d", "5_e"].map(|id| state(&registry, &strange, id));
    assert_eq!(
        seen,
        [
            State::Blocked,
            State::Blocked,
            State::Pending,
            State::Pending
        ]
    );
    let report = states(&registry, &strange, &local());
    assert_eq!(report.summary.blocked, 4);
    assert_eq!(report.summary.pending, 4);
}

#[test]
fn what_may_be_another_under_a_new_name_is_blocked() {
    let registry = registry([migration(1, "new")]);
    let history = applied(&["1_old"]);
    assert_eq!(state(&registry, &history, "1_new"), State::Blocked);
    assert_eq!(state(&registry, &history, "1_old"), State::Unknown);
    let report = states(&registry, &history, &prod());
    assert!(
        report
            .warnings
            .iter()
            .any(|one| one.kind == WarningKind::Renamed)
    );
}

#[test]
fn a_renamed_migration_stands_where_its_row_does() {
    let registry = registry([migration(1, "new").renamed_from("1_old")]);
    let report = states(&registry, &applied(&["1_old"]), &prod());
    assert_eq!(report.migrations.len(), 1);
    assert_eq!(report.migrations[0].state, State::Applied);
    assert!(report.warnings.is_empty());
}

#[test]
fn a_report_warns_of_what_a_plan_warns_of() {
    let registry = registry([migration(1, "a").fingerprint("1:new"), migration(2, "b")]);
    let mut edited = row("1_a", Status::Applied);
    edited.fingerprint = "1:old".to_owned();
    let history = history([
        edited,
        row("2_b", Status::Paused),
        row("7_gone", Status::Applied),
    ]);
    let report = states(&registry, &history, &prod());
    let kinds: Vec<_> = report.warnings.iter().map(|one| one.kind).collect();
    assert_eq!(
        kinds,
        [
            WarningKind::Unknown,
            WarningKind::Edited,
            WarningKind::Paused
        ]
    );
    let plan = up(&registry, &history, &prod(), &Selection::All).unwrap();
    assert_eq!(plan.warnings, report.warnings);
}
