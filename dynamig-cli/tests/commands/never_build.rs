//! The commands for someone on call: they build nothing, and create nothing.

use dynamig_harness::Harness;

use crate::person::Person;

const READING: [&str; 6] = [
    "history",
    "lock show",
    "status --no-build",
    "doctor",
    "meta template",
    "history --json",
];

#[test]
fn on_an_empty_account_they_create_nothing() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    harness.refuse_writes();
    let ann = Person::new().set("DYNAMIG_ENDPOINT_URL", &server.url());
    for line in READING {
        let ended = ann.launch(line);
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    for line in ["status", "plan", "up --dry-run"] {
        let ended = ann.run(line);
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    assert_eq!(ann.launch("show seed_plans").code, 2);
    assert_eq!(
        ann.launch("wait 20260801090000_seed_plans --timeout 50ms")
            .code,
        1
    );
}

#[test]
fn on_this_machine_they_make_no_file() {
    let ann = Person::new();
    for line in READING {
        let ended = ann.launch(&format!("{line} --local"));
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    assert_eq!(std::fs::read_dir(ann.path()).unwrap().count(), 0);
    insta::assert_snapshot!("no_history", ann.launch("history --local").told());
}

#[test]
fn they_show_what_the_program_did() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(ann.run("up --local --steps 1").code, 0);
    let history = ann.launch("history --local");
    assert!(
        history.stdout.contains("20260801090000_seed_plans"),
        "{history:?}"
    );
    let status = ann.launch("status --no-build --local --json").json();
    assert_eq!(status["summary"]["applied"], 1);
    assert_eq!(ann.launch("show seed_plans --local").code, 0);
    assert_eq!(ann.launch("wait seed_plans --local").code, 0);
    assert_eq!(ann.launch("wait add_customers --local").code, 2);
}

#[test]
fn the_template_of_the_meta_table_is_cloudformation() {
    let ann = Person::with_toml(
        "namespace = \"shop\"\n[env.prod]\ntable_prefix = \"prod-\"\nlock_table = \"locks\"\n",
    );
    insta::assert_snapshot!("template", ann.launch("meta template --env prod").told());
}
