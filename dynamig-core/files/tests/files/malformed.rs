//! Texts that are no EDN or no JSON.

use proptest::prelude::{any, prop_oneof, proptest};
use proptest::sample::select;
use proptest::strategy::Strategy;

use crate::{read, told};

#[test]
fn malformed_edn_is_told_with_its_place() {
    insta::assert_snapshot!(told([
        ("nothing", "a.edn", ""),
        ("a comment alone", "a.edn", " ; later\n #_{} "),
        (
            "a map without end",
            "a.edn",
            "{:TableName \"orders\"\n :Tags [{:Key \"a\"}"
        ),
        (
            "a string without end",
            "a.edn",
            "{:TableName \"orders\n :Tags []}"
        ),
        (
            "another bracket",
            "a.edn",
            "{:TableName \"orders\"\n :Tags [})"
        ),
        ("a bracket too many", "a.edn", "}"),
        ("a discard of nothing", "a.edn", "{:TableName #_}"),
        ("an odd map", "a.edn", "{:TableName}"),
        ("a fraction", "a.edn", "{:TableName \"a\" :Revision 1.5}"),
        (
            "too large a number",
            "a.edn",
            "{:Revision 9223372036854775808}"
        ),
        ("an escape that is none", "a.edn", "{:TableName \"a\\d\"}"),
        ("a keyword without a name", "a.edn", "{: \"a\"}"),
        ("a character that is none", "a.edn", "{:TableName \\abc}"),
        ("a second form", "a.edn", "{}\n{:TableName \"a\"}"),
    ]));
}

#[test]
fn malformed_json_is_told_with_its_place() {
    insta::assert_snapshot!(told([
        ("nothing", "a.json", " \n"),
        (
            "an object without end",
            "a.json",
            "{\"TableName\": \"orders\",\n \"Tags\": [{\"Key\": \"a\"}]"
        ),
        (
            "a string without end",
            "a.json",
            "{\"TableName\": \"orders}"
        ),
        ("another bracket", "a.json", "{\"Tags\": [}"),
        ("a comment", "a.json", "{\n // mine\n}"),
        ("a comma too many", "a.json", "{\"TableName\": \"a\",\n}"),
        (
            "a comma too few",
            "a.json",
            "{\"TableName\": \"a\"\n \"Revision\": 1}"
        ),
        ("a name without quotes", "a.json", "{TableName: \"a\"}"),
        ("a word", "a.json", "{\"Dropped\": yes}"),
        (
            "an escape that is none",
            "a.json",
            "{\"TableName\": \"a\\d\"}"
        ),
        ("a second value", "a.json", "{}\n{}"),
    ]));
}

#[test]
fn nesting_a_million_deep_is_an_error_and_not_the_end_of_the_stack() {
    let openings = [
        ("a.edn", "["),
        ("a.edn", "{:a "),
        ("a.edn", "#{"),
        ("a.edn", "#_ "),
        ("a.edn", "#_#_ 1 "),
        ("a.edn", "#a "),
        ("a.json", "["),
        ("a.json", "{\"a\":"),
    ];
    for (name, opening) in openings {
        let error = read(name, &opening.repeat(1_000_000)).unwrap_err();
        let [fault] = error.faults() else {
            panic!("{error}")
        };
        assert_eq!(
            fault.sentence, "this nests deeper than 64 levels",
            "{opening}"
        );
        assert_eq!(fault.place.unwrap().line, 1);
    }
    let closed = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    assert!(read("a.edn", &closed).is_err());
    assert!(read("a.json", &closed).is_err());
}

#[test]
fn a_long_line_of_faults_is_read_in_time() {
    let text = format!("[{}]", "{\"x\": 1},".repeat(4_000) + "1");
    let error = read("a.json", &text).unwrap_err();
    assert_eq!(error.faults().len(), 4 * 4_000 + 1);
}

/// Pieces of both languages, white space between them.
const PIECES: &str = r#"{ } [ ] ( ) # #{ #_ " \ : , ; ^ ' / - + 0x 36r 1/2 -1 9223372036854775808 nil null true :TableName
    "TableName" #inst é {:TableName"a"}"#;

fn pieces() -> impl Strategy<Value = String> {
    let known: Vec<_> = PIECES.split_whitespace().collect();
    let piece = prop_oneof![
        4 => select(known).prop_map(str::to_owned),
        1 => select(&[" ", "\n"][..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_is_more_than_refused(text in pieces()) {
        assert!(read("a.edn", &text).is_err());
        assert!(read("a.json", &text).is_err());
    }
}
