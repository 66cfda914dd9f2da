//! Definition files at run time.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;

use dynamig::table::{Declaration, Presence, files};
use dynamig::{Code, Registry};

const ORDERS: &str = r#"{:TableName "orders"
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
 :TimeToLiveSpecification {:AttributeName "ttl" :Enabled true :After "7_backfill"}}"#;

const CUSTOMERS: &str = r#"

{"TableName": "customers", "Revision": 2, "Dropped": true,
 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}"#;

/// A directory with these files.
fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(directory.path().join(name), text).unwrap();
    }
    directory
}

#[test]
fn the_tables_of_a_directory_are_declarations_with_the_place_of_each() {
    let directory = directory(&[("orders.edn", ORDERS), ("customers.json", CUSTOMERS)]);
    let declarations = files::read_directory(directory.path()).unwrap();
    let [customers, orders] = &declarations[..] else {
        panic!("{declarations:?}")
    };
    assert_eq!((customers.name(), orders.name()), ("customers", "orders"));
    assert_eq!((customers.revision, orders.revision), (2, 1));
    assert_eq!(
        (customers.presence, orders.presence),
        (Presence::Dropped, Presence::Kept)
    );
    let file = directory.path().join("customers.json");
    assert_eq!(customers.place, format!("{}:3", file.display()));
    let awaited = orders.after.ttl.as_ref().unwrap();
    assert_eq!(awaited.to_string(), "7_backfill");
}

#[test]
fn a_declaration_is_read_as_it_was_written() {
    let read = directory(&[("orders.edn", ORDERS), ("customers.json", CUSTOMERS)]);
    for declaration in files::read_directory(read.path()).unwrap() {
        let written = directory(&[
            ("a.edn", &files::to_edn(&declaration)),
            ("b.json", &files::to_json(&declaration)),
        ]);
        for name in ["a.edn", "b.json"] {
            let again = files::read(&written.path().join(name)).unwrap().remove(0);
            let place = declaration.place.clone();
            assert_eq!(Declaration { place, ..again }, declaration);
        }
    }
}

#[test]
fn a_registry_of_a_directory_is_checked_as_any_other() {
    let good = directory(&[("customers.json", CUSTOMERS)]);
    let registry = Registry::of_directory(good.path()).unwrap();
    assert!(registry.table("customers").is_some());

    let waiting = directory(&[("orders.edn", ORDERS)]);
    let error = Registry::of_directory(waiting.path()).unwrap_err();
    assert_eq!(error.code(), Code::InvalidRegistry);
    let message = error.to_string();
    assert!(
        message.contains("waits for `7_backfill`, which is not linked"),
        "{message}"
    );
}

#[test]
fn faults_of_files_and_of_directories_have_their_codes() {
    let faulty = directory(&[("orders.edn", "{:TableNam \"orders\"}"), ("b.json", "[1]")]);
    let error = files::read(faulty.path()).unwrap_err();
    assert_eq!(error.code(), Code::InvalidRegistry);
    let shown = error.to_string();
    let shown = shown.replace(&faulty.path().display().to_string(), "DIRECTORY");
    insta::assert_snapshot!(shown);
    assert_eq!(error.what_next(), None, "each fault has its own");

    let error = files::read(&faulty.path().join("missing")).unwrap_err();
    assert_eq!(error.code(), Code::Configuration);
}
