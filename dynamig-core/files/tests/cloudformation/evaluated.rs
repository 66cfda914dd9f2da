//! What the functions give.

use dynamig_rules::table::Billing;

use crate::{all, read};

/// A table whose name is this, and what else the template has.
fn named(name: &str, more: &str) -> String {
    format!(
        "{more}\nResources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: {name}\n      \
         BillingMode: PAY_PER_REQUEST\n      KeySchema: [{{AttributeName: id, KeyType: HASH}}]\n      \
         AttributeDefinitions: [{{AttributeName: id, AttributeType: S}}]\n"
    )
}

const MORE: &str = r#"Parameters:
  Stage: {Type: String, Default: dev}
  Names: {Type: CommaDelimitedList, Default: "one, two,three"}
  Zones: {Type: "List<Number>", Default: "1,2"}
Mappings:
  Of: {dev: {name: mapped, names: [in, a, list]}, prod: {name: other}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  Both: !And [!Condition IsProd, !Condition IsDev]
  One: !Or [!Condition IsProd, {Condition: IsDev}]
"#;

#[test]
fn each_function_gives_what_cloudformation_makes_of_it() {
    let cases = [
        ("orders", "orders"),
        ("!Ref Stage", "dev"),
        ("{Ref: Stage}", "dev"),
        ("!Sub '${Stage}-orders'", "dev-orders"),
        ("!Sub ['${Stage}-${Name}', {Name: !Ref Stage}]", "dev-dev"),
        ("!Sub '${AWS::Region}.${Key.Arn}'", "eu-west-1.key"),
        ("!Join ['-', [a, !Ref Stage, 7]]", "a-dev-7"),
        ("!Join ['', !Ref Names]", "onetwothree"),
        ("!If [IsProd, a-prod, !Ref Stage]", "dev"),
        (
            "!If [Both, both, !If [One, one-of-them, none]]",
            "one-of-them",
        ),
        ("!FindInMap [Of, !Ref Stage, name]", "mapped"),
        ("!Select [1, !FindInMap [Of, dev, names]]", "a"),
        ("!Select [2, !Ref Names]", "three"),
        ("!Join ['-', !Ref Zones]", "1-2"),
        ("!Select ['1', !Split ['-', 'a-second-b']]", "second"),
        ("!GetAtt Key.Arn", "key"),
        ("!GetAtt [Key, Arn]", "key"),
        ("!ImportValue their-name", "exported"),
        ("{'Fn::ImportValue': !Sub 'their-${What}'}", "exported"),
        ("!Ref AWS::StackName", "stack"),
        ("!Ref Elsewhere", "of-a-resource"),
    ];
    let given = [
        "AWS::Region=eu-west-1",
        "Key.Arn=key",
        "their-name=exported",
        "AWS::StackName=stack",
        "What=name",
        "Elsewhere=of-a-resource",
    ];
    for (written, name) in cases {
        let name = if name.len() < 3 {
            format!("{name}-padded")
        } else {
            name.to_owned()
        };
        let written = match name.ends_with("-padded") {
            true => format!("!Join ['', [{written}, -padded]]"),
            false => written.to_owned(),
        };
        let text = named(&written, MORE);
        let imported =
            read("a.yaml", &text, &given).unwrap_or_else(|error| panic!("{written}: {error:?}"));
        assert_eq!(imported.tables[0].definition.name, name, "{written}");
    }
}

#[test]
fn what_is_given_goes_before_a_default_and_no_value_takes_a_member_out() {
    let text = named("!Ref Stage", MORE)
        + "      ProvisionedThroughput: !If [IsDev, !Ref AWS::NoValue, {ReadCapacityUnits: 1, WriteCapacityUnits: 1}]\n";
    let dev = read("a.yaml", &text, &[]).unwrap();
    assert_eq!(dev.tables[0].definition.capacity, None);
    let text = text.replace(
        "BillingMode: PAY_PER_REQUEST",
        "BillingMode: !If [IsProd, PROVISIONED, PAY_PER_REQUEST]",
    );
    let prod = read("a.yaml", &text, &["Stage=prod"]).unwrap();
    assert_eq!(
        prod.tables[0].definition.billing,
        Some(Billing::Provisioned)
    );
    assert!(prod.tables[0].definition.capacity.is_some());
}

#[test]
fn a_table_whose_condition_is_false_is_left_out_and_told() {
    let text =
        named("orders", MORE).replace("    Properties:", "    Condition: IsProd\n    Properties:");
    let dev = read("a.yaml", &text, &[]).unwrap();
    assert_eq!(dev.tables, []);
    assert_eq!(dev.notes.len(), 1, "{:?}", dev.notes);
    assert!(
        dev.notes[0].ends_with("left out: resource `Orders`, whose condition `IsProd` is false")
    );
    assert_eq!(
        read("a.yaml", &text, &["Stage=prod"]).unwrap().tables.len(),
        1
    );
}

#[test]
fn what_cannot_be_evaluated_is_told_with_its_place_and_what_to_give() {
    let more = "Parameters:\n  Stage: {Type: String}\n  Kept: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}\n  \
                Size: {Type: String, Default: s, AllowedValues: [s, m]}\n\
                Mappings: {Of: {a: {b: c}}}\n\
                Conditions:\n  Round: !Not [!Condition About]\n  About: !Not [!Condition Round]\n  Odd: {a: b}\n  \
                Unsure: !Equals [!Ref Stage, prod]\n";
    let cases = [
        "!Ref Stage",
        "!Ref Kept",
        "!Ref Stag",
        "!Ref AWS::Region",
        "!Ref Orders",
        "!Ref [a]",
        "!Sub '${Stage}-${AWS::AccountId}'",
        "!Sub '${Key.Arn}'",
        "!Sub '${open'",
        "!Sub {a: b}",
        "!GetAtt Key.Arn",
        "!ImportValue theirs",
        "!FindInMap [Of, a, x]",
        "!FindInMap [No, a, x]",
        "!FindInMap [Of, a]",
        "!Join [a]",
        "!Join ['', abc]",
        "!Select [3, [a]]",
        "!Split ['', a]",
        "!If [Round, a, b]",
        "!If [Odd, a, b]",
        "!If [No, a, b]",
        "!If [Unsure, a, b]",
        "!Base64 abc",
        "{'Fn::Transform': {Name: a}}",
        "{'Fn::Sub': a, Ref: b}",
        "[a]",
        "",
        "!Ref Size",
    ];
    let texts = cases.map(|name| (name, named(name, more)));
    let given: &[&str] = &["Size=xl"];
    let told = all(texts.iter().map(|(name, text)| {
        (
            *name,
            text.as_str(),
            if name.contains("Size") {
                given
            } else {
                &[][..]
            },
        )
    }));
    insta::assert_snapshot!(told);
}
