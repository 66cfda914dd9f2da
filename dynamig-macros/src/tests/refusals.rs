//! Every refusal has a program in `tests/ui/fail` that shows it, and one fault does not hide another.

use std::collections::BTreeSet;
use std::path::Path;

use super::{found, tokens};
use crate::refusal;

/// Those that no program of that package can show, and why.
const NOT_IN_UI: &[(&str, &str)] = &[
    ("DM135", "its manifest names the core"),
    ("DM213", "the derive defines the attributes of all keys"),
    ("DM215", "only the types tell: the registry refuses it"),
    ("DM231", "only `include(…)` has names: DM128"),
    ("DM290", "a warning: plans tell it"),
    ("DM291", "a warning: plans tell it"),
    ("DM292", "a warning: plans tell it"),
    ("DM293", "a warning: plans tell it"),
];

#[test]
fn every_refusal_has_a_program_that_shows_it() {
    let shown: String = outputs().into_iter().map(|(_, output)| output).collect();
    let rules = refusal::ALL.iter().chain(dynamig_rules::ALL);
    let missing: Vec<_> = rules
        .filter(|rule| !excused(rule.id) && !shown.contains(&format!("[{}]", rule.id)))
        .map(|rule| format!("{}: {}", rule.id, rule.says))
        .collect();
    assert!(missing.is_empty(), "no program shows {missing:#?}");
}

#[test]
fn a_rule_that_no_program_can_show_is_shown_by_none() {
    let shown: String = outputs().into_iter().map(|(_, output)| output).collect();
    for (id, why) in NOT_IN_UI {
        assert!(!shown.contains(&format!("[{id}]")), "{id}: {why}");
    }
}

fn excused(id: &str) -> bool {
    NOT_IN_UI.iter().any(|(excused, _)| *excused == id)
}

#[test]
fn every_program_has_one_error() {
    for (name, output) in outputs() {
        let errors = output
            .lines()
            .filter(|line| line.starts_with("error"))
            .count();
        assert!(
            errors == 1 || name.ends_with("every_fault_at_once.stderr"),
            "{name} has {errors} errors"
        );
    }
}

/// What the compiler says of each program in `tests/ui/fail`.
fn outputs() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui/fail");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let outputs = files.filter(|file| {
        file.extension()
            .is_some_and(|extension| extension == "stderr")
    });
    let outputs: Vec<_> = outputs
        .map(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(file).unwrap())
        })
        .collect();
    assert!(outputs.len() >= refusal::ALL.len());
    outputs
}

#[test]
fn ids_are_unique() {
    let ids: BTreeSet<_> = refusal::ALL
        .iter()
        .chain(dynamig_rules::ALL)
        .map(|rule| rule.id)
        .collect();
    assert_eq!(ids.len(), refusal::ALL.len() + dynamig_rules::ALL.len());
}

#[test]
fn all_faults_are_reported_at_once() {
    let arguments = tokens(
        "version = 20240230000000, fresh = never, tuoches = [], depends_on = [a, a, 1], only_in = [\"\"]",
    );
    let item = tokens("unsafe fn seed_plans<T>(cx: Context) {}");
    let expanded = crate::expand::migration(arguments, item, found).to_string();
    for id in [
        "DM002", "DM128", "DM121", "DM133", "DM132", "DM006", "DM102", "DM103", "DM104", "DM108",
    ] {
        assert!(
            expanded.contains(&format!("[{id}]")),
            "{id} is missing: {expanded}"
        );
    }
}

#[test]
fn an_unknown_option_names_the_nearest_one() {
    let item = tokens("async fn seed_plans(cx: &Context) {}");
    let expanded =
        crate::expand::migration(tokens("version = 1, dependson = []"), item, found).to_string();
    assert!(
        expanded.contains("did you mean `depends_on`?"),
        "{expanded}"
    );
}
