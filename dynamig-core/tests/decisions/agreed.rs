//! What is within a plan that somebody agreed to.

use dynamig::history::{History, Status};
use dynamig::plan::{DownSelection, Plan, Selection, Strand, down, redo, up};

use crate::given::{applied, history, local, migration, registry, row};

fn three() -> dynamig::Registry {
    registry([migration(1, "a"), migration(2, "b"), migration(3, "c")])
}

fn ups(history: &History) -> Plan {
    up(&three(), history, &local(), &Selection::All).unwrap()
}

fn downs(history: &History) -> Plan {
    down(
        &three(),
        history,
        &local(),
        &DownSelection::All,
        Strand::Refuse,
    )
    .unwrap()
}

fn beyond(plan: &Plan, agreed: &Plan) -> Option<String> {
    let step = plan.beyond(agreed)?;
    Some(format!("{} {}", step.action.as_str(), step.id))
}

#[test]
fn a_plan_is_within_itself_and_so_is_a_part_of_it() {
    let all = ups(&History::default());
    assert_eq!(beyond(&all, &all), None);
    assert_eq!(beyond(&ups(&applied(&["2_b"])), &all), None);
    assert_eq!(beyond(&Plan::default(), &all), None);
    assert_eq!(beyond(&all, &Plan::default()).unwrap(), "apply 1_a");
}

#[test]
fn another_step_or_another_order_is_beyond() {
    let agreed = downs(&applied(&["1_a", "2_b"]));
    let more = downs(&applied(&["1_a", "2_b", "3_c"]));
    assert_eq!(beyond(&more, &agreed).unwrap(), "revert 3_c");
    let turned = downs(&applied(&["2_b", "1_a"]));
    assert_eq!(beyond(&turned, &agreed).unwrap(), "revert 2_b");
    let opposite = ups(&History::default());
    assert_eq!(beyond(&opposite, &agreed).unwrap(), "apply 1_a");
}

#[test]
fn a_function_that_runs_again_must_have_been_known_to() {
    let plan =
        |history: &History| redo(&three(), history, &local(), Some("1_a"), Strand::Refuse).unwrap();
    let agreed = plan(&applied(&["1_a"]));
    let half_done = plan(&history([row("1_a", Status::Failed)]));
    assert_eq!(beyond(&half_done, &agreed).unwrap(), "apply 1_a");
    assert_eq!(beyond(&half_done, &half_done), None);
}
