//! How a command is stopped.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::local::signal;
use crate::person::{Person, ended, fixture};

/// Starts `up`, and waits until its second migration hangs.
fn hanging(ann: &Person, sign: &str) -> Child {
    let mut child = ann.start("up --local --lease 5s");
    let stderr = child.stderr.as_mut().unwrap();
    let mut lines = BufReader::new(stderr).lines();
    let seen = lines.any(|line| line.unwrap().contains(sign));
    assert!(seen, "the migration was not seen to hang");
    child
}

#[test]
fn the_first_signal_ends_it_cleanly_with_75_and_up_runs_it_again() {
    for kind in [Signal::INT, Signal::TERM] {
        let ann = Person::new().set("FIXTURE_CUSTOMERS", "hang");
        let child = hanging(&ann, "waiting for customers");
        let asked = Instant::now();
        signal(&child, kind);
        let stopped = ended(child, "up", ann.path());
        assert!(
            asked.elapsed() < Duration::from_secs(6),
            "{:?}",
            asked.elapsed()
        );
        assert_eq!(stopped.code, 75, "{stopped:?}");

        let mended = ann.set("FIXTURE_CUSTOMERS", "");
        let started = Instant::now();
        let up = mended.run("up --local --lease 5s");
        assert_eq!(up.code, 0, "{up:?}");
        assert!(
            started.elapsed() < Duration::from_secs(4),
            "the lock was released"
        );
    }
}

#[test]
fn the_second_signal_ends_it_at_once() {
    for (kind, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let ann = Person::new().set("FIXTURE_CUSTOMERS", "hang");
        let child = hanging(&ann, "waiting for customers");
        signal(&child, kind);
        std::thread::sleep(Duration::from_millis(300));
        let asked = Instant::now();
        signal(&child, kind);
        let stopped = ended(child, "up", ann.path());
        assert_eq!(stopped.code, code, "{stopped:?}");
        assert!(asked.elapsed() < Duration::from_secs(2));
    }
}

#[test]
fn a_migration_that_blocks_its_thread_is_ended_from_outside() {
    let ann = Person::new().set("FIXTURE_CUSTOMERS", "block");
    let child = hanging(&ann, "applied 1/3");
    std::thread::sleep(Duration::from_millis(300));
    let asked = Instant::now();
    signal(&child, Signal::INT);
    let stopped = ended(child, "up", ann.path());
    assert_eq!(stopped.code, 75, "{stopped:?}");
    assert!(asked.elapsed() < Duration::from_secs(7));
}

#[test]
fn a_deadline_ends_it_with_75() {
    let ann = Person::new().set("FIXTURE_CUSTOMERS", "hang");
    let ended = ann.run("up --local --deadline 500ms --json");
    assert_eq!((ended.code, ended.stdout.as_str()), (75, ""), "{ended:?}");
    assert_eq!(ended.error()["code"], "interrupted");
    assert_eq!(ann.run("wait send_welcome --local --deadline 1s").code, 2);
    assert_eq!(
        ann.run("wait 20260803090000_send_welcome --local --deadline 300ms")
            .code,
        75
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let ann = Person::new();
    for line in ["up --local --json", "status --local", "completions bash"] {
        let mut command = ann.command(&fixture(), line);
        let (reader, writer) = std::io::pipe().unwrap();
        let child = command.stdout(Stdio::from(writer)).spawn().unwrap();
        drop(command);
        drop(reader);
        let mut ended = ended(child, line, ann.path());
        assert_eq!(ended.code, 0, "{line}: {ended:?}");
        ended.stderr.retain(|c| c != '\n');
        assert!(!ended.stderr.contains("error"), "{line}: {ended:?}");
    }
    assert_eq!(
        ann.run("status --local --json").json()["summary"]["applied"],
        3
    );
}

#[test]
fn a_lock_that_is_held_is_waited_for_until_the_time_out() {
    let harness = dynamig_harness::Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new().set("DYNAMIG_ENDPOINT_URL", &server.url());
    let holder = Person::new()
        .set("DYNAMIG_ENDPOINT_URL", &server.url())
        .set("FIXTURE_CUSTOMERS", "hang");
    let mut child = holder.start("up --lease 5s");
    let stderr = child.stderr.take().unwrap();
    let mut lines = BufReader::new(stderr);
    let mut line = String::new();
    while !line.contains("waiting for customers") {
        line.clear();
        assert!(lines.read_line(&mut line).unwrap() > 0);
    }
    let drain = std::thread::spawn(move || lines.read_to_string(&mut String::new()));

    let refused = ann.run("up --lease 5s --lock-timeout 1s");
    assert_eq!(refused.code, 5, "{refused:?}");
    assert!(
        refused.stderr.contains("waiting for ann on desk"),
        "{refused:?}"
    );
    let lock = ann.launch("lock show --json").json();
    assert_eq!(lock["lock"]["held"], true, "{lock}");
    let owner = lock["lock"]["owner"].as_str().unwrap().to_owned();
    assert_eq!(ann.launch("lock release --owner somebody").code, 4);
    assert_eq!(ann.launch(&format!("lock release --owner {owner}")).code, 0);
    assert_eq!(ann.launch("lock show --json").json()["lock"]["held"], false);

    // The holder finds out by itself, and stops.
    let stopped = ended(child, "up", holder.path());
    assert_eq!(stopped.code, 1, "{stopped:?}");
    drain.join().unwrap().unwrap();
}
