//! What the documentation says of exit codes, and what they are.

use std::collections::BTreeSet;

use dynamig::Code;

const TEXT: &str = include_str!("../../../../docs/item-migrations.md");

/// The exit codes for which the Kubernetes Job does this.
fn job(action: &str) -> BTreeSet<u8> {
    let start = format!("action: {action}, onExitCodes: {{ operator: In, values: [");
    let (_, rest) = TEXT.split_once(&start).unwrap();
    let (codes, _) = rest.split_once(']').unwrap();
    let codes = codes.split(", ").map(|code| code.parse().unwrap());
    codes.collect()
}

/// The exit codes of the rows of the table whose last column begins so.
fn table(again: &str) -> BTreeSet<u8> {
    let (_, rest) = TEXT
        .split_once("| exit of `up` | meaning | run it again? |")
        .unwrap();
    let rows = rest
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let rows = rows.map(|row| row.trim_matches('|').split(" | ").collect::<Vec<_>>());
    let rows = rows.filter(|row| row[2].trim().starts_with(again));
    let codes = rows.flat_map(|row| row[0].split(','));
    codes.map(|code| code.trim().parse().unwrap()).collect()
}

#[test]
fn the_job_for_kubernetes_tries_again_what_the_table_says_and_nothing_else() {
    // A pod that was stopped or aborted is replaced, however often.
    let stopped = job("Ignore");
    assert_eq!(stopped, [75, 130, 143].into());
    assert_eq!(stopped, &table("yes") - &table("yes, a few times"));
    let for_good = job("FailJob");
    assert_eq!(for_good, table("not before"));
    // What is left counts for `backoffLimit`: failures that may pass, and a lock that is held.
    let all: BTreeSet<u8> = Code::ALL.iter().map(|code| code.exit()).collect();
    let counted: BTreeSet<u8> = &(&all - &stopped) - &for_good;
    assert_eq!(counted, [1, 5].into());
    assert!(table("yes, a few times").is_subset(&counted));
    for code in [Code::Interrupted, Code::BudgetSpent] {
        assert!(stopped.contains(&code.exit()), "{code}");
    }
    for code in [
        Code::TooManyErrors,
        Code::Cancelled,
        Code::LimitReached,
        Code::SpoolMissing,
    ] {
        assert!(for_good.contains(&code.exit()), "{code}");
    }
}
