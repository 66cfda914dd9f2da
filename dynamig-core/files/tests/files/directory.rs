//! Directories and files, as the file system has them.

use std::fs;
use std::path::Path;

use dynamig_files::{FilesError, files_of, read, read_directory, read_files};

/// A definition of a table of this name.
fn definition(name: &str) -> String {
    format!(
        "{{:TableName \"{name}\"\n :KeySchema [{{:AttributeName \"id\" :KeyType :HASH}}]
 :AttributeDefinitions [{{:AttributeName \"id\" :AttributeType :S}}]}}\n"
    )
}

/// A directory with these files.
fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(directory.path().join(name), text).unwrap();
    }
    directory
}

/// What is said, with the directory's name as it is in no other run.
fn told(error: FilesError, directory: &Path) -> String {
    let relative = |fault: dynamig_files::Fault| fault.relative_to(directory);
    let faults = error.into_faults().into_iter().map(relative);
    let told = faults.map(|fault| format!("{fault}\n  hint: {}", fault.hint));
    let shown = directory.display().to_string();
    told.collect::<Vec<_>>()
        .join("\n")
        .replace(&shown, "DIRECTORY")
}

#[test]
fn every_definition_of_a_directory_is_read_in_the_order_of_names() {
    let (b, a) = (definition("second"), definition("first"));
    let json = dynamig_files::to_json(&[read_text(&definition("third")).into()]);
    let directory = directory(&[
        ("b.edn", &b),
        ("a.edn", &a),
        ("c.json", &json),
        (".hidden.edn", "{"),
        ("readme.md", "#"),
    ]);
    fs::create_dir(directory.path().join("inner.edn")).unwrap();
    fs::write(directory.path().join("inner.edn/d.edn"), "{").unwrap();
    let tables = read_directory(directory.path()).unwrap();
    let names: Vec<_> = tables
        .iter()
        .map(|table| table.definition.name.as_str())
        .collect();
    assert_eq!(names, ["first", "second", "third"]);
    assert_eq!(tables[1].file, directory.path().join("b.edn"));
    assert_eq!(files_of(directory.path()).unwrap().len(), 3);

    let alone = read(&directory.path().join("b.edn")).unwrap();
    assert_eq!(alone, tables[1..2]);
}

fn read_text(text: &str) -> dynamig_rules::table::Definition {
    let mut tables = dynamig_files::read_text("a.edn".as_ref(), text.as_bytes()).unwrap();
    tables.remove(0).definition
}

#[test]
fn an_empty_a_missing_and_no_directory_are_named() {
    let directory = directory(&[(".a.edn", "{"), ("a.txt", "")]);
    let root = directory.path();
    let missing = root.join("missing");
    let told = [
        told(read(root).unwrap_err(), root),
        told(read(&missing).unwrap_err(), root),
        told(read_directory(&root.join("a.txt")).unwrap_err(), root),
        told(read(&root.join("a.txt")).unwrap_err(), root),
        told(read(&root.join("a.json")).unwrap_err(), root),
        told(read_files(&[root.join("b.edn")]).unwrap_err(), root),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_faults_of_all_files_are_told_with_both_places_of_a_table() {
    let (one, two) = (definition("orders"), definition("orders"));
    let faulty = definition("orders").replace(":KeySchema", ":KeySchemas");
    let directory = directory(&[
        ("a.edn", &one),
        ("b.edn", "{"),
        ("c.edn", &format!("\n{two}")),
        ("d.edn", &faulty),
    ]);
    let error = read(directory.path()).unwrap_err();
    insta::assert_snapshot!(told(error, directory.path()));
}

#[cfg(unix)]
#[test]
fn a_directory_and_a_file_without_permission_are_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let one = definition("orders");
    let directory = directory(&[("a.edn", &one)]);
    let root = directory.path();
    let forbid =
        |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    let file = root.join("a.edn");
    forbid(&file);
    if fs::read(&file).is_ok() {
        // Nothing is forbidden to root.
        return;
    }
    let of_file = told(read(root).unwrap_err(), root);
    forbid(root);
    let of_directory = told(read(root).unwrap_err(), root);
    fs::set_permissions(root, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(
        of_file,
        "a.edn: no permission to read this file\n  hint: let the user that runs this read it: `chmod u+r`"
    );
    assert_eq!(
        of_directory,
        "DIRECTORY: no permission to list this directory\n  hint: let the user that runs this read and enter it: `chmod u+rx`"
    );
}
