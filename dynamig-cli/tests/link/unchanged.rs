//! An unchanged call writes nothing, and whatever changes is seen.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::project::{Project, dependencies, ids, stderr, write};

fn times(files: &[PathBuf]) -> Vec<SystemTime> {
    files
        .iter()
        .map(|file| fs::metadata(file).unwrap().modified().unwrap())
        .collect()
}

#[test]
fn an_unchanged_call_rewrites_nothing_and_is_silent() {
    let project = Project::library("unchanged", &dependencies(""), &["1_unchanged"]);
    fs::remove_dir_all(project.generated("unchanged")).unwrap_or_default();
    let first = project.dynamig(&["check", "--json"]);
    assert_eq!(ids(&first), ["1_unchanged"]);
    assert!(
        stderr(&first).starts_with("linking `unchanged`\n"),
        "{}",
        stderr(&first)
    );

    let mut files: Vec<PathBuf> = ["Cargo.toml", "Cargo.lock", "src/main.rs", "seed.lock"]
        .map(|file| project.generated("unchanged").join(file))
        .into();
    files.push(project.target_dir().join("debug/dynamig-linked-unchanged"));
    let before = times(&files);
    let second = project.dynamig(&["check", "--json"]);
    assert_eq!(
        (ids(&second), stderr(&second)),
        (vec!["1_unchanged".to_owned()], String::new())
    );
    assert_eq!(times(&files), before);

    // Neither does a call that remembers nothing.
    let elsewhere = project.dynamig_in("src", &["check", "--json"]);
    assert_eq!(
        (ids(&elsewhere), stderr(&elsewhere)),
        (vec!["1_unchanged".to_owned()], String::new())
    );
    assert_eq!(times(&files), before);
}

#[cfg(unix)]
#[test]
fn an_unchanged_call_asks_cargo_for_one_build_and_nothing_else() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = Project::library("quick", &dependencies(""), &["1_quick"]);
    // The first call writes Cargo.lock, and the second finds that it was not written meanwhile.
    for _ in 0..2 {
        assert_eq!(project.ids(&[]), ["1_quick"]);
    }
    let script = format!(
        "#!/bin/sh\necho \"$1\" >> calls\nexec {:?} \"$@\"\n",
        env!("CARGO")
    );
    let project = project.write("cargo.sh", &script);
    fs::set_permissions(project.path("cargo.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    let calls_of = |args: &[&str]| {
        fs::write(project.path("calls"), "").unwrap();
        drop(
            project
                .command(args)
                .env("CARGO", project.path("cargo.sh"))
                .output()
                .unwrap(),
        );
        read(&project.path("calls"))
    };
    assert_eq!(calls_of(&["word"]), "build\n");
    assert_eq!(
        calls_of(&["word", "--no-default-features"]),
        "metadata\nmetadata\ntree\nupdate\nbuild\n"
    );
    assert_eq!(calls_of(&["history"]), "");
}

#[test]
fn an_edited_source_is_built_and_a_new_dependency_below_is_linked() {
    let project = Project::library(
        "edited",
        &dependencies("edited-middle = { path = \"middle\" }\n"),
        &["1_a"],
    )
    .package("middle", "edited-middle", "", &[]);
    assert_eq!(project.ids(&[]), ["1_a"]);

    let project = project.write(
        "src/lib.rs",
        "dynamig::migration!(\"1_a\");\ndynamig::migration!(\"2_b\");\n",
    );
    assert_eq!(project.ids(&[]), ["1_a", "2_b"]);

    let project = project.package("middle", "edited-middle", &dependencies(""), &["3_c"]);
    assert_eq!(project.ids(&[]), ["1_a", "2_b", "3_c"]);

    fs::remove_dir_all(project.generated("edited")).unwrap();
    assert_eq!(project.ids(&[]), ["1_a", "2_b", "3_c"]);
}

#[test]
fn a_definition_file_that_comes_has_what_reads_its_directory_built_again_once() {
    let library =
        "dynamig::migration!(\"1_a\");\nconst _: &str = include_str!(\"../my tables/a.edn\");\n";
    let project = Project::library("newcomer", &dependencies(""), &[])
        .write("src/lib.rs", library)
        .write("my tables/a.edn", "{}");
    let program = [project.target_dir().join("debug/dynamig-linked-newcomer")];
    let built = || {
        assert_eq!(project.ids(&[]), ["1_a"]);
        times(&program)
    };
    let first = built();
    assert_eq!(built(), first);

    write(&project.path("my tables/readme.md"), "");
    write(&project.path("my tables/.b.edn"), "");
    assert_eq!(built(), first, "no definition file came");

    write(&project.path("my tables/b.edn"), "{}");
    let second = built();
    assert_ne!(second, first);
    assert_eq!(built(), second, "nobody reads it");

    fs::remove_file(project.path("my tables/b.edn")).unwrap();
    assert_eq!(built(), second);
    write(&project.path("my tables/c.json"), "{}");
    assert_ne!(built(), second);
}

#[test]
fn projects_with_one_name_and_one_target_directory_never_run_each_others_program() {
    let one = Project::new("twin-one").package(
        ".",
        "twin",
        &(dependencies("") + "[workspace]\n"),
        &["1_one"],
    );
    let two = Project::new("twin-two").package(
        ".",
        "twin",
        &(dependencies("") + "[workspace]\n"),
        &["2_two"],
    );
    for _ in 0..2 {
        assert_eq!(one.ids(&[]), ["1_one"]);
        assert_eq!(two.ids(&[]), ["2_two"]);
    }
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert_eq!(one.ids(&[]), ["1_one"]));
            scope.spawn(|| assert_eq!(two.ids(&[]), ["2_two"]));
        }
    });
}

#[test]
fn a_locked_call_refuses_to_change_the_users_lock_file() {
    let project = Project::library("locked", &dependencies(""), &["1_locked"]);
    let output = project.dynamig(&["check", "--json", "--locked"]);
    assert_eq!(output.status.code(), Some(7), "{}", stderr(&output));
    assert!(stderr(&output).contains("--locked"));
    assert_eq!(read(&project.path("Cargo.lock")), crate::project::lock());

    assert_eq!(project.ids(&[]), ["1_locked"]);
    let passed_on = project.dynamig(&["word", "--frozen"]);
    assert!(passed_on.status.success(), "{}", stderr(&passed_on));
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
