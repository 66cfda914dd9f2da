//! What item migrations would do, and what they have left, on the command line.

use crate::item_story::ID;
use crate::person::Person;

/// The lines that tell of items, without what is different each time.
fn told(stdout: &str) -> Vec<String> {
    let from = stdout.lines().skip_while(|line| !line.starts_with(ID));
    let line = |line: &str| match line.split_once("sha256:") {
        Some((_, rest)) => format!("  sha256:{}", &rest[12..]),
        None => line.to_owned(),
    };
    from.map(line).collect()
}

#[test]
fn a_dry_run_tries_item_migrations_out_and_writes_nothing() {
    let ann = Person::with_customers();
    let dry = ann.run_items("up --local --dry-run --sample 1000");
    assert_eq!(dry.code, 0, "{dry:?}");
    let told = told(&dry.stdout);
    assert_eq!(
        told[0],
        format!("{ID}: tried, looked at all 400 items of customers (2 read units)")
    );
    assert_eq!(told[1], "  400 change");
    let example = "  sha256:: email_lower: none -> S of 2";
    assert!(
        told[2..7].iter().all(|line| line.starts_with(example)),
        "{told:?}"
    );
    let nothing_more = "  applied to what it gave, the function changes nothing more";
    assert_eq!(told[7..], [nothing_more]);
    assert_eq!(ann.item_state().0, "pending");
    let json = ann.run_items("up --local --dry-run --json").json();
    let trial = &json["trials"][0];
    assert_eq!(
        (&trial["id"], &trial["extent"]),
        (&ID.into(), &"sample".into())
    );
    assert!(
        trial["counts"]["looked_at"].as_u64() >= Some(100),
        "{trial}"
    );
    assert_eq!(trial["examples"][0]["found"], "updated");
    let without = ann.run_items("up --local --dry-run --sample 0");
    assert!(!without.stdout.contains("tried"), "{without:?}");
    assert_eq!(ann.run_items("up --local").code, 0);
    let down = ann.run_items("down --local --all --dry-run");
    assert!(
        down.stdout.contains(&format!("{ID} (down): tried, ")),
        "{down:?}"
    );
}

#[test]
fn a_dry_run_says_where_a_function_fails_and_which_tables_are_not_there_yet() {
    let ann = Person::with_customers().set("BAD_ITEMS", "7");
    let dry = ann.run_items("up --local --dry-run --sample 1000");
    assert_eq!(dry.code, 65, "{dry:?}");
    assert!(dry.stdout.contains("360 change, 40 fail"), "{dry:?}");
    assert!(
        dry.stdout
            .contains(": fails: the function failed: not this one"),
        "{dry:?}"
    );
    let new = Person::with_toml("namespace = \"shop\"\n");
    let dry = new.run_items("up --local --dry-run");
    assert_eq!(dry.code, 0, "{dry:?}");
    let says = format!("{ID} is not tried out: its table is not there yet");
    assert!(dry.stderr.contains(&says), "{dry:?}");
}

#[test]
fn verify_counts_what_an_item_migration_would_still_change() {
    let ann = Person::with_customers();
    let before = ann.run_items(&format!("verify {ID} --local --full"));
    assert_eq!(before.code, 3, "{before:?}");
    assert!(
        before
            .stdout
            .contains("400 items would still change: 400 change"),
        "{before:?}"
    );
    assert_eq!(ann.run_items("up --local").code, 0);
    let after = ann.run_items("verify lower_case_emails --local --full");
    assert_eq!(
        (after.code, told(&after.stdout)),
        (
            0,
            vec![
                format!("{ID}: looked at all 400 items of customers (8 read units)"),
                "  none would change: 400 stay as they are".to_owned()
            ]
        )
    );
    let sample = ann.run_items("verify lower_case_emails --local --sample 100");
    assert_eq!(sample.code, 0, "{sample:?}");
    let says = "a sample: with 95 % confidence fewer than 1 in ";
    assert!(sample.stdout.contains(says), "{sample:?}");
    let json = ann.run_items(&format!("verify {ID} --local --json")).json();
    assert_eq!(json["verified"]["counts"]["kept"], 400);
    let failing = ann.set("BAD_ITEMS", "7");
    let failing = failing.run_items(&format!("verify {ID} --local"));
    assert_eq!(failing.code, 65, "{failing:?}");
}

#[test]
fn values_are_shown_before_a_terminal_only_and_a_sample_goes_with_a_dry_run() {
    let ann = Person::with_customers();
    let refused = [
        ("up --local --sample 5", "go with `--dry-run`"),
        ("down --local --all --show-values", "go with `--dry-run`"),
        (
            "up --local --dry-run --show-values",
            "only before a terminal",
        ),
        (
            "verify lower_case_emails --local --show-values",
            "only before a terminal",
        ),
        (
            "verify lower_case_emails --local --sample 0",
            "1..=4294967295",
        ),
        (
            "verify lower_case_emails --local --sample 5 --full",
            "cannot be used with",
        ),
        ("verify seed_customers --local", "is not run over items"),
        ("verify nobody --local", "nobody"),
    ];
    for (line, says) in refused {
        let ended = ann.run_items(line);
        assert_eq!(ended.code, 2, "{line}: {ended:?}");
        assert!(ended.stderr.contains(says), "{line}: {ended:?}");
    }
    let shown = ann.run_items("verify lower_case_emails --local --show-keys");
    assert!(shown.stdout.contains(r#"{"id":{"S":""#), "{shown:?}");
    assert!(!shown.stdout.contains('@'), "{shown:?}");
}
