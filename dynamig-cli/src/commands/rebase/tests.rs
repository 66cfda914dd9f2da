#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use dynamig::lockfile::FILE_NAME;
use insta::assert_snapshot;

use super::*;
use crate::commands::given::{Directory, migration, migration_at, now, registry};

const BEFORE: &str = "20260101000000_before";
const LATE: &str = "20260201000000_late";
const NEEDS_LATE: &str = "20260202000000_needs_late";
const NEWER: &str = "20260301000000_newer";

fn linked() -> Registry {
    registry([
        migration(BEFORE, "1:aa", &[]),
        migration(LATE, "1:bb", &[BEFORE]),
        migration(NEEDS_LATE, "1:cc", &[LATE]),
        migration(NEWER, "1:dd", &[]),
    ])
}

/// The sources of those migrations, and their lock.
fn sources() -> Directory {
    let file = |id: &str| format!("src/migrations/m{id}.rs");
    Directory::new()
        .with("src/migrations/mod.rs", &format!("mod m{BEFORE};\nmod m{LATE};\nmod m{NEEDS_LATE};\n"))
        .with(
            &file(LATE),
            "// version = 20260201000000 is in a comment.\n\
             #[dynamig::migration(depends_on = [super::x], version = 20260201_000000)]\n\
             pub(crate) async fn late(_cx: &Context) -> Result<()> {\n    say(\"20260201000000_late\")\n}\n",
        )
        .with(
            &file(NEEDS_LATE),
            "use super::m20260201000000_late::late;\n\n#[migration(\n    version = 20260202000000,\n    \
             depends_on = [late, \"20260201000000_late\"],\n)]\nasync fn needs_late(_cx: &Context) -> Result<()> {}\n",
        )
        .with(FILE_NAME, &LockFile::default().with("shop", Lock::of(&linked())).render())
}

fn rebased(directory: &Directory, ids: &[&str], mode: Mode) -> Result<RebaseReport, Failure> {
    let args = RebaseArgs {
        ids: ids.iter().map(|&id| id.to_owned()).collect(),
    };
    run(&args, &directory.linked(), "shop", &linked(), mode, now())
}

#[test]
fn migrations_come_last_in_their_order_in_sources_modules_and_the_lock() {
    let directory = sources();
    let report = rebased(&directory, &["needs_late", "20260201000000"], Mode::Update).unwrap();
    let renumbered: Vec<_> = report
        .renumbered
        .iter()
        .map(|one| format!("{} → {}", one.from, one.to))
        .collect();
    let (late, needs) = ("m20261121093000_late", "m20261121093001_needs_late");
    let files = [
        "src/migrations/mod.rs".to_owned(),
        format!("src/migrations/{late}.rs"),
        format!("src/migrations/{needs}.rs"),
        FILE_NAME.to_owned(),
    ];
    let texts = files.map(|file| format!("=== {file}\n{}", directory.read(&file)));
    assert_snapshot!(format!("{}\n\n{}", renumbered.join("\n"), texts.join("\n")));
    assert!(
        !directory
            .path(&format!("src/migrations/m{LATE}.rs"))
            .exists()
    );
    assert_eq!(report.written.len(), 6);
}

#[test]
fn what_cannot_be_moved_is_refused_and_nothing_is_written() {
    let directory = sources();
    directory.write(
        "src/migrations/m20260301000000_newer.rs",
        "make!(20260301000000, newer);\n",
    );
    let refused = [
        rebased(&directory, &["lat"], Mode::Update),
        rebased(&directory, &[LATE], Mode::Update),
        rebased(&directory, &[BEFORE], Mode::Update),
        rebased(&directory, &[NEWER], Mode::Update),
        rebased(&directory, &[LATE, NEEDS_LATE], Mode::Locked),
    ];
    let elsewhere = registry([migration_at("/nowhere/lib.rs", LATE, "", &[])]);
    let args = RebaseArgs {
        ids: vec![LATE.to_owned()],
    };
    let elsewhere = run(
        &args,
        &directory.linked(),
        "shop",
        &elsewhere,
        Mode::Update,
        now(),
    );
    let before = sources();
    let said = refused
        .into_iter()
        .chain([elsewhere])
        .map(|refused| directory.said(&refused.unwrap_err()));
    assert_snapshot!(said.collect::<Vec<_>>().join("\n\n"));
    for file in [
        "src/migrations/mod.rs",
        &format!("src/migrations/m{LATE}.rs"),
        FILE_NAME,
    ] {
        assert_eq!(directory.read(file), before.read(file), "{file}");
    }
}

#[test]
fn what_the_default_branch_has_is_not_moved() {
    let directory = sources();
    directory.git(&["init", "--quiet", "--initial-branch=main"]);
    directory.commit();
    directory.git(&["switch", "--quiet", "--create", "feature"]);
    let failure = rebased(&directory, &["late", "needs_late"], Mode::Update).unwrap_err();
    assert_snapshot!(directory.said(&failure));
}
