//! `dynamig`, the program that needs no crate and no cargo.

use std::path::PathBuf;

use dynamig_harness::Harness;

use crate::person::{Ended, Person, ended};

/// Runs it where there is no cargo.
fn alone(person: &Person, line: &str) -> Ended {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_dynamig"));
    let mut command = person.command(&program, line);
    let child = command.env("PATH", person.path()).spawn().unwrap();
    ended(child, line, person.path())
}

#[test]
fn it_says_what_the_launcher_says_of_a_history() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::new().set("DYNAMIG_ENDPOINT_URL", &server.url());
    assert_eq!(ann.run("up --steps 2").code, 0);
    for line in [
        "history",
        "status --no-build",
        "status --no-build --json",
        "show seed_plans",
        "wait seed_plans",
        "lock show",
        "doctor",
        "meta template",
    ] {
        let (here, launched) = (alone(&ann, line), ann.launch(line));
        assert_eq!(here.code, 0, "{line}: {here:?}");
        if line != "doctor" {
            assert_eq!(here.stdout, launched.stdout, "{line}");
        }
    }
    let state = alone(&ann, "observe --out state.json");
    assert_eq!(state.code, 0, "{state:?}");
    assert!(ann.path().join("state.json").exists());
}

#[test]
fn it_steers_item_migrations_where_a_file_names_the_namespace() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let ann = ann.set("DYNAMIG_ENDPOINT_URL", &server.url());
    for line in ["pause x", "resume x", "cancel x", "throttle x max_wcu=1"] {
        let ended = alone(&ann, line);
        assert!(
            ended.stderr.contains("there is no migration `x`"),
            "{line}: {ended:?}"
        );
    }
}

#[test]
fn what_needs_a_crate_is_refused_by_its_name() {
    let ann = Person::new();
    for line in [
        "up",
        "up --tables schema",
        "down --all",
        "redo",
        "reset",
        "fresh",
        "contract",
        "plan",
        "diff",
        "iam-policy --role plan",
        "mark x applied",
        "baseline",
        "repair",
        "retry x",
        "init",
        "new x",
        "check",
        "rebase x",
        "graph",
    ] {
        let ended = alone(&ann, line);
        let name = line.split(' ').next().unwrap();
        let said = format!(
            "error: `{name}` is not in this program: it needs your crate\nhint: run `cargo dynamig {name}`, or the program \
             that your migrations are linked into\n"
        );
        assert_eq!((ended.code, ended.stderr), (2, said));
    }
    insta::assert_snapshot!(alone(&ann, "status").told(), @r"
    exit 2
    --- stdout
    --- stderr
    error: `status` compares what is recorded with your crate, which this program does not link
    hint: `dynamig status --no-build` shows what is recorded; `cargo dynamig status` links the crate
    ");
}

#[test]
fn it_falls_back_to_no_engine() {
    insta::assert_snapshot!(alone(&Person::new(), "history").told(), @r"
    exit 2
    --- stdout
    --- stderr
    error: no environment is named, and without a terminal or under CI none is assumed
    hint: name it: `--env NAME`, `DYNAMIG_ENV`, `--local` or `--endpoint-url URL`
    ");
}

#[test]
fn its_help_and_its_completions_have_its_own_commands() {
    let ann = Person::new();
    let version = alone(&ann, "--version");
    assert!(version.stdout.starts_with("dynamig "), "{version:?}");
    let help = alone(&ann, "--help").stdout;
    let commands = help.lines().filter_map(|line| line.strip_prefix("  "));
    let commands: Vec<_> = commands
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split(' ').next())
        .collect();
    for (name, is_there) in [
        ("history", true),
        ("pause", true),
        ("up", false),
        ("new", false),
    ] {
        assert_eq!(commands.contains(&name), is_there, "{name}: {help}");
    }
    assert!(
        help.contains("What needs your crate is in `cargo dynamig`"),
        "{help}"
    );
    let completions = alone(&ann, "completions bash").stdout;
    assert!(
        completions.contains("dynamig__subcmd__pause"),
        "{completions}"
    );
    assert!(!completions.contains("redo"), "{completions}");
}
