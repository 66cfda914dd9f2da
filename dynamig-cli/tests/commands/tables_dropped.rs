//! `contract` on the command line.

use crate::person::{Ended, Person, ended, example};

fn run(person: &Person, program: &str, line: &str) -> Ended {
    let child = person.command(&example(program), line).spawn().unwrap();
    ended(child, line, person.path())
}

#[test]
fn contract_needs_up_before_and_consent_and_then_there_is_nothing_to_contract() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    let nothing = run(&ann, "tables", "contract --local");
    assert_eq!(
        (nothing.code, nothing.stdout.trim()),
        (0, "nothing to contract"),
        "{nothing:?}"
    );
    let early = run(&ann, "tables_changed", "contract --local");
    assert_eq!((early.code, early.stdout.trim()), (4, ""), "{early:?}");
    assert!(early.stderr.contains("run `up` first"), "{early:?}");
    assert_eq!(run(&ann, "tables_changed", "up --local").code, 0);

    let dry = run(&ann, "tables_changed", "contract --local --dry-run");
    assert_eq!(dry.code, 0, "{dry:?}");
    assert!(dry.stdout.contains("stream off"), "{dry:?}");
    let unasked = run(&ann, "tables_changed", "contract --local");
    assert_eq!(unasked.code, 6, "{unasked:?}");
    let done = run(&ann, "tables_changed", "contract --local --allow breaking");
    let says = "contracted 1 table";
    assert_eq!((done.code, done.stdout.trim()), (0, says), "{done:?}");
    let again = run(&ann, "tables_changed", "up --local");
    let says = "nothing to do: no migration is applied, 1 table is as declared";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
    let older = run(&ann, "tables", "contract --local");
    assert_eq!(older.code, 4, "{older:?}");
    assert!(older.stderr.contains("a newer program"), "{older:?}");
}

#[test]
fn a_dropped_table_is_held_until_contract_deletes_it() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    assert_eq!(run(&ann, "tables", "up --local").code, 0);
    let up = run(&ann, "tables_dropped", "up --local");
    assert_eq!(up.code, 0, "{up:?}");
    assert!(up.stderr.contains("delete the table"), "{up:?}");
    let line = "contract --local --json --allow destructive";
    let done = run(&ann, "tables_dropped", line);
    assert_eq!(done.code, 0, "{done:?}");
    let document: serde_json::Value = serde_json::from_str(&done.stdout).unwrap();
    let step = &document["steps"][0];
    let told = ["phase", "hazard", "action", "table", "call"].map(|field| step[field].as_str());
    let expected = [
        "contract",
        "destructive",
        "delete",
        "customers",
        "DeleteTable",
    ];
    assert_eq!(told, expected.map(Some), "{document}");
    let table = &document["tables"][0];
    assert_eq!(table["state"], "dropped", "{document}");
    assert_eq!(table["changes"], serde_json::json!([]), "it was looked at");
    let history = run(&ann, "tables_dropped", "history --local");
    assert!(history.stdout.contains("drop-table"), "{history:?}");
    let gone = "customers  deleted by `contract`";
    assert!(history.stdout.contains(gone), "{history:?}");
    let again = run(&ann, "tables_dropped", "contract --local");
    assert_eq!(again.stdout.trim(), "nothing to contract", "{again:?}");
}

#[test]
fn without_a_backup_there_has_to_be_a_reason() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let missing = run(&ann, "tables_dropped", "contract --local --no-backup");
    assert_eq!(missing.code, 2, "{missing:?}");
    let empty = run(&ann, "tables_dropped", "contract --local --no-backup=");
    assert_eq!(empty.code, 2, "{empty:?}");
}
