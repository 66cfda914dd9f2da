//! `dynamig.lock`.

use dynamig::lockfile::{FILE_NAME, Lock, LockFile, Mode, agree, check_base, compare, read, write};
use dynamig::{Code, Registry};
use insta::assert_snapshot;

use crate::given::{migration, refused, registry};

fn two() -> Registry {
    registry([
        migration(20260801090000, "seed_plans").fingerprint("1:aa"),
        migration(20260814153000, "lower_case_emails")
            .depends_on("020260801090000_seed_plans")
            .fingerprint("1:bb")
            .revision(2),
    ])
}

fn three() -> Registry {
    let two = two();
    let more = migration(20260901000000, "later").build().unwrap();
    Registry::of(two.all().iter().cloned().chain([more])).unwrap()
}

/// The file of a workspace with one namespace.
fn file(registry: &Registry) -> LockFile {
    LockFile::default().with("shop", Lock::of(registry))
}

fn parsed(text: &str) -> Result<LockFile, dynamig::Error> {
    text.parse()
}

#[test]
fn a_line_tells_all_of_a_migration() {
    assert_snapshot!(file(&two()).render());
}

#[test]
fn what_is_written_is_read_again() {
    let odd = registry([
        migration(9, "a").fingerprint("a \"digest\"\nof # two = lines"),
        migration(10, "b"),
        migration(100, "c")
            .depends_on("10_b")
            .depends_on("9_a")
            .depends_on("9_a"),
    ]);
    for registry in [two(), odd] {
        let text = file(&registry).render();
        let lock = Lock::of(&registry);
        assert_eq!(parsed(&text).unwrap().get("shop"), Some(&lock));
        assert!(compare(&lock, &registry).is_empty());
        assert_eq!(agree(Some(&lock), &registry, Mode::Locked).unwrap(), None);
    }
}

#[test]
fn each_namespace_has_a_table_of_its_own() {
    let billing = registry([
        migration(20260801100000, "größen").depends_on("7_ü"),
        migration(7, "ü"),
    ]);
    let both = file(&two()).with("billing.v2", Lock::of(&billing));
    assert_eq!(parsed(&both.render()).unwrap(), both);
    assert_snapshot!(both.render());
}

#[test]
fn entries_are_sorted_by_version_not_by_text() {
    let lock = file(&registry([migration(10, "b"), migration(9, "a")])).render();
    assert!(lock.find("9_a = ") < lock.find("10_b = "));
}

#[test]
fn lines_of_two_branches_merge_by_keeping_both() {
    let base = file(&two()).render();
    let ours = file(&three()).render();
    let added: Vec<_> = ours.lines().filter(|line| !base.contains(line)).collect();
    assert_eq!(added.len(), 1);
    let merged: String = [base.as_str(), added[0], "\n"].concat();
    assert_eq!(parsed(&merged).unwrap(), file(&three()));
}

#[test]
fn a_missing_file_is_written_or_missed() {
    let lock = agree(None, &two(), Mode::Update).unwrap();
    assert_eq!(lock, Some(Lock::of(&two())));
    assert_snapshot!(refused(agree(None, &two(), Mode::Locked)));
}

#[test]
fn what_is_new_is_written_or_refused() {
    let lock = Lock::of(&two());
    let new = agree(Some(&lock), &three(), Mode::Update).unwrap();
    assert_eq!(new, Some(Lock::of(&three())));
    assert_snapshot!(refused(agree(Some(&lock), &three(), Mode::Locked)));
}

#[test]
fn fewer_linked_than_locked_is_refused_even_where_the_file_may_be_written() {
    let lock = Lock::of(&three());
    let answers =
        [Mode::Update, Mode::Locked].map(|mode| refused(agree(Some(&lock), &two(), mode)));
    assert_eq!(answers[0], answers[1]);
    assert_snapshot!(answers[0]);
}

#[test]
fn every_other_difference_is_listed_where_it_is_refused() {
    let lock = Lock::of(&two());
    let now = registry([
        migration(20260701000000, "first"),
        migration(20260801090000, "seed_all_plans").renamed_from("20260801090000_seed_plans"),
        migration(20260814153000, "lower_case_emails")
            .fingerprint("1:cc")
            .revision(3),
    ]);
    assert_snapshot!(refused(agree(Some(&lock), &now, Mode::Locked)));
    let new = agree(Some(&lock), &now, Mode::Update).unwrap();
    assert_eq!(new, Some(Lock::of(&now)));
}

#[test]
fn a_merge_conflict_is_told_with_the_migrations_of_both_sides() {
    let base = file(&two()).render();
    let line =
        |id: &str| format!("{id} = {{ depends_on = [], revision = 1, fingerprint = \"\" }}\n");
    let (ours, theirs) = (line("20260901000000_ours"), line("20260902000000_theirs"));
    let plain = format!("{base}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> feature\n");
    let diff3 = format!(
        "{base}<<<<<<< HEAD\n{ours}||||||| 1a2b3c\n{}=======\n>>>>>>> feature\n",
        line("1_base")
    );
    let twice = format!(
        "{plain}{}<<<<<<<\n=======\n{theirs}>>>>>>>\n",
        line("20261001000000_both")
    );
    let answers = [plain, diff3, twice].map(|text| refused(parsed(&text)));
    assert_snapshot!(answers.join("\n\n"));
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let texts = [
        "",
        "version = 2\n[views]\n",
        "version = 1\n\n[migrations.shop]\n1_a = { depends_on = [], revision = 1 }\n",
        "version = 1\n\n[migrations.shop]\nnonsense\n",
        "version = 1\n\n[migrations.shop]\nseed = { depends_on = [], revision = 1, fingerprint = \"\" }\n",
        "version = 1\n\n[migrations.shop]\n07_a = { depends_on = [], revision = 1, fingerprint = \"\" }\n",
        "version = 1\n\n[migrations.shop]\n7_a = { depends_on = [\"b\"], revision = 1, fingerprint = \"\" }\n",
        "version = 1\n\n[migrations.shop]\n7_a = { depends_on = [], revision = -1, fingerprint = \"\" }\n",
        "version = 1\n\n[migrations.shop]\n7_a = { depends_on = [], revision = 1, fingerprint = \"\" }\n7_a = 1\n",
        "version = 1\n\n[views]\n",
        "version = 1\n\n[tables.shop]\norders = { revision = 1 }\n",
        "version = 1\n\n[migrations]\n7_a = { depends_on = [], revision = 1, fingerprint = \"\" }\n",
    ];
    assert_snapshot!(texts.map(|text| refused(parsed(text))).join("\n\n"));
}

#[test]
fn an_edit_since_the_base_needs_a_higher_revision() {
    let base = Lock::of(&two());
    let edited = |revision| {
        registry([
            migration(20260801090000, "seed")
                .renamed_from("20260801090000_seed_plans")
                .fingerprint("1:ab"),
            migration(20260814153000, "lower_case_emails")
                .fingerprint("1:bc")
                .revision(revision),
        ])
    };
    assert_snapshot!(refused(check_base(&base, &edited(2))));
    let error = check_base(&base, &edited(3)).unwrap_err();
    assert!(!error.to_string().contains("lower_case_emails"));
    assert!(check_base(&base, &three()).is_ok());
}

#[test]
fn fingerprints_of_another_algorithm_are_no_edit_since_the_base() {
    let now = registry([
        migration(20260801090000, "seed_plans").fingerprint("2:zz"),
        migration(20260814153000, "lower_case_emails"),
    ]);
    assert!(check_base(&Lock::of(&two()), &now).is_ok());
}

#[test]
fn a_file_is_written_whole_and_read_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(FILE_NAME);
    assert_eq!(read(&path).unwrap(), None);
    for registry in [two(), three()] {
        write(&path, &file(&registry).render()).unwrap();
        assert_eq!(read(&path).unwrap(), Some(file(&registry)));
    }
    let entries = std::fs::read_dir(directory.path()).unwrap();
    assert_eq!(entries.count(), 1);
}

#[test]
fn a_file_that_cannot_be_written_or_read_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let nowhere = directory.path().join("nowhere").join(FILE_NAME);
    assert_eq!(write(&nowhere, "").unwrap_err().code(), Code::File);
    // A directory in the file's place can neither be read as text nor be replaced, and nothing is left beside it.
    let taken = directory.path().join(FILE_NAME);
    std::fs::create_dir(&taken).unwrap();
    assert_eq!(read(&taken).unwrap_err().code(), Code::LockUnreadable);
    assert_eq!(write(&taken, "").unwrap_err().code(), Code::File);
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
}
