//! States and plans in files, and what `diff` tells.

use std::path::Path;

use dynamig_harness::Harness;

use crate::person::{Ended, Person, ended, example, timeless};

const SHOP: &str = "namespace = \"shop\"\n";

fn run(person: &Person, program: &str, line: &str) -> Ended {
    let child = person.command(&example(program), line).spawn().unwrap();
    ended(child, line, person.path())
}

/// A file of a person's.
fn text(person: &Person, file: &str) -> String {
    std::fs::read_to_string(person.path().join(file)).unwrap()
}

fn is_for_its_owner_alone(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(file).unwrap().permissions().mode();
    mode & 0o777 == 0o600
}

#[test]
fn a_state_is_taken_without_a_build_and_planned_from_without_a_target() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let url = server.url();
    let ann = Person::with_toml(SHOP).set("DYNAMIG_ENDPOINT_URL", &url);
    assert_eq!(run(&ann, "tables", "up").code, 0);
    harness.refuse_writes();
    let observed = ann.launch("observe --out state.json");
    insta::assert_snapshot!("observe", told(&observed, &url));
    assert!(is_for_its_owner_alone(&ann.path().join("state.json")));

    // The review has no way to the target any more, and no credentials.
    let before = harness.counts();
    let plan = run(
        &ann,
        "tables_changed",
        "plan --state state.json --exit-code",
    );
    insta::assert_snapshot!("plan_from_state", told(&plan, &url));
    let markdown = run(
        &ann,
        "tables_changed",
        "plan --state state.json --format markdown",
    );
    insta::assert_snapshot!("plan_from_state_markdown", told(&markdown, &url));
    let diff = run(
        &ann,
        "tables_changed",
        "diff --state state.json --exit-code",
    );
    insta::assert_snapshot!("diff_from_state", told(&diff, &url));
    let markdown = run(
        &ann,
        "tables_changed",
        "diff --state state.json --format markdown",
    );
    insta::assert_snapshot!("diff_from_state_markdown", told(&markdown, &url));
    let json = run(&ann, "tables_changed", "plan --state state.json --json").json();
    assert_eq!(json["requests"]["total"], 0);
    assert_eq!(json["state"]["file"], "state.json");
    assert_eq!(json["steps"][0]["table"], "customers");
    assert_eq!(harness.counts().since(&before).total(), 0);

    // On AWS neither a region nor a key is looked for.
    let cloud = Person::with_toml(&format!("{SHOP}[env.prod]\nengine = \"aws\"\n"));
    let state = text(&ann, "state.json")
        .replace("\"engine\": \"local\"", "\"engine\": \"aws\"")
        .replacen("\"environment\": null", "\"environment\": \"prod\"", 1);
    std::fs::write(cloud.path().join("state.json"), state).unwrap();
    let plan = run(
        &cloud,
        "tables_changed",
        "plan --env prod --state state.json",
    );
    assert_eq!(plan.code, 0, "{plan:?}");
    assert!(plan.stdout.contains("add index `by_email`"), "{plan:?}");
}

/// What was told, with the endpoint as everybody's.
fn told(ended: &Ended, url: &str) -> String {
    ended.told().replace(url, "URL")
}

#[test]
fn a_state_that_is_damaged_or_of_another_target_is_refused() {
    let ann = Person::with_toml(SHOP);
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    assert_eq!(ann.launch("observe --local --out state.json").code, 0);
    let damaged = text(&ann, "state.json").replace("\"managed\"", "7");
    std::fs::write(ann.path().join("damaged.json"), damaged).unwrap();
    for (name, line) in [
        ("state_damaged", "plan --local --state damaged.json"),
        ("state_missing", "diff --local --state none.json"),
    ] {
        insta::assert_snapshot!(name, run(&ann, "tables", line).told());
    }
    let other = run(
        &ann,
        "tables",
        "plan --local --table-prefix other- --state state.json",
    );
    assert_eq!(other.code, 4, "{other:?}");
    assert!(
        other
            .stderr
            .contains("the file is of meta table `_dynamig`"),
        "{other:?}"
    );
}

#[test]
fn diff_tells_what_differs_until_up_and_contract_have_run() {
    let ann = Person::with_toml(SHOP);
    let diff = run(&ann, "tables", "diff --local --exit-code");
    assert_eq!(diff.code, 3, "{diff:?}");
    assert!(diff.stdout.contains("absent"), "{diff:?}");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    let none = run(&ann, "tables", "diff --local --exit-code");
    let says = "no difference: 1 table is as declared";
    assert_eq!((none.code, none.stdout.trim()), (0, says), "{none:?}");
    // The stream's other view waits for contract, and differs all the same.
    assert_eq!(run(&ann, "tables_changed", "up --local").code, 0);
    let plan = run(&ann, "tables_changed", "plan --local --exit-code");
    assert_eq!(plan.code, 0, "{plan:?}");
    let held = run(&ann, "tables_changed", "diff --local --json --exit-code");
    assert_eq!(held.code, 3, "{held:?}");
    insta::assert_snapshot!(
        "diff_document",
        serde_json::to_string_pretty(&held.json()["tables"]).unwrap()
    );
    let contract = run(
        &ann,
        "tables_changed",
        "contract --local --allow destructive --yes",
    );
    assert_eq!(contract.code, 0, "{contract:?}");
    let none = run(&ann, "tables_changed", "diff --local --exit-code");
    assert_eq!((none.code, none.stdout.trim()), (0, says), "{none:?}");
}

#[test]
fn a_plan_is_kept_and_carried_out_and_refused_once_something_has_moved() {
    let ann = Person::with_toml(SHOP);
    let plan = run(&ann, "tables", "plan --local --out plan.json --exit-code");
    assert_eq!(plan.code, 3, "{plan:?}");
    assert!(plan.stderr.contains("`up --plan plan.json`"), "{plan:?}");
    assert!(is_for_its_owner_alone(&ann.path().join("plan.json")));
    let other = run(&ann, "tables_changed", "up --local --plan plan.json");
    insta::assert_snapshot!("plan_of_other_code", other.told());
    let up = run(&ann, "tables", "up --local --plan plan.json");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    let again = run(&ann, "tables", "up --local --plan plan.json");
    assert_eq!(again.code, 0, "{again:?}");

    assert_eq!(ann.run("plan --local --out plan.json --steps 2").code, 0);
    assert_eq!(ann.run("up --local --steps 1").code, 0);
    let moved = ann.run("up --local --plan plan.json");
    assert_eq!(moved.code, 4, "{moved:?}");
    let says = timeless(&moved.stderr);
    assert!(
        says.contains(
            "the history has moved: `finish` of migration 20260801090000_seed_plans by ann on desk"
        ),
        "{says}"
    );
    for line in [
        "up --local --plan plan.json --steps 1",
        "up --local --plan plan.json --no-observe",
    ] {
        assert_eq!(ann.run(line).code, 2, "{line}");
    }
    // A file that is missing, no plan, or no JSON at all is a wrong argument.
    std::fs::write(ann.path().join("broken.json"), "{").unwrap();
    assert_eq!(ann.launch("observe --local --out state.json").code, 0);
    for file in ["none.json", "broken.json", "state.json", "dynamig.toml"] {
        let refused = ann.run(&format!("up --local --json --plan {file}"));
        let told = (refused.code, refused.error()["code"].clone());
        assert_eq!(told, (2, "configuration".into()), "{file}: {refused:?}");
    }
}
