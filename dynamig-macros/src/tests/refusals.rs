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

/// The ids of what is refused, in order.
fn refused(arguments: &str, item: &str) -> Vec<String> {
    let expanded = crate::expand::migration(tokens(arguments), tokens(item), found).to_string();
    let texts = expanded.split("[DM").skip(1);
    texts.map(|text| format!("DM{}", &text[..3])).collect()
}

const OF_ITEMS: &str = "fn lower(item: Item, cx: &Context) -> Result<Outcome<Item>> {}";

#[test]
fn all_faults_of_an_item_migration_are_reported_at_once() {
    let arguments = "version = 1, items = \"a\", matching = 1, segments = 0, workers = 1025, page = 0, compare = all, writes = \"single\", \
        max_errors = \"200%\", max_wcu = 0, max_rcu = \"300\", overwrite, exactly_once, only_in, on_interrupt = manual";
    let refused = refused(
        arguments,
        "unsafe async fn lower<T>(item: &Item, cx: Context, more: u8) -> Result<Outcome<Item>> {}",
    );
    assert_eq!(
        refused,
        [
            "DM120", "DM201", "DM127", "DM007", "DM008", "DM011", "DM128", "DM128", "DM009",
            "DM010", "DM010", "DM103", "DM104", "DM162", "DM107", "DM163", "DM164", "DM164",
        ]
    );
}

#[test]
fn what_a_function_takes_tells_that_it_is_of_items() {
    assert!(refused("version = 1, items = \"customers\"", OF_ITEMS).is_empty());
    assert!(
        refused(
            "version = 1, items = \"customers\"",
            "fn lower(item: Item) {}"
        )
        .is_empty()
    );
    assert_eq!(refused("version = 1", OF_ITEMS), ["DM160"]);
    assert_eq!(
        refused("version = 1", "fn lower((item): (Item)) {}"),
        ["DM160"]
    );
    assert_eq!(
        refused("version = 1", "async fn lower(cx: dynamig::Context) {}"),
        ["DM108"]
    );
    let items = "version = 1, items = \"customers\"";
    assert_eq!(refused(items, "fn lower(cx: &Context) {}"), ["DM161"]);
    assert_eq!(
        refused(items, "fn lower(cx: &Context, item: Item) {}"),
        ["DM162", "DM108"]
    );
    assert_eq!(refused(items, "fn lower() {}"), ["DM106"]);
    assert_eq!(refused(items, "fn lower(item: impl Shape) {}"), ["DM104"]);
}

#[test]
fn item_options_need_a_table() {
    let options = "version = 1, matching = is_customer, exactly_once, down = items, max_wcu = 1";
    assert_eq!(
        refused(options, "async fn one(cx: &Context) {}"),
        ["DM123", "DM123", "DM123"]
    );
    // Whatever is wrong with `items`, it is there.
    assert_eq!(
        refused("version = 1, items, exactly_once", OF_ITEMS),
        ["DM120"]
    );
    assert_eq!(
        refused("version = 1, items = 5, exactly_once", OF_ITEMS),
        ["DM131"]
    );
}

#[test]
fn what_happens_exactly_once_has_no_down() {
    let options = "version = 1, items = \"customers\", exactly_once, down = raise";
    assert_eq!(refused(options, OF_ITEMS), ["DM165"]);
}

#[test]
fn numbers_of_item_migrations_are_checked() {
    let refused = |option: &str| {
        refused(
            &format!("version = 1, items = \"customers\", {option}"),
            OF_ITEMS,
        )
    };
    for option in [
        "segments = 1",
        "segments = 1_000_000",
        "workers = 1024",
        "page = 1",
        "page = 2_147_483_647",
        "max_errors = 0",
        "max_errors = \"0%\"",
        "max_errors = \"100%\"",
        "max_wcu = \"1%\"",
        "max_rcu = \"unlimited\"",
        "max_rcu = 4294967295",
        "overwrite, workers = 1",
        "exactly_once, compare = changed",
        "on_interrupt = rerun",
    ] {
        assert!(refused(option).is_empty(), "{option}");
    }
    for (option, id) in [
        ("segments = 1_000_001", "DM007"),
        ("segments = -1", "DM007"),
        ("segments = \"64\"", "DM148"),
        ("workers = 0", "DM008"),
        ("workers = 16u8", "DM148"),
        ("page = 0", "DM011"),
        ("page = 2_147_483_648", "DM011"),
        ("page = 4294967296", "DM011"),
        ("page = \"100\"", "DM148"),
        ("max_errors = 1.5", "DM009"),
        ("max_errors = \"1\"", "DM009"),
        ("max_errors = many", "DM009"),
        ("max_errors = -1", "DM009"),
        ("max_wcu = \"0%\"", "DM010"),
        ("max_wcu = 4294967296", "DM010"),
        ("max_rcu = unlimited", "DM010"),
    ] {
        assert_eq!(refused(option), [id], "{option}");
    }
}
