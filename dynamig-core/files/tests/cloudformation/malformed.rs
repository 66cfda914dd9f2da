//! Texts that are no template.

use crate::{all, read, told};

#[test]
fn malformed_yaml_is_told_with_its_place() {
    let cases = [
        ("nothing", ""),
        ("a comment alone", "# later\n"),
        ("a scalar", "orders"),
        ("a list", "- a\n- b\n"),
        ("a list without end", "Resources: [a, b\n"),
        (
            "a wrong indentation",
            "Resources:\n  A:\n    Type: a\n   Properties: {}\n",
        ),
        ("a tab", "Resources:\n\tA: b\n"),
        ("an alias", "Metadata: &a {b: c}\nResources: {A: *a}\n"),
        ("a merge", "Resources:\n  A:\n    <<: {Type: a}\n"),
        ("an alias of nothing", "Resources: *a\n"),
        (
            "a member twice",
            "Resources:\n  A: {Type: a}\n  B: {Type: b}\n  A: {Type: c}\n",
        ),
        (
            "an inner member twice",
            "Resources:\n  A: {Type: a, Properties: {x: 1, x: 2}}\n",
        ),
        ("a name that is a list", "? [a]\n: b\n"),
        ("a second document", "Resources: {}\n---\nResources: {}\n"),
        ("an unknown tag", "Resources: !Refs A\n"),
        ("a foreign tag", "Resources: !<tag:a,2000:b> A\n"),
        ("an unknown section", "Resource: {}\n"),
        ("no resources", "Description: none\n"),
        ("no table", "Resources: {A: {Type: 'AWS::SNS::Topic'}}\n"),
        ("resources that are a list", "Resources: [A]\n"),
        ("a resource without a type", "Resources: {A: {}}\n"),
        (
            "a loop of resources",
            "Resources: {'Fn::ForEach::A': [a, [b], {}]}\n",
        ),
        (
            "characters of several bytes",
            "Description: äöü日本\nResources: {é: {Typ: a}}\n",
        ),
    ];
    insta::assert_snapshot!(all(cases.map(|(what, text)| (what, text, &[][..]))));
}

#[test]
fn a_laugh_a_thousand_million_times_over_is_not_expanded() {
    let mut text = "Metadata:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let last = level - 1;
        text += &format!(
            "  a{level}: &a{level} [{}]\n",
            vec![format!("*a{last}"); 9].join(", ")
        );
    }
    let error = read("a.yaml", text, &[]).unwrap_err();
    assert_eq!(error[0].sentence, "this is an alias");
}

#[test]
fn functions_that_double_what_they_give_come_to_an_end() {
    let table = |id: usize, name: &str| {
        format!("  T{id}: {{Type: 'AWS::DynamoDB::Table', Properties: {{TableName: {name}}}}}\n")
    };
    let mut chain = "Resources:\n".to_owned() + &table(0, "aaaaaaaa");
    for id in 1..60 {
        let last = id - 1;
        chain += &table(id, &format!("!Sub '${{T{last}}}${{T{last}}}'"));
    }
    let error = read("a.yaml", chain, &[]).unwrap_err();
    let long = "this gives a text of more than 65536 bytes";
    assert!(
        error.iter().any(|fault| fault.sentence == long),
        "{error:?}"
    );

    let mut inner = "aaaaaaaa".to_owned();
    for _ in 0..18 {
        inner = format!("!Sub ['{}', {{A: {inner}}}]", "${A}".repeat(9));
    }
    let error = read("a.yaml", "Resources:\n".to_owned() + &table(0, &inner), &[]).unwrap_err();
    assert!(
        error.iter().any(|fault| fault.sentence == long),
        "{error:?}"
    );

    let round = "Mappings: {M: {a: {b: !FindInMap [M, a, b]}}}\nResources:\n".to_owned();
    let error = read("a.yaml", round + &table(0, "!FindInMap [M, a, b]"), &[]).unwrap_err();
    assert_eq!(
        error[0].sentence,
        "a mapping holds texts, and lists of them"
    );
}

#[test]
fn nesting_a_hundred_thousand_deep_is_an_error_and_not_the_end_of_the_stack() {
    for opening in ["[", "{a: ", "- ", "!Not ["] {
        let error = read("a.yaml", opening.repeat(100_000), &[]).unwrap_err();
        let [fault] = &error[..] else {
            panic!("{error:?}")
        };
        assert_eq!(
            fault.sentence, "this nests deeper than 64 levels",
            "{opening}"
        );
    }
    let error = read("a.template", "{\"Resources\":".repeat(1_000_000), &[]).unwrap_err();
    assert_eq!(error[0].sentence, "this nests deeper than 64 levels");
}

#[test]
fn files_of_other_kinds_are_told() {
    insta::assert_snapshot!([
        told("a.yaml", b"Resources: \xff", &[]),
        told("a.toml", "", &[]),
        told("a.json", "{\"Resources\": {}, }", &[]),
        told("a.edn", "{:TableName \"orders\"}", &[]),
        told("a.json", "{\"Resources\": {\"A\": {\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": null}}}", &[]),
    ].concat());
}
