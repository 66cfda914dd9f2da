//! When tables may lose something.

use dynamig::Code;
use dynamig::history::{History, Status};
use dynamig::plan::contract;

use crate::given::{applied, history, migration, registry, row};

fn refused(history: &History) -> String {
    let registry = registry([migration(1, "a"), migration(2, "b")]);
    let error = contract(&registry, history).unwrap_err();
    assert_eq!((error.code(), error.code().exit()), (Code::Unsettled, 4));
    error.to_string()
}

#[test]
fn it_goes_on_where_all_is_applied_baselined_or_skipped() {
    let settled = [Status::Applied, Status::Baselined, Status::Skipped];
    let rows = ["1_a", "2_b", "3_c"].into_iter().zip(settled);
    let history = history(rows.map(|(id, status)| row(id, status)));
    let registry = registry([migration(1, "a"), migration(2, "b"), migration(3, "c")]);
    assert!(contract(&registry, &history).unwrap().is_empty());
}

#[test]
fn what_is_not_settled_is_named_with_its_state() {
    let open = ["running", "failed", "paused", "cancelled", "reverting"];
    for status in open {
        let rows = [
            row("1_a", Status::Applied),
            row("2_b", Status::from(status)),
        ];
        assert!(refused(&history(rows)).ends_with(&format!(":\n- 2_b ({status})")));
    }
    assert!(refused(&applied(&["1_a"])).ends_with(":\n- 2_b (pending)"));
    let undone = [row("1_a", Status::Applied), row("2_b", Status::Reverted)];
    assert!(refused(&history(undone)).ends_with(":\n- 2_b (pending)"));
}

#[test]
fn a_row_that_is_not_linked_stands_in_the_way_whatever_its_state() {
    let told = refused(&applied(&["1_a", "2_b", "3_c"]));
    assert!(told.ends_with(":\n- 3_c (applied, not linked)"), "{told}");
}
