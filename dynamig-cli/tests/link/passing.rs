//! What the linked program is given, and that its end is the launcher's.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

use crate::project::{Project, dependencies, stderr, stdout};

fn project() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| {
        let project = Project::library("a project with spaces", "", &[])
            .package(
                ".",
                "passing",
                &(dependencies("") + "[workspace]\n"),
                &["1_passing"],
            )
            .write("src/below/deep.txt", "");
        assert_eq!(project.ids(&[]), ["1_passing"]);
        project
    })
}

#[test]
fn arguments_that_are_not_cargos_arrive_verbatim() {
    let args = [
        "word",
        "--new-flag=x y",
        "-z",
        "--locked",
        "",
        "--",
        "-p",
        "other",
        "--release",
    ];
    let output = project().dynamig(&[
        "word",
        "--new-flag=x y",
        "-p",
        "passing",
        "-z",
        "--locked",
        "--offline",
        "",
        "--",
        "-p",
        "other",
        "--release",
    ]);
    assert_eq!(
        stdout(&output),
        args.join("\n") + "\n",
        "{}",
        stderr(&output)
    );
}

#[test]
fn the_exit_code_is_the_programs() {
    for code in [0, 3, 75] {
        let output = project().dynamig(&["exit-with", &code.to_string()]);
        assert_eq!(output.status.code(), Some(code));
        // Other tests build the same project.
        let told = stderr(&output);
        let said = told
            .lines()
            .find(|line| !line.starts_with("waiting for another"));
        assert_eq!(said, None);
    }
}

#[cfg(unix)]
#[test]
fn a_signal_is_the_programs() {
    use std::os::unix::process::ExitStatusExt as _;

    const SIGABRT: i32 = 6;
    assert_eq!(project().dynamig(&["abort"]).status.signal(), Some(SIGABRT));
}

#[test]
fn a_running_program_holds_nothing_that_another_call_needs() {
    let mut running = project()
        .command(&["stand-by"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(running.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert_eq!(line, "waiting\n");

    let (done, finished) = mpsc::channel();
    std::thread::spawn(move || done.send(project().dynamig(&["word"])));
    let other = finished.recv_timeout(Duration::from_secs(60));
    drop(running.stdin.take());
    assert!(running.wait().unwrap().success());
    assert_eq!(stdout(&other.expect("the other call ends")), "word\n");
}

#[test]
fn the_program_is_told_where_it_comes_from_and_keeps_the_users_directory() {
    let output = project().dynamig_in("src/below", &["environment"]);
    let root = project().path("").display().to_string();
    let root = root.trim_end_matches('/');
    let target = project().target_dir().display();
    assert_eq!(
        stdout(&output),
        format!(
            "cwd={root}/src/below\nDYNAMIG_LINKED_PACKAGE=passing\nDYNAMIG_MANIFEST_DIR={root}\n\
             DYNAMIG_TARGET_DIR={target}\nDYNAMIG_WORKSPACE_ROOT={root}\n"
        )
    );
}

#[test]
fn the_word_dynamig_that_cargo_inserts_is_not_needed() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-dynamig"));
    let output = command
        .args(["word"])
        .current_dir(project().path(""))
        .env("CARGO_TARGET_DIR", project().target_dir())
        .env("CARGO_NET_OFFLINE", "true")
        .output()
        .unwrap();
    assert_eq!(stdout(&output), "word\n", "{}", stderr(&output));
}

#[test]
fn release_builds_the_release_profile() {
    let project = project();
    assert_eq!(project.ids(&["--release"]), ["1_passing"]);
    assert!(
        project
            .target_dir()
            .join("release/dynamig-linked-passing")
            .exists()
    );
}

#[test]
fn an_error_of_the_launcher_is_one_document_when_json_was_asked_for() {
    let output = project().dynamig(&["status", "--json", "-p", "nobody"]);
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(
        stderr(&output),
        @r#"{"code":"unknown-package","hint":"packages with migrations: `passing`","message":"the workspace has no package `nobody`"}"#
    );
}
