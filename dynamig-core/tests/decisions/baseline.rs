//! What `baseline` would record.

use dynamig::history::{History, Status};
use dynamig::migration::Fresh;
use dynamig::plan::{Selection, baseline};
use dynamig::{Error, Migration, Registry};
use insta::assert_snapshot;

use crate::given::{applied, count, history, local, migration, prod, refused, registry, row};

fn five() -> Registry {
    registry([
        migration(1, "a"),
        migration(2, "seed").only_in("local"),
        migration(3, "repair")
            .fresh(Fresh::Skip)
            .depends_on("2_seed"),
        migration(4, "b").depends_on("3_repair"),
        migration(5, "mend").fresh(Fresh::Skip),
    ])
}

fn ids(adopted: Result<Vec<Migration>, Error>) -> Vec<String> {
    let adopted = adopted.unwrap();
    adopted.iter().map(|one| one.id().to_string()).collect()
}

#[test]
fn an_existing_environment_is_recorded_as_what_it_is() {
    let all = baseline(&five(), &History::default(), &prod(), &Selection::All);
    assert_eq!(ids(all), ["1_a", "3_repair", "4_b", "5_mend"]);
    let here = baseline(&five(), &History::default(), &local(), &Selection::All);
    assert_eq!(ids(here), ["1_a", "2_seed", "3_repair", "4_b", "5_mend"]);
    let rest = baseline(
        &five(),
        &applied(&["1_a", "3_repair"]),
        &prod(),
        &Selection::All,
    );
    assert_eq!(ids(rest), ["4_b", "5_mend"]);
}

#[test]
fn only_what_is_selected_is_recorded() {
    let of = |selection| ids(baseline(&five(), &History::default(), &prod(), &selection));
    assert_eq!(of(Selection::To("3".to_owned())), ["1_a", "3_repair"]);
    assert_eq!(of(Selection::Before("3".to_owned())), ["1_a"]);
    assert_eq!(of(Selection::Steps(count(2))), ["1_a", "3_repair"]);
    assert_eq!(of(Selection::Only("a".to_owned())), ["1_a"]);
}

#[test]
fn what_lacks_a_dependency_is_not_recorded() {
    let only = Selection::Only("4_b".to_owned());
    assert_snapshot!(refused(baseline(
        &five(),
        &History::default(),
        &prod(),
        &only
    )));
}

#[test]
fn what_was_started_here_asks_for_a_decision() {
    let rows = history([row("1_a", Status::Failed), row("4_b", Status::Running)]);
    assert_snapshot!(refused(baseline(&five(), &rows, &prod(), &Selection::All)));
    let elsewhere = Selection::Only("5_mend".to_owned());
    assert_eq!(
        ids(baseline(&five(), &rows, &prod(), &elsewhere)),
        ["5_mend"]
    );
}

#[test]
fn what_is_not_understood_is_left_alone() {
    let rows = history([row("1_a", Status::Other("archived".to_owned()))]);
    let rest = baseline(&five(), &rows, &prod(), &Selection::All);
    assert_eq!(ids(rest), ["3_repair", "4_b", "5_mend"]);
}
