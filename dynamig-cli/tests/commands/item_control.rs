//! `pause`, `resume`, `cancel` and `throttle`: from any machine, without the crate.

use std::io::{BufRead as _, BufReader};
use std::process::Child;
use std::time::{Duration, Instant};

use dynamig_harness::Harness;

use crate::item_story::ID;
use crate::local::signal;
use crate::person::{Person, ended};

/// Waits until a process has said something, and goes on reading what else it says.
pub(crate) fn says(child: &mut Child, text: &str) {
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let seen = lines.any(|line| line.unwrap().contains(text));
    assert!(seen, "`{text}` was not said");
    std::thread::spawn(move || lines.for_each(drop));
}

fn served(url: &str) -> Person {
    Person::with_toml("namespace = \"shop\"\n").set("DYNAMIG_ENDPOINT_URL", url)
}

#[test]
fn a_run_is_throttled_paused_resumed_and_cancelled_from_elsewhere() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann = served(&server.url()).set("ITEM_MS", "250");
    assert_eq!(ann.run_items("up --to seed_customers").code, 0);
    let mut child = ann.start_items("up --lease 5s");
    says(&mut child, "it goes through customers");
    let bob = served(&server.url());

    let throttled = bob.launch("throttle lower_case_emails max_wcu=50 max_rcu=70");
    let sentence = format!(
        "throttled {ID} to 70 read units and 50 write units a second, within two seconds where it runs"
    );
    assert_eq!(
        (throttled.code, throttled.stdout.trim()),
        (0, sentence.as_str()),
        "{throttled:?}"
    );

    let paused = bob.launch("pause lower_case_emails --reason lunch");
    assert_eq!(paused.code, 0, "{paused:?}");
    assert!(
        paused.stdout.starts_with(&format!("paused {ID}: ")),
        "{paused:?}"
    );
    let status = bob.launch("status --no-build").stdout;
    let line = status
        .lines()
        .find(|line| line.starts_with("paused"))
        .unwrap();
    assert!(line.contains("of about 400 items ("), "{status}");
    assert!(child.try_wait().unwrap().is_none(), "its process waits");

    let waited = bob.launch("wait lower_case_emails --timeout 300ms");
    let says = "of about 400 items (";
    assert!(
        waited.code == 1 && waited.stderr.contains(says),
        "{waited:?}"
    );
    let shown = bob.launch("show lower_case_emails");
    assert!(shown.stdout.contains(says), "{shown:?}");

    let resumed = bob.launch("resume 20260802090000 --json").json();
    assert_eq!(resumed["migrations"][0]["state"], "running");
    assert_eq!(resumed["migrations"][0]["progress"]["items"], 400);

    let cancelled = bob.launch("cancel lower_case_emails --reason enough");
    assert_eq!(cancelled.code, 0, "{cancelled:?}");
    assert_eq!(ended(child, "up", ann.path()).code, 4);
    assert_eq!(bob.launch("wait lower_case_emails").code, 1);
    let up = ann.run_items("up");
    assert_eq!(up.code, 4, "{up:?}");
    let log = bob.launch("show lower_case_emails").stdout;
    assert!(log.contains("lunch") && log.contains("enough"), "{log}");

    assert_eq!(bob.launch("resume lower_case_emails").code, 0);
    assert_eq!(ann.set("ITEM_MS", "0").run_items("up").code, 0);
    assert_eq!(bob.launch("wait lower_case_emails").code, 0);
}

#[test]
fn what_is_paused_makes_up_end_with_75_where_it_is_selected() {
    let ann = Person::with_customers().set("ITEM_FAILS", "1");
    assert_ne!(ann.run_items("up --local").code, 0);
    let would = ann.launch("pause lower_case_emails --local --dry-run");
    let sentence = format!("would pause {ID}; nothing was written");
    assert_eq!((would.code, would.stdout.trim()), (0, sentence.as_str()));
    assert_eq!(ann.item_state().0, "failed");
    assert_eq!(ann.launch("pause lower_case_emails --local").code, 0);
    for (line, code) in [
        ("", 75),
        ("--only lower_case_emails", 75),
        ("--only count_plans", 0),
    ] {
        let up = ann.run_items(&format!("up --local {line}"));
        assert_eq!(up.code, code, "{up:?}");
    }
    assert_eq!(ann.item_state().0, "paused");
    assert_eq!(ann.launch("resume lower_case_emails --local").code, 0);
    assert_eq!(ann.item_state().0, "running");
}

#[test]
fn what_cannot_be_is_refused() {
    let ann = Person::with_customers();
    let refused = |line: &str, code: i32, says: &str| {
        let ended = ann.launch(&format!("{line} --local"));
        assert_eq!(ended.code, code, "{line}: {ended:?}");
        assert!(ended.stderr.contains(says), "{line}: {ended:?}");
    };
    refused("pause seed_custmers", 2, "20260801090000_seed_customers");
    refused(
        "throttle nothing max_wcu=1",
        2,
        "there is no migration `nothing`",
    );
    refused("pause seed_customers", 4, "is applied");
    refused("throttle seed_customers max_wcu=1", 4, "is applied");
    refused("throttle seed_customers", 2, "max_wcu=N");
    refused(
        "throttle seed_customers max_wcu=abc",
        2,
        "`abc` is no whole number",
    );
    refused(
        "throttle seed_customers max_wcu=-1",
        2,
        "`-1` is no whole number",
    );
    refused(
        "throttle seed_customers max_wcu=0",
        2,
        "`pause` has it wait",
    );
    refused("throttle seed_customers wcu=1", 2, "there is no rate `wcu`");
    refused("throttle seed_customers 5", 2, "write max_wcu=300");
    refused(
        "throttle seed_customers max_wcu=1 max_wcu=2",
        2,
        "given twice",
    );
    refused("pause", 2, "<ID>");
}

#[test]
fn cancelling_on_a_protected_target_needs_a_reason() {
    let ann = Person::with_toml(
        "namespace = \"shop\"\n[env.prod]\nengine = \"embedded\"\nprotected = true\n",
    );
    let refused = ann.launch("cancel lower_case_emails --env prod");
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.stderr.contains("needs a reason"), "{refused:?}");
}

#[test]
fn stopped_or_killed_it_goes_on_from_its_checkpoints_to_the_end() {
    use rustix::process::Signal;

    let ann = Person::with_customers().set("ITEM_MS", "300");
    let mut child = ann.start_items("up --local --lease 5s");
    says(&mut child, "it goes through customers");
    std::thread::sleep(Duration::from_millis(700));
    let asked = Instant::now();
    signal(&child, Signal::INT);
    let stopped = ended(child, "up", ann.path());
    assert_eq!(stopped.code, 75, "{stopped:?}");
    assert!(asked.elapsed() < Duration::from_secs(5));
    let (state, progress) = ann.item_state();
    let before = progress["counts"]["scanned"].as_u64().unwrap();
    assert!(
        state == "running" && before > 0 && before < 400,
        "{state} {progress}"
    );

    let mut child = ann.start_items("up --local --lease 5s");
    says(
        &mut child,
        &format!("it goes on in customers after {before} items"),
    );
    std::thread::sleep(Duration::from_millis(900));
    signal(&child, Signal::KILL);
    ended(child, "up", ann.path());
    assert_eq!(ann.item_state().0, "running");

    let last = ann
        .set("ITEM_MS", "0")
        .run_items("up --local --lease 5s --json");
    assert_eq!(last.code, 0, "{last:?}");
    assert_eq!(last.json()["migrations"][1]["state"], "applied");
}

#[test]
fn the_second_signal_aborts_an_item_migration() {
    use rustix::process::Signal;

    for (kind, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let ann = Person::with_customers().set("ITEM_MS", "3000");
        let mut child = ann.start_items("up --local --lease 5s");
        says(&mut child, "it goes through customers");
        // Calls of the function are under way then.
        std::thread::sleep(Duration::from_millis(500));
        signal(&child, kind);
        std::thread::sleep(Duration::from_millis(300));
        signal(&child, kind);
        let stopped = ended(child, "up", ann.path());
        assert_eq!(stopped.code, code, "{stopped:?}");
    }
}

#[test]
fn a_deadline_leaves_it_running_and_the_same_command_goes_on() {
    let ann = Person::with_customers().set("ITEM_MS", "300");
    let asked = Instant::now();
    let up = ann.run_items("up --local --lease 5s --deadline 2s");
    assert_eq!(up.code, 75, "{up:?}");
    assert!(asked.elapsed() < Duration::from_secs(7));
    assert!(up.stderr.contains("the deadline is over"), "{up:?}");
    let (state, progress) = ann.item_state();
    let scanned = progress["counts"]["scanned"].as_u64().unwrap();
    assert_eq!(state, "running");
    assert!((1..400).contains(&scanned), "{progress}");
    let up = ann.set("ITEM_MS", "0").run_items("up --local --lease 5s");
    assert_eq!(up.code, 0, "{up:?}");
    let says = format!("it goes on in customers after {scanned} items");
    assert!(up.stderr.contains(&says), "{up:?}");
}
