//! Work on declared tables that is stopped, killed, or waited for by another: on an engine whose index takes as long as
//! the test wants.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStderr};
use std::time::Duration;

use dynamig_harness::{Clock, Durations, Harness, Loopback, Strict};
use rustix::process::Signal;

use crate::local::signal;
use crate::person::{Ended, Person, ended, example};

const IS_MADE: &str = "index `by_email` is BACKFILLING for";

/// Somebody whose table is there and is to get an index.
struct Shop {
    harness: Harness,
    ann: Person,
    _server: Loopback,
}

/// A command that runs.
struct Running {
    child: Child,
    stderr: BufReader<ChildStderr>,
    seen: String,
}

impl Shop {
    fn new() -> Self {
        let mut durations = Durations::default();
        // Of all that AWS takes its time for, only an index that is filled.
        durations.creating = Duration::ZERO;
        durations.index_allocating = Duration::ZERO;
        durations.recovery_ready = Duration::ZERO;
        let harness = Harness::dynoxide().strict(Strict::new(Clock::manual(), durations));
        let server = harness.serve();
        let ann =
            Person::with_toml("namespace = \"shop\"\n").set("DYNAMIG_ENDPOINT_URL", &server.url());
        let shop = Self {
            harness,
            ann,
            _server: server,
        };
        let up = shop.start("tables", "up").ends(&shop);
        assert_eq!(up.code, 0, "{up:?}");
        shop
    }

    fn start(&self, program: &str, line: &str) -> Running {
        let mut child = self.ann.command(&example(program), line).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        Running {
            child,
            stderr,
            seen: String::new(),
        }
    }

    fn run(&self, line: &str) -> Ended {
        self.start("tables_changed", line).ends(self)
    }

    /// Starts `up`, and waits until it waits for the index.
    fn making_the_index(&self) -> Running {
        let mut up = self.start("tables_changed", "up --lease 2s");
        up.sees(IS_MADE);
        up
    }

    fn index_is_ready(&self) {
        let hour = Duration::from_secs(3_600);
        self.harness.law().clock().advance(hour);
    }

    /// How often the index was asked for.
    fn asked_for(&self) -> usize {
        let accepted = self.harness.law().accepted("customers").into_iter();
        accepted
            .filter(|accepted| accepted.operation == "UpdateTable")
            .count()
    }
}

impl Running {
    fn sees(&mut self, text: &str) {
        while !self.seen.contains(text) {
            let read = self.stderr.read_line(&mut self.seen).unwrap();
            assert!(read > 0, "no `{text}` in: {}", self.seen);
        }
    }

    /// Waits for the end. What was seen before is in `stderr` too.
    fn ends(mut self, shop: &Shop) -> Ended {
        while self.stderr.read_line(&mut self.seen).unwrap() > 0 {}
        let ended = ended(self.child, "a command", shop.ann.path());
        Ended {
            stderr: self.seen,
            ..ended
        }
    }
}

#[test]
fn the_first_signal_ends_it_with_75_and_the_next_run_waits_for_what_was_begun() {
    for kind in [Signal::INT, Signal::TERM] {
        let shop = Shop::new();
        let up = shop.making_the_index();
        signal(&up.child, kind);
        let stopped = up.ends(&shop);
        assert_eq!(stopped.code, 75, "{stopped:?}");
        // The pause that was cut short counts as long as it was.
        let waited = ["after 2s", "after 3s", "after 4s"];
        let told = waited.map(|waited| stopped.stderr.contains(waited));
        assert!(told.contains(&true), "{stopped:?}");

        shop.index_is_ready();
        let again = shop.run("up --lease 60s --lock-timeout 1s");
        let says =
            "nothing to do: no migration is applied, 1 table is as declared but for what is held";
        assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
        assert_eq!(shop.asked_for(), 1);
    }
}

#[test]
fn until_then_nothing_says_that_the_table_is_as_declared() {
    let shop = Shop::new();
    let up = shop.making_the_index();
    signal(&up.child, Signal::INT);
    assert_eq!(up.ends(&shop).code, 75);

    let status = shop.run("status --exit-code");
    assert_eq!(status.code, 3, "{status:?}");
    let row = "managed  customers  still changing: index `by_email` is BACKFILLING; held: ";
    assert!(status.stdout.contains(row), "{status:?}");
    assert!(status.stdout.contains("1 table: 1 to change"), "{status:?}");
    assert!(!status.stderr.contains("still changing"), "{status:?}");
    let document = shop.run("status --json").json();
    assert_eq!(document["tables"][0]["changes"][0]["kind"], "changing");
    assert_eq!(document["summary"]["tables"]["agreeing"], 0, "{document}");
    // Nor does what is recorded of the table alone.
    let shown = shop.run("show customers");
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(shown.stdout.contains("\non its way to  "), "{shown:?}");
    let plan = shop.run("plan --exit-code");
    let says = "1 table is as declared but for what is still changing";
    assert_eq!(plan.code, 3, "{plan:?}");
    assert!(plan.stdout.contains(says), "{plan:?}");

    // What a run has waited for is not told as if it were still to come.
    let mut up = shop.making_the_index();
    shop.index_is_ready();
    up.sees("held: ");
    let done = up.ends(&shop);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(!done.stderr.contains("still changing"), "{done:?}");
    let status = shop.run("status --exit-code");
    assert_eq!(status.code, 0, "{status:?}");
}

#[test]
fn after_a_kill_the_one_that_waited_for_the_lock_goes_on_and_asks_for_nothing_twice() {
    let shop = Shop::new();
    let mut first = shop.making_the_index();
    let second = shop.start("tables_changed", "up --json --lease 2s");
    let mut third = shop.start("tables_changed", "up --lease 2s");
    third.sees("waiting for ann on desk");
    first.child.kill().unwrap();
    assert_eq!(first.ends(&shop).code, -1);
    let recorded = shop.run("status --no-observe --exit-code");
    assert_eq!(
        recorded.code, 3,
        "nothing is recorded as done: {recorded:?}"
    );

    std::thread::sleep(Duration::from_secs(3));
    shop.index_is_ready();
    let (second, third) = (second.ends(&shop), third.ends(&shop));
    assert_eq!((second.code, third.code), (0, 0), "{second:?} {third:?}");
    let document = second.json();
    assert_eq!(document["tables"][0]["brought"], true, "{document}");
    assert_eq!(document["summary"]["tables"]["agreeing"], 1, "{document}");
    assert_eq!(shop.asked_for(), 1);
}
