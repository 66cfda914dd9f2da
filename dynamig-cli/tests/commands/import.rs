//! From other people's files to declarations.

use crate::person::Person;

const TEMPLATE: &str = r#"Parameters:
  Stage: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "${Stage}-orders"
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: orderId, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: orderId, AttributeType: S}]
      SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt Key.Arn}
      ContributorInsightsSpecification: {Enabled: true}
  Audit:
    Type: AWS::DynamoDB::Table
    Condition: IsProd
    Properties: {}
"#;

const CARTS: &str = r#"{:TableName "carts" :Revision 2
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :N}]}"#;

fn ann() -> Person {
    let ann = Person::new();
    std::fs::write(ann.path().join("shop.yaml"), TEMPLATE).unwrap();
    std::fs::write(ann.path().join("carts.edn"), CARTS).unwrap();
    ann
}

const GIVEN: &str = "--parameter Stage=dev --parameter Key.Arn=alias/shop";

#[test]
fn files_of_all_kinds_become_declarations() {
    let ann = ann();
    let structs = ann.launch(&format!("import shop.yaml carts.edn {GIVEN}"));
    insta::assert_snapshot!("structs", structs.told());
    let attributes = ann.launch("import carts.edn --as attributes");
    insta::assert_snapshot!("attributes", attributes.told());
    let json = ann.launch(&format!("import shop.yaml {GIVEN} --as json"));
    insta::assert_snapshot!("json", json.told());
    let document = ann.launch(&format!("import shop.yaml {GIVEN} --json"));
    assert_eq!(
        (document.code, document.stderr.as_str()),
        (0, ""),
        "{document:?}"
    );
    insta::assert_json_snapshot!("document", document.json());
}

#[test]
fn what_is_written_to_files_is_read_again_as_it_was() {
    let ann = ann();
    let out = ann.launch(&format!(
        "import shop.yaml carts.edn {GIVEN} --as edn --out tables/"
    ));
    let says = "created tables/dev-orders.edn\ncreated tables/carts.edn\n";
    assert_eq!((out.code, out.stdout.as_str()), (0, says), "{out:?}");
    let [first, second] = [
        "shop.yaml carts.edn --parameter Stage=dev --parameter Key.Arn=alias/shop",
        "tables/dev-orders.edn tables/carts.edn",
    ]
    .map(|files| ann.launch(&format!("import {files} --json")).json());
    let definitions = |document: &serde_json::Value| {
        let tables = document["definitions"].as_array().unwrap().clone();
        tables
            .into_iter()
            .map(|table| table["definition"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(definitions(&first), definitions(&second));
    let again = ann.launch("import carts.edn --out tables/carts.edn");
    assert_eq!(again.code, 0, "it says the same: {again:?}");
    let other = ann.launch(&format!("import shop.yaml {GIVEN} --out tables/carts.edn"));
    assert_eq!(other.code, 1, "{other:?}");
    assert!(
        other.stderr.contains("`--force` writes over it"),
        "{other:?}"
    );
}

#[test]
fn what_cannot_be_known_is_asked_for() {
    let ann = ann();
    let lines = [
        ("import shop.yaml", 4),
        ("import shop.yaml --parameter Stage=dev", 4),
        ("import carts.edn --parameter Stage=dev", 2),
        (
            "import carts.edn --parameter Stage=dev --parameter Stage=prod",
            2,
        ),
        ("import carts.edn --parameter Stage", 2),
        ("import carts.edn carts.edn", 4),
        ("import missing.yaml", 2),
        ("import", 2),
        ("import carts.edn --force", 2),
        ("import carts.edn --dry-run", 2),
    ];
    let told = lines.map(|(line, code)| {
        let ended = ann.launch(line);
        assert_eq!(
            (ended.code, ended.stdout.as_str()),
            (code, ""),
            "{line}: {ended:?}"
        );
        format!("# {line}\n{}", ended.stderr)
    });
    insta::assert_snapshot!(told.join("\n"));
    assert_eq!(
        std::fs::read_dir(ann.path()).unwrap().count(),
        2,
        "nothing is written"
    );
}
