//! Item migrations over tables that cannot be recovered.

use dynamig::settings::Engine;
use dynamig::table::Declaration;
use dynamig::{Migrator, Registry, Settings, Table};
use dynamig_harness::{Clock, Durations, Harness, Strict};

use crate::item_story::ID;
use crate::person::{Person, ended, example};

#[test]
fn the_history_keeps_why_a_table_need_not_be_recoverable() {
    let ann = Person::with_customers();
    for line in [
        "up",
        "redo lower_case_emails --force",
        "reset",
        "retry lower_case_emails",
        "down --all",
    ] {
        let why = line.split(' ').next().unwrap();
        let ended = ann.run_items(&format!("{line} --local --no-pitr for-{why}"));
        assert_eq!(ended.code, 0, "{ended:?}");
    }
    let history = ann.run_items("history --local").stdout;
    for why in ["for-up", "for-redo", "for-reset", "for-retry", "for-down"] {
        let told = history.lines().filter(|line| line.contains(why));
        assert!(told.clone().all(|line| line.contains(ID)), "{history}");
        assert!(told.count() > 0, "{why}: {history}");
    }
    let mut blank = ann.command(&example("items"), "up --local --no-pitr");
    let child = blank.arg(" ").spawn().unwrap();
    assert_eq!(ended(child, "up --no-pitr ' '", ann.path()).code, 2);
}

/// The state of a protected environment on AWS whose customers cannot be recovered.
fn production() -> String {
    let law = Strict::new(Clock::manual(), Durations::default().scaled(0.0));
    let harness = Harness::dynoxide().strict(law);
    let settings = Settings::new("shop").unwrap().with_engine(Engine::Aws);
    let settings = settings.with_environment("prod");
    let customers = Declaration::new(Customer::definition().unwrap());
    let registry = Registry::of_tables([customers]).unwrap();
    let migrator = Migrator::with_registry(harness.client(), settings, registry);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build();
    runtime.unwrap().block_on(async {
        migrator.up().await.unwrap();
        migrator.observe(&[]).await.unwrap().to_json().unwrap()
    })
}

/// As the program with an item migration declares it.
#[derive(Table)]
#[table(name = "customers")]
struct Customer {
    #[table(partition_key)]
    id: String,
}

#[test]
fn a_plan_says_that_recovery_is_off_before_up_refuses() {
    let toml = "namespace = \"shop\"\n[env.prod]\nengine = \"aws\"\n";
    let ann = Person::with_toml(toml).set("DYNAMIG_ENV", "prod");
    std::fs::write(ann.path().join("state.json"), production()).unwrap();
    let plan = ann.run_items("plan --state state.json");
    assert_eq!(plan.code, 4, "{plan:?}");
    let says = "whose point-in-time recovery is off: that will be refused";
    assert!(plan.stderr.contains(says), "{plan:?}");
    assert!(plan.stderr.contains("`--no-pitr"), "{plan:?}");

    let plan = ann.run_items("plan --state state.json --json");
    assert_eq!(plan.code, 4, "{plan:?}");
    let warnings = &plan.json()["warnings"];
    assert_eq!(warnings.as_array().unwrap().len(), 1, "{warnings}");
    assert_eq!(warnings[0]["code"], "recovery_off");
    assert_eq!(warnings[0]["migrations"], serde_json::json!([ID]));
    assert!(warnings[0]["hint"].as_str().unwrap().contains("--no-pitr"));

    let markdown = ann.run_items("plan --state state.json --format markdown");
    let says = "Warnings:\n\n| what | what next |\n|---|---|\n| an item migration";
    assert!(markdown.stdout.contains(says), "{markdown:?}");
}

#[test]
fn a_dry_run_knows_the_reason_too() {
    let ann = Person::with_customers();
    assert_eq!(ann.run_items("plan --local --out plan.json").code, 0);
    for line in [
        "up --local --dry-run",
        "up --local --dry-run --plan plan.json",
        "reset --local --dry-run",
    ] {
        let code = |reason: &str| {
            let line = format!("{line} --no-pitr");
            let mut command = ann.command(&example("items"), &line);
            ended(command.arg(reason).spawn().unwrap(), &line, ann.path()).code
        };
        assert_eq!((code("exported"), code(" ")), (0, 2), "{line}");
    }
}
