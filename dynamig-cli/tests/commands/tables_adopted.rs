//! Tables that were there before, on the command line.

use crate::person::{Ended, Person, ended, example};

fn run(person: &Person, program: &str, line: &str) -> Ended {
    let child = person.command(&example(program), line).spawn().unwrap();
    ended(child, line, person.path())
}

/// Somebody in whose database another namespace has made the table of `tables.rs`.
fn somebody_elses() -> Person {
    let ann = Person::with_toml("namespace = \"billing\"\n");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    std::fs::write(ann.path().join("dynamig.toml"), "namespace = \"shop\"\n").unwrap();
    ann
}

#[test]
fn baseline_adopts_tables_tells_what_differs_and_the_next_up_does_it() {
    let ann = somebody_elses();
    let dry = run(
        &ann,
        "tables_changed",
        "baseline --local --adopt-tables --dry-run",
    );
    let says = "would adopt 1 table\n  customers";
    assert_eq!((dry.code, dry.stdout.trim()), (0, says), "{dry:?}");
    let done = run(&ann, "tables_changed", "baseline --local --adopt-tables");
    let says = "adopted 1 table\n  customers";
    assert_eq!((done.code, done.stdout.trim()), (0, says), "{done:?}");
    let differs = "table `customers` differs, for `up`: add index `by_email`";
    assert!(done.stderr.contains(differs), "{done:?}");
    let up = run(&ann, "tables_changed", "up --local");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    let again = run(&ann, "tables_changed", "baseline --local --adopt-tables");
    assert_eq!(again.stdout.trim(), "nothing to baseline", "{again:?}");
    let says = "table `customers` is managed already";
    assert!(again.stderr.contains(says), "{again:?}");
    let none = run(&ann, "tables_changed", "baseline --local --adopt");
    assert_eq!(none.code, 2, "{none:?}");
}

#[test]
fn up_names_the_ways_out_and_takes_one() {
    let ann = somebody_elses();
    let refused = run(&ann, "tables_changed", "up --local");
    assert_eq!(refused.code, 4, "{refused:?}");
    for way in ["baseline --adopt-tables", "up --adopt", "verify"] {
        assert!(refused.stderr.contains(way), "{refused:?}");
    }
    let up = run(&ann, "tables_changed", "up --local --adopt");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    let json = run(
        &ann,
        "tables_changed",
        "baseline --local --adopt-tables --json",
    );
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(document["adopted"], serde_json::json!([]), "{document}");
}
