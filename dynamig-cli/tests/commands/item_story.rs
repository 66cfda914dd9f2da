//! An item migration on the command line, from `up` to `redo`.

use std::process::Child;

use crate::person::{Ended, Person, ended, example};

/// What runs over the items.
pub(crate) const ID: &str = "20260802090000_lower_case_emails";

impl Person {
    /// Someone whose customers are there, and whose item migration was never run.
    pub(crate) fn with_customers() -> Self {
        let ann = Self::with_toml("namespace = \"shop\"\n");
        let up = ann.run_items("up --local --to seed_customers");
        assert_eq!(up.code, 0, "{up:?}");
        ann
    }

    /// Runs the program with an item migration.
    pub(crate) fn run_items(&self, line: &str) -> Ended {
        ended(self.start_items(line), line, self.path())
    }

    pub(crate) fn start_items(&self, line: &str) -> Child {
        self.command(&example("items"), line).spawn().unwrap()
    }

    /// The state of the item migration, and its progress.
    pub(crate) fn item_state(&self) -> (String, serde_json::Value) {
        let document = self.run_items("status --local --json").json();
        let one = &document["migrations"][1];
        assert_eq!(one["id"], ID);
        (
            one["state"].as_str().unwrap().to_owned(),
            one["progress"].clone(),
        )
    }
}

#[test]
fn up_runs_item_migrations_and_says_what_became_of_the_items() {
    let ann = Person::with_customers();
    let up = ann.run_items("up --local");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "applied 3 migrations"),
        "{up:?}"
    );
    let says = [
        format!("applying {ID}: it goes through customers, about 400 items"),
        "400 items: 400 written".to_owned(),
    ];
    assert!(says.iter().all(|says| up.stderr.contains(says)), "{up:?}");
    let again = ann.run_items("up --local");
    let says = "nothing to do: 4 migrations applied, 1 table is as declared";
    assert_eq!((again.code, again.stdout.trim()), (0, says));
}

#[test]
fn no_items_leaves_them_and_what_depends_on_them_and_says_which() {
    let ann = Person::with_customers();
    for line in ["up --local --no-items --dry-run", "up --local --no-items"] {
        let up = ann.run_items(line);
        assert_eq!(up.code, 0, "{up:?}");
        let says = format!("left, with what depends on it: {ID}");
        assert!(up.stderr.contains(&says), "{up:?}");
    }
    let document = ann.run_items("up --local --no-items --json").json();
    assert_eq!(document["items_left"], serde_json::json!([ID]));
    let states: Vec<_> = document["migrations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["state"])
        .collect();
    assert_eq!(states, ["applied", "pending", "pending", "applied"]);
    assert_eq!(ann.run_items("up --local --no-items --plan x").code, 2);
}

#[test]
fn down_redo_reset_and_fresh_go_through_item_migrations() {
    let ann = Person::with_customers();
    assert_eq!(ann.run_items("up --local").code, 0);
    let redo = ann.run_items(&format!("redo {ID} --force --local"));
    assert_eq!(redo.code, 0, "{redo:?}");
    for says in [format!("reverted {ID}"), format!("applied {ID}")] {
        let line = redo.stderr.lines().find(|line| line.starts_with(&says));
        assert!(
            line.unwrap().ends_with("400 items: 400 written"),
            "{redo:?}"
        );
    }
    let down = ann.run_items("down --all --local");
    assert_eq!(
        (down.code, down.stdout.trim()),
        (0, "reverted 4 migrations"),
        "{down:?}"
    );
    assert_eq!(ann.item_state().0, "reverted");
    assert_eq!(ann.run_items("up --local").code, 0);
    let reset = ann.run_items("reset --local");
    assert_eq!(reset.code, 0, "{reset:?}");
    let fresh = ann.run_items("fresh --local");
    assert_eq!(fresh.code, 0, "{fresh:?}");
    // An older migration has filled the table that the same run has made.
    assert!(fresh.stderr.contains("400 items: 400 written"), "{fresh:?}");
    assert_eq!(ann.item_state().0, "applied");
}

#[test]
fn progress_is_told_to_programs_in_lines_of_json() {
    let ann = Person::with_customers().set("ITEM_MS", "150");
    let up = ann.run_items("up --local --json --json-progress");
    assert_eq!(up.code, 0, "{up:?}");
    assert_eq!(up.json()["summary"]["applied"], 4);
    let lines: Vec<serde_json::Value> = up
        .stderr
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |line: &serde_json::Value| line["event"].as_str().unwrap().to_owned();
    assert_eq!(of(&lines[0]), "started");
    assert_eq!(of(lines.last().unwrap()), "finished");
    assert!(lines.iter().any(|line| of(line) == "progress"), "{up:?}");
    let last = lines.last().unwrap();
    assert_eq!((&last["id"], &last["items"]), (&ID.into(), &400.into()));
    assert_eq!(last["counts"]["written"], 400);
    for name in [
        "items_per_second",
        "read_units",
        "write_units",
        "conflicts",
        "throttled",
    ] {
        assert!(last[name].is_number(), "{name}: {last}");
    }
}

#[test]
fn before_a_terminal_there_is_a_bar() {
    let ann = Person::with_customers().set("ITEM_MS", "150");
    let typing = ann.in_colour(&example("items"), "up --local");
    typing.sees("/400");
    typing.sees("write units");
    typing.sees("left");
    assert_eq!(typing.ends(&ann).code, 0);
}

#[test]
fn items_that_a_run_went_past_are_tried_again() {
    let ann = Person::with_customers();
    let with = |bad: &str, line: &str| {
        let mut command = ann.command(&example("items"), line);
        let child = command.env("BAD_ITEMS", bad).spawn().unwrap();
        ended(child, line, ann.path())
    };
    let up = with("00", "up --local");
    assert_eq!(up.code, 0, "{up:?}");
    assert!(
        up.stderr.contains("396 written") && up.stderr.contains("4 failed"),
        "{up:?}"
    );
    let show = ann.run_items(&format!("show {ID} --local"));
    let failed = show.stdout.matches(": the function failed: not this one");
    assert_eq!(failed.count(), 4, "{show:?}");
    let json = ann.run_items(&format!("show {ID} --local --json")).json();
    assert_eq!(json["failed_items"].as_array().unwrap().len(), 4);
    let again = with("00", &format!("retry {ID} --local"));
    assert_eq!(
        (again.code, again.stdout.trim()),
        (65, "tried 4 items again, and 4 failed")
    );
    assert!(
        again.stderr.contains("the function failed: not this one"),
        "{again:?}"
    );
    let mended = ann.run_items(&format!("retry {ID} --local"));
    assert_eq!(
        (mended.code, mended.stdout.trim()),
        (0, "tried 4 items again, and none failed")
    );
    let nothing = ann.run_items("retry lower_case_emails --local");
    assert_eq!(
        nothing.stdout.trim(),
        "nothing to do: no item is noted as failed"
    );
    assert_eq!(ann.run_items("retry nonsense --local").code, 2);
}
