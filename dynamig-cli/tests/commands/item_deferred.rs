//! An item migration that writes nothing before its function has run for every item.

use std::path::PathBuf;
use std::process::Child;
use std::time::Duration;

use rustix::process::Signal;

use crate::item_control::says;
use crate::local::signal;
use crate::person::{Ended, Person, ended, example};

const ID: &str = "20260802090000_number_customers";
const UP: &str = "up --local --lease 2s";

impl Person {
    /// Someone whose customers are there, and wait to be numbered.
    fn with_customers_to_number() -> Self {
        let ann = Self::with_toml("namespace = \"shop\"\n");
        let spools = ann.spools().display().to_string();
        let ann = ann.set("DYNAMIG_SPOOL_DIRECTORY", &spools);
        let up = ann.number("up --local --to seed_customers");
        assert_eq!(up.code, 0, "{up:?}");
        ann
    }

    fn spools(&self) -> PathBuf {
        self.path().join("spools")
    }

    /// How many directories of runs there are.
    fn spooled(&self) -> usize {
        std::fs::read_dir(self.spools()).map_or(0, Iterator::count)
    }

    fn start_numbering(&self, line: &str) -> Child {
        self.command(&example("deferred"), line).spawn().unwrap()
    }

    fn number(&self, line: &str) -> Ended {
        ended(self.start_numbering(line), line, self.path())
    }
}

#[test]
fn a_plan_and_a_run_say_that_writes_wait_and_where() {
    let ann = Person::with_customers_to_number();
    let plan = ann.number("plan --local");
    assert!(
        plan.stdout.contains("deferred: nothing is written before"),
        "{plan:?}"
    );
    assert_eq!(
        ann.number("plan --local --json").json()["steps"][0]["deferred"],
        true
    );
    let up = ann.number("up --local --json-progress");
    assert_eq!(up.code, 0, "{up:?}");
    for says in [
        "until then what it answers waits in HERE/spools/",
        "400 of its answers are written now",
        "400 items: 400 written",
        "\"phase\":\"collecting\"",
        "\"phase\":\"writing\"",
    ] {
        assert!(up.stderr.contains(says), "`{says}`: {up:?}");
    }
    assert_eq!(ann.spooled(), 0);
}

#[test]
fn one_bad_item_and_none_is_written() {
    let ann = Person::with_customers_to_number().set("BAD_ITEM", "000399");
    let up = ann.number(UP);
    assert_eq!(up.code, 65, "{up:?}");
    let says = format!("failed {ID}: nothing was written");
    assert!(up.stderr.contains(&says), "{up:?}");
    let status = ann.number("status --local --json").json();
    let progress = &status["migrations"][1]["progress"];
    assert_eq!(
        (&progress["phase"], &progress["counts"]["written"]),
        (&"collecting".into(), &0.into())
    );
    let up = ann.set("BAD_ITEM", "none").number(UP);
    assert!(
        up.code == 0 && up.stderr.contains("400 items: 400 written"),
        "{up:?}"
    );
}

#[test]
fn killed_before_it_writes_it_starts_over_and_killed_after_it_goes_on() {
    let ann = Person::with_customers_to_number();
    let mut command = ann.command(&example("deferred"), UP);
    let mut child = command.env("ITEM_MS", "300").spawn().unwrap();
    says(&mut child, "collecting for");
    std::thread::sleep(Duration::from_millis(400));
    signal(&child, Signal::KILL);
    ended(child, UP, ann.path());
    assert_eq!(ann.spooled(), 1, "it had no time to delete it");

    let mut child = ann.start_numbering(UP);
    says(&mut child, "writing for");
    std::thread::sleep(Duration::from_millis(700));
    signal(&child, Signal::KILL);
    ended(child, UP, ann.path());
    assert_eq!(ann.spooled(), 1, "what the first one left is there still");

    let spool = ann.spools();
    let elsewhere = ann.path().join("elsewhere");
    std::fs::rename(&spool, &elsewhere).unwrap();
    let refused = ann.number(&format!("{UP} --json"));
    assert_eq!(refused.code, 4, "{refused:?}");
    assert_eq!(refused.error()["code"], "spool-missing");
    std::fs::rename(&elsewhere, &spool).unwrap();

    let last = ann.number(UP);
    assert_eq!(last.code, 0, "{last:?}");
    assert!(last.stderr.contains("400 items: 400 written"), "{last:?}");
    assert!(!last.stderr.contains("collecting for"), "{last:?}");
    assert_eq!(ann.spooled(), 0);
}
