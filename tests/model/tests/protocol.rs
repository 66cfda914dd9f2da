//! What each part of the protocol is good for.

use dynamig_model::{Protocol, Variant};
use stateright::{Checker, Model};

const HISTORY: &str = "the history is right";
const TABLES: &str = "the tables are right in the end";
const DONE: &str = "all are done";

fn check(variant: Variant, crashes: usize) -> impl Checker<Protocol> {
    let protocol = Protocol {
        variant,
        runners: 2,
        crashes,
    };
    protocol.checker().threads(2).spawn_bfs().join()
}

#[test]
fn without_a_fence_the_history_has_a_migration_twice() {
    let checked = check(Variant::NoFence, 1);
    assert!(checked.discovery(HISTORY).is_some());
}

#[test]
fn a_fence_keeps_the_history_right_and_lets_a_late_call_change_a_table() {
    let checked = check(Variant::Fence, 1);
    assert!(checked.discovery(HISTORY).is_none());
    let found = checked.discovery(TABLES).map(|path| path.into_actions());
    assert!(found.is_some(), "the model no longer finds the late call");
}

/// The number of states is that of the first model of the protocol, in another language: it is the same model.
#[test]
fn with_the_margin_nothing_goes_wrong_whatever_crashes() {
    let checked = check(Variant::Margin, 2);
    assert!(checked.is_done());
    assert!(checked.discovery(HISTORY).is_none());
    assert!(checked.discovery(TABLES).is_none());
    assert!(checked.discovery(DONE).is_some());
    assert_eq!(checked.unique_state_count(), 118_147);
}
