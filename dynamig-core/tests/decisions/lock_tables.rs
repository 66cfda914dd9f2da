//! The lines of `dynamig.lock` that are about tables.

use dynamig::lockfile::{Lock, LockFile, Mode, TableDifference, agree, compare_tables};
use dynamig::table::{AttributeType, Declaration, Definition, Key, Role, Setting, StreamView};
use dynamig::{Code, Registry};
use insta::assert_snapshot;

use crate::given::{migration, refused, registry};

fn table(name: &str) -> Declaration {
    let mut definition = Definition {
        name: name.into(),
        keys: vec![Key {
            attribute: "id".into(),
            role: Role::Partition,
        }],
        ..Definition::default()
    };
    definition.define("id", AttributeType::String);
    Declaration::new(definition)
}

fn streaming(name: &str) -> Declaration {
    let mut table = table(name);
    table.definition.stream = Setting::On(StreamView::NewImage);
    table
}

fn declared<const N: usize>(tables: [Declaration; N]) -> Registry {
    let migrations = registry([migration(20260801090000, "seed_plans").fingerprint("1:aa")]);
    migrations.with_tables(tables).unwrap()
}

#[test]
fn a_line_tells_the_hash_of_a_table_and_is_read_again() {
    let registry = declared([table("orders"), table("customers.eu")]);
    let file = LockFile::default().with("shop", Lock::of(&registry));
    assert_snapshot!(file.render());
    assert_eq!(file.render().parse::<LockFile>().unwrap(), file);
}

#[test]
fn a_file_of_before_there_were_tables_is_read_and_completed() {
    let without = declared([]);
    let old = LockFile::default().with("shop", Lock::of(&without));
    let old: LockFile = old.render().parse().unwrap();
    let now = declared([table("orders")]);
    let lock = agree(old.get("shop"), &now, Mode::Update).unwrap().unwrap();
    assert_eq!(lock, Lock::of(&now));
    assert_eq!(agree(Some(&lock), &now, Mode::Locked).unwrap(), None);
}

#[test]
fn tables_change_come_and_go_without_an_error_and_are_recorded() {
    let before = Lock::of(&declared([table("customers"), table("orders")]));
    let mut revised = streaming("customers");
    revised.revision = 2;
    let now = declared([revised, table("visits")]);
    assert_eq!(
        compare_tables(&before, &now),
        [
            TableDifference::Changed("customers".into()),
            TableDifference::Removed("orders".into()),
            TableDifference::Added("visits".into()),
        ]
    );
    assert_eq!(
        agree(Some(&before), &now, Mode::Update).unwrap(),
        Some(Lock::of(&now))
    );
    let error = agree(Some(&before), &now, Mode::Locked).unwrap_err();
    assert_eq!(error.code(), Code::LockOutdated);
    assert_snapshot!(refused(Err::<(), _>(error)));
}

#[test]
fn a_conflict_names_the_tables_of_both_sides() {
    let ours = "customers = { revision = 1, hash = \"1:aa\" }";
    let theirs = "customers = { revision = 1, hash = \"1:bb\" }";
    let text = format!(
        "version = 1\n\n[tables.shop]\n<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> feature\n"
    );
    assert_snapshot!(refused(text.parse::<LockFile>()));
}
