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

/// Those that are about one migration.
const OF_ONE: [&str; 3] = [
    "show seed_plans",
    "show seed_plans --json",
    "wait seed_plans",
];

/// What reads, and links the crate; and all that writes, where it does not.
const LINKED: [&str; 13] = [
    "status",
    "status --json",
    "status --format markdown",
    "plan",
    "plan --json",
    "plan --format markdown",
    "up --dry-run",
    "down --all --dry-run",
    "reset --dry-run",
    "baseline --dry-run",
    "repair --dry-run",
    "mark send_welcome skipped --dry-run",
    "meta create --dry-run",
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
    for line in LINKED {
        let ended = ann.run(line);
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    let where_nothing_is = [
        ("show seed_plans", 2),
        ("wait 20260801090000_seed_plans --timeout 50ms", 1),
        ("redo --dry-run", 4),
        ("lock release --owner ann --dry-run", 4),
    ];
    for (line, code) in where_nothing_is {
        let ended = ann.run(line);
        assert_eq!(ended.code, code, "{line}: {ended:?}");
    }
    assert_eq!(harness.counts().writes(), 0);
}

#[test]
fn with_a_history_the_right_to_read_is_enough() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new().set("DYNAMIG_ENDPOINT_URL", &server.url());
    assert_eq!(ann.run("up --steps 2").code, 0);
    let before = harness.counts();
    harness.refuse_writes();
    for line in READING.iter().chain(&OF_ONE) {
        let ended = ann.launch(line);
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    for line in LINKED.iter().chain(&["redo --dry-run"]) {
        let ended = ann.run(line);
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
    }
    assert_eq!(harness.counts().since(&before).writes(), 0);
    // The rows of the history are all that they read; `doctor` looks at its table too.
    let counts = harness.counts().since(&before);
    let others = ["ListTables", "Scan", "DescribeTable"].map(|operation| counts.of(operation));
    assert_eq!(others, [0, 0, 1]);
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
