#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dynamig::lockfile::FILE_NAME;
use dynamig::settings::Variables;
use insta::assert_snapshot;

use super::*;
use crate::commands::given::{Directory, migration, registry};

const FIRST: &str = "20260101000000_first";
const SECOND: &str = "20260201000000_second";
const THIRD: &str = "20260301000000_third";

pub(super) fn one() -> Registry {
    registry([migration(FIRST, "1:aa", &[])])
}

fn two() -> Registry {
    registry([
        migration(FIRST, "1:aa", &[]),
        migration(SECOND, "1:bb", &[FIRST]),
    ])
}

pub(super) fn checked(
    directory: &Directory,
    registry: &Registry,
    base: Option<&str>,
    variables: &[(&str, &str)],
) -> Result<CheckReport, Failure> {
    let args = CheckArgs {
        base: base.map(str::to_owned),
    };
    let variables: Variables = variables.iter().copied().collect();
    let mode = lock::mode(false, &variables, None);
    run(
        &args,
        &directory.linked(),
        "shop",
        registry,
        mode,
        &variables,
    )
}

/// A repository on a branch of `main`, which has locked the first migration.
pub(super) fn branch() -> Directory {
    let directory = Directory::new();
    directory.git(&["init", "--quiet", "--initial-branch=main"]);
    checked(&directory, &one(), None, &[]).unwrap();
    directory.commit();
    directory.git(&["switch", "--quiet", "--create", "feature"]);
    directory
}

/// All that a report found, as people would read it.
pub(super) fn found(directory: &Directory, report: &CheckReport) -> String {
    let errors = report.errors.iter().map(|error| directory.said(error));
    let warnings = report
        .warnings
        .iter()
        .map(|warning| format!("warning: {}\nhint: {}", warning.message, warning.hint));
    errors.chain(warnings).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn what_should_be_thought_about_in_a_table_is_warned_of_by_its_code() {
    let mut definition = dynamig::table::Definition {
        name: "orders".into(),
        keys: vec![dynamig::table::Key {
            attribute: "id".into(),
            role: dynamig::table::Role::Partition,
        }],
        ttl: dynamig::table::Setting::On("id".into()),
        ..Default::default()
    };
    definition.define("id", dynamig::table::AttributeType::Number);
    let table = dynamig::table::Declaration::new(definition);
    let registry = one().with_tables([table]).unwrap();
    let directory = Directory::new();
    let report = checked(&directory, &registry, None, &[]).unwrap();
    assert_eq!(report.exit(), 0);
    let [warning] = &report.warnings[..] else {
        panic!("{:?}", report.warnings)
    };
    assert!(warning.message.starts_with("DM291: table `orders` "));
    assert_eq!(serde_json::to_value(warning).unwrap()["code"], "DM291");
}

#[test]
fn the_lock_is_made_then_updated_then_left_alone() {
    let directory = Directory::new();
    let states = [&one(), &two(), &two()].map(|registry| {
        let report = checked(&directory, registry, None, &[]).unwrap();
        assert_eq!(
            (report.exit(), found(&directory, &report)),
            (0, String::new())
        );
        report.lock.state
    });
    assert_eq!(
        states,
        [
            Some(Kept::Created),
            Some(Kept::Updated),
            Some(Kept::Unchanged)
        ]
    );
}

#[test]
fn under_ci_the_lock_is_not_written() {
    let directory = branch();
    let before = directory.read(FILE_NAME);
    let report = checked(&directory, &two(), None, &[("CI", "true")]).unwrap();
    assert_eq!(report.exit(), 4);
    assert_snapshot!(found(&directory, &report));
    assert_eq!(directory.read(FILE_NAME), before);
}

#[test]
fn an_edit_since_the_base_is_refused_by_name_and_by_default_under_ci() {
    let directory = branch();
    let edited = registry([migration(FIRST, "1:cc", &[])]);
    // Where the file may be written it agrees by itself, which is why the base is looked at.
    assert_eq!(checked(&directory, &edited, None, &[]).unwrap().exit(), 0);
    directory.commit();
    let named = checked(&directory, &edited, Some("main"), &[]).unwrap();
    let under_ci = checked(&directory, &edited, None, &[("CI", "1")]).unwrap();
    assert_eq!((named.exit(), under_ci.exit()), (4, 4));
    assert_eq!(found(&directory, &named), found(&directory, &under_ci));
    assert_snapshot!(found(&directory, &named));
    assert_eq!(named.base.unwrap().migrations, Some(1));
}

#[test]
fn what_is_older_than_the_base_or_gone_since_is_warned_of() {
    let directory = branch();
    checked(
        &directory,
        &registry([migration(FIRST, "1:aa", &[]), migration(THIRD, "", &[])]),
        None,
        &[],
    )
    .unwrap();
    directory.commit();
    directory.write(FILE_NAME, "version = 1\n");
    let report = checked(&directory, &two(), Some("HEAD"), &[]).unwrap();
    assert_eq!(report.exit(), 0);
    assert_snapshot!(found(&directory, &report));
}

#[test]
fn a_base_that_git_does_not_have_is_refused_and_a_default_one_is_missed_aloud() {
    let directory = branch();
    let named = checked(&directory, &one(), Some("nowhere"), &[]).unwrap_err();
    assert_eq!(named.code().exit(), 2);
    let outside = Directory::new();
    let missed = checked(&outside, &one(), None, &[("CI", "1")]).unwrap();
    let empty = Directory::new();
    empty.git(&["init", "--quiet", "--initial-branch=main"]);
    empty.write("file", "");
    empty.commit();
    let unlocked = checked(&empty, &one(), Some("main"), &[]).unwrap();
    assert_snapshot!(
        [
            directory.said(&named),
            found(&outside, &missed),
            found(&empty, &unlocked)
        ]
        .join("\n\n")
    );
}

#[test]
fn a_base_below_the_root_of_the_repository_is_found() {
    let directory = Directory::new().with("services/shop/x", "");
    directory.git(&["init", "--quiet", "--initial-branch=main"]);
    let mut linked = directory.linked();
    linked.workspace_root = directory.path("services/shop");
    let variables = Variables::default();
    let check = |base: Option<&str>| {
        let args = CheckArgs {
            base: base.map(str::to_owned),
        };
        run(&args, &linked, "shop", &one(), Mode::Update, &variables).unwrap()
    };
    check(None);
    directory.commit();
    assert_eq!(check(Some("main")).base.unwrap().migrations, Some(1));
}

#[test]
fn migrations_of_two_branches_conflict_in_the_lock_and_agree_once_both_lines_are_kept() {
    let directory = branch();
    checked(&directory, &two(), None, &[]).unwrap();
    directory.commit();
    directory.git(&["switch", "--quiet", "main"]);
    let theirs = registry([migration(FIRST, "1:aa", &[]), migration(THIRD, "1:cc", &[])]);
    checked(&directory, &theirs, None, &[]).unwrap();
    directory.commit();
    assert!(!directory.try_git(&["merge", "feature"]).status.success());

    let all = registry([
        migration(FIRST, "1:aa", &[]),
        migration(SECOND, "1:bb", &[FIRST]),
        migration(THIRD, "1:cc", &[]),
    ]);
    let report = checked(&directory, &all, None, &[]).unwrap();
    assert_eq!(report.exit(), 4);
    assert_snapshot!(found(&directory, &report));

    let is_marker = |line: &&str| {
        ["<<<<<<<", "=======", ">>>>>>>"]
            .iter()
            .any(|marker| line.starts_with(marker))
    };
    let both: Vec<_> = directory
        .read(FILE_NAME)
        .lines()
        .filter(|line| !is_marker(line))
        .map(str::to_owned)
        .collect();
    directory.write(FILE_NAME, &both.join("\n"));
    let merged = checked(&directory, &all, None, &[]).unwrap();
    assert_eq!(
        (merged.exit(), merged.lock.state),
        (0, Some(Kept::Unchanged))
    );
}

#[test]
fn two_services_of_one_workspace_share_the_file_and_nothing_in_it() {
    let directory = Directory::new();
    let (linked, variables) = (directory.linked(), Variables::default());
    let check = |namespace, registry: &Registry| {
        run(
            &CheckArgs::default(),
            &linked,
            namespace,
            registry,
            Mode::Update,
            &variables,
        )
        .unwrap()
    };
    let billing = registry([migration(THIRD, "1:cc", &[])]);
    for _ in 0..2 {
        assert_eq!(check("shop", &two()).exit(), 0);
        assert_eq!(check("billing", &billing).exit(), 0);
    }
    assert_snapshot!(directory.read(FILE_NAME));
    // Without a namespace of its own, the other's migrations are missed.
    assert_eq!(
        check("shop", &billing).errors[0].code(),
        dynamig::Code::LockNotLinked
    );
}

impl CheckReport {
    /// The exit code of the first error, or 0.
    pub(super) fn exit(&self) -> u8 {
        self.errors.first().map_or(0, |error| error.code().exit())
    }
}
