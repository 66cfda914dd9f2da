//! Every rule: what keeps it and what breaks it.

use dynamig_rules::{
    ALL, Rule, Violation, dependency, environment, id, items, name, table, version,
};

type Check = Box<dyn Fn(&str) -> Result<(), Violation>>;

/// What keeps the rule, and what breaks it.
fn cases(rule: &Rule) -> (Check, &'static [&'static str], &'static [&'static str]) {
    match rule.id {
        "DM001" => (
            Box::new(check_version),
            &["1", "42", "18446744073709551615"],
            &["0"],
        ),
        "DM002" => (
            Box::new(check_version),
            &[
                "20240229000000",
                "20000229235959",
                "20261231235959",
                "20261399",
                "202613320000000",
                "10000101000000",
            ],
            &[
                "20240230000000",
                "20230229000000",
                "21000229000000",
                "20260431000000",
                "20260001000000",
                "20261301000000",
                "20260100000000",
                "20260101240000",
                "20260101006000",
                "20260101000060",
            ],
        ),
        "DM003" => (
            Box::new(name::check),
            &["a", "_a", "seed_plans", "größe", "_1"],
            &["", "1a", "a-b", "a b", "a#b", "a\n", TOO_LONG],
        ),
        "DM004" => (
            Box::new(|text| id::parse(text).map(drop)),
            &["1_a", "20231231000000_other", "7__x"],
            &[
                "",
                "1",
                "a",
                "_a",
                "1a_b",
                "-1_a",
                "01_a",
                "00_a",
                "18446744073709551616_a",
                "1-a",
            ],
        ),
        "DM005" => (Box::new(check_dependency), &["1 2"], &["2 2", "3 2"]),
        "DM006" => (
            Box::new(environment::check_name),
            &["local", "prod eu"],
            &["", " ", "local "],
        ),
        "DM007" => (
            Box::new(|text| items::check_segments(number(text))),
            &["1", "64", "1000000"],
            &["0", "1000001"],
        ),
        "DM008" => (
            Box::new(|text| items::check_workers(number(text))),
            &["1", "1024"],
            &["0", "1025"],
        ),
        "DM009" => (
            Box::new(|text| items::parse_max_errors(text).map(drop)),
            &["0", "10", "0%", "100%"],
            &[
                "",
                "-1",
                "+1",
                "1.5",
                "%",
                "101%",
                "-1%",
                "+1%",
                "1 %",
                "unlimited",
            ],
        ),
        "DM010" => (
            Box::new(|text| items::parse_rate(text).map(drop)),
            &["1", "4294967295", "1%", "100%", "unlimited"],
            &[
                "",
                "0",
                "-1",
                "+1",
                "4294967296",
                "0%",
                "101%",
                "Unlimited",
                "unlimited%",
            ],
        ),
        "DM011" => (
            Box::new(|text| items::check_page(number(text))),
            &["1", "1000", "2147483647"],
            &["0", "2147483648"],
        ),
        id => panic!("{id} has no cases"),
    }
}

const TOO_LONG: &str = concat!(
    "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij",
    "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij",
    "k",
);

fn number(text: &str) -> u32 {
    text.parse().expect("a number")
}

fn check_version(text: &str) -> Result<(), Violation> {
    version::check(text.parse().expect("a number"))
}

fn check_dependency(text: &str) -> Result<(), Violation> {
    let (old, new) = text.split_once(' ').expect("two numbers");
    dependency::check(
        (old.parse().expect("a number"), "old"),
        (new.parse().expect("a number"), "new"),
    )
}

#[test]
fn every_rule_is_kept_by_some_and_broken_by_others() {
    for rule in ALL.iter().filter(|rule| rule.id < "DM200") {
        let (check, kept, broken) = cases(rule);
        for text in kept {
            assert_eq!(check(text), Ok(()), "{} of {text:?}", rule.id);
        }
        for text in broken {
            let violation = check(text).expect_err(text);
            assert_eq!(
                violation.rule(),
                *rule,
                "{} of {text:?}: {violation}",
                rule.id
            );
        }
    }
}

#[test]
fn ids_are_unique_and_sentences_have_our_form() {
    for (n, rule) in ALL.iter().enumerate() {
        assert!(
            ALL[..n].iter().all(|other| other.id != rule.id),
            "{} stands twice",
            rule.id
        );
        for sentence in [rule.says, rule.hint] {
            assert!(
                !sentence.is_empty() && !sentence.ends_with('.'),
                "{sentence:?}"
            );
            assert!(sentence.starts_with(char::is_lowercase), "{sentence:?}");
        }
    }
}

#[test]
fn an_id_comes_apart_at_its_first_underscore() {
    assert_eq!(
        id::parse("20260801090000_seed_plans"),
        Ok((20260801090000, "seed_plans"))
    );
    assert_eq!(id::parse("3__private"), Ok((3, "_private")));
}

#[test]
fn an_id_must_keep_the_rules_of_its_version_and_name() {
    assert_eq!(
        id::parse("0_a").expect_err("no version").rule(),
        &version::ABOVE_ZERO
    );
    assert_eq!(
        id::parse("20240230000000_a").expect_err("no day").rule(),
        &version::REAL_TIME
    );
    assert_eq!(
        id::parse("1_").expect_err("no name").rule(),
        &name::IDENTIFIER
    );
}

#[test]
fn the_sentence_names_what_is_wrong() {
    let sentence = |result: Result<(), Violation>| result.expect_err("broken").to_string();
    assert_eq!(
        sentence(version::check(20240230000000)),
        "version 20240230000000 is no date and time: month 2 of 2024 has no day 30"
    );
    assert_eq!(
        sentence(table::name::check_table("ab")),
        "the table's name `ab` has 2 characters: 3 is the least"
    );
    assert_eq!(
        sentence(table::name::check_table(&"a".repeat(256))),
        "the table's name has 256 characters: 255 is the most"
    );
    assert_eq!(
        sentence(dependency::check(
            (20260901000000, "x"),
            (20260801090000, "seed_plans")
        )),
        "`20260801090000_seed_plans` depends on `20260901000000_x`, which is not older: \
         a dependency must have a lower version"
    );
}

#[test]
fn a_dependency_that_is_older_passes_while_compiling() {
    const _: () = dependency::assert_older("1_old", 1, "2_new", 2);
}

#[test]
fn the_assertion_says_what_the_check_says() {
    let name = "n".repeat(name::MAX_BYTES);
    let panic = std::panic::catch_unwind(|| {
        let id = format!("{}_{name}", u64::MAX);
        dependency::assert_older(&id, u64::MAX, &id, u64::MAX);
    });
    let text = panic
        .expect_err("not older")
        .downcast::<String>()
        .expect("a text");
    let violation = dependency::check((u64::MAX, &name), (u64::MAX, &name)).expect_err("not older");
    assert_eq!(*text, violation.to_string());
}
