//! Declared tables on the command line.

use crate::person::{Ended, Person, ended, example};

fn run(person: &Person, program: &str, line: &str) -> Ended {
    let child = person.command(&example(program), line).spawn().unwrap();
    ended(child, line, person.path())
}

#[test]
fn a_declared_table_is_planned_created_and_then_there_is_nothing_to_do() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let plan = run(&ann, "tables", "plan --local");
    assert_eq!(plan.code, 0, "{plan:?}");
    assert!(plan.stdout.contains("table customers"), "{plan:?}");
    let up = run(&ann, "tables", "up --local");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    assert!(up.stderr.contains("customers: create the table"), "{up:?}");
    let again = run(&ann, "tables", "up --local");
    let says = "nothing to do: no migration is applied, 1 table is as declared";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
    let unlooked = run(&ann, "tables", "up --local --no-observe");
    let says = "nothing to do: no migration is applied; 1 table was not looked at";
    assert_eq!(
        (unlooked.code, unlooked.stdout.trim()),
        (0, says),
        "{unlooked:?}"
    );
}

#[test]
fn what_waits_for_contract_is_told_and_an_older_program_turns_nothing_back() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    let up = run(&ann, "tables_changed", "up --local");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    assert!(up.stderr.contains("add index `by_email`"), "{up:?}");
    assert!(up.stderr.contains("held: table `customers`: "), "{up:?}");
    let again = run(&ann, "tables_changed", "up --local");
    let says =
        "nothing to do: no migration is applied, 1 table is as declared but for what is held";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
    let older = run(&ann, "tables", "up --local");
    let says = "nothing to do: no migration is applied, 1 table was looked at";
    assert_eq!((older.code, older.stdout.trim()), (4, says), "{older:?}");
    assert!(
        older
            .stderr
            .contains("a newer program has changed this table"),
        "{older:?}"
    );
    let history = run(&ann, "tables", "history --local");
    assert!(history.stdout.contains("table customers"), "{history:?}");
}

#[test]
fn a_table_of_another_namespace_is_refused_by_plan_and_up() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    std::fs::write(ann.path().join("dynamig.toml"), "namespace = \"billing\"\n").unwrap();
    for command in ["plan --local", "up --local"] {
        let refused = run(&ann, "tables", command);
        assert_eq!(refused.code, 4, "{refused:?}");
        assert!(refused.stderr.contains("customers"), "{refused:?}");
    }
}
