//! The embedded engine's file, between programs.

use std::io::{BufRead as _, BufReader};
use std::process::Child;

use rustix::process::{Pid, Signal, kill_process};

use crate::person::{Person, ended, fixture};

/// `local --port 0`, which names no environment, and the variables that it printed.
fn serving(ann: &Person) -> (Child, Vec<(String, String)>) {
    let mut child = ann.command(&fixture(), "local --port 0").spawn().unwrap();
    let stdout = child.stdout.take().unwrap();
    let lines = BufReader::new(stdout).lines().take(4);
    let variables = lines.map(|line| {
        let line = line.unwrap();
        let (name, value) = line.split_once('=').unwrap();
        (name.to_owned(), value.to_owned())
    });
    let variables = variables.collect();
    (child, variables)
}

pub(crate) fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

#[test]
fn a_served_file_is_found_by_other_commands_and_by_an_application() {
    let ann = Person::new();
    let (child, variables) = serving(&ann);
    let up = ann.run("up --local");
    assert_eq!(up.code, 0, "{up:?}");
    assert!(up.stderr.contains("served at http://127.0.0.1:"), "{up:?}");

    // An application that is told the variables reads what was made.
    let names: Vec<&str> = variables.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "AWS_ENDPOINT_URL_DYNAMODB",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY"
        ]
    );
    let application = variables
        .iter()
        .fold(Person::new(), |person, (name, value)| {
            person.set(name, value)
        });
    let status = application.run("status --json").json();
    assert_eq!(status["summary"]["applied"], 3, "{status}");

    let second = ann.run("local --local");
    assert_eq!(second.code, 0, "{second:?}");
    assert!(second.stdout.contains(&variables[0].1), "{second:?}");
    assert_eq!(ann.run("fresh --local --lock-timeout 100ms").code, 5);

    signal(&child, Signal::INT);
    let stopped = ended(child, "local", ann.path());
    assert_eq!(stopped.code, 0, "{stopped:?}");
    assert_eq!(
        ann.run("status --local --json").json()["summary"]["applied"],
        3
    );
}

#[test]
fn a_dry_run_of_local_is_a_document_too() {
    let ann = Person::new();
    let document = ann.run("local --dry-run --json").json();
    assert_eq!(document["schema_version"], 1);
    assert_eq!(document["would_serve"], "HERE/target/dynamig/local.db");
    assert!(!ann.path().join("target").exists());
}

#[test]
fn a_file_that_is_held_is_waited_for_until_the_time_out() {
    let ann = Person::new();
    let engine =
        dynamig::embedded::Engine::open(ann.path().join("target/dynamig/local.db")).unwrap();
    let refused = ann.run("up --local --lock-timeout 300ms --json");
    assert_eq!(refused.code, 5, "{refused:?}");
    assert_eq!(refused.error()["code"], "engine-held");

    let waiting = ann.start("up --local");
    std::thread::sleep(std::time::Duration::from_millis(500));
    drop(engine);
    let ended = ended(waiting, "up --local", ann.path());
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(
        ended.stderr.contains("waiting: the engine's file"),
        "{ended:?}"
    );
}
