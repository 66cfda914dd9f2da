//! Tables that are no longer declared, on the command line.

use crate::person::Person;

const TABLE: &str = r#"{:TableName "NAME"
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
 :BillingMode :PAY_PER_REQUEST}
"#;

#[test]
fn an_up_that_releases_a_table_tells_of_it_once_and_that_something_was_done() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let schema = ann.path().join("schema");
    std::fs::create_dir(&schema).unwrap();
    for name in ["customers", "orders"] {
        let file = schema.join(format!("{name}.edn"));
        std::fs::write(file, TABLE.replace("NAME", name)).unwrap();
    }
    assert_eq!(ann.launch("up --local --tables schema").code, 0);
    std::fs::remove_file(schema.join("orders.edn")).unwrap();

    let up = ann.launch("up --local --tables schema");
    let says = "released 1 table";
    assert_eq!((up.code, up.stdout.trim()), (0, says), "{up:?}");
    let about = |text: &str| text.lines().filter(|line| line.contains("orders")).count();
    assert_eq!(about(&up.stderr), 1, "{up:?}");

    // Later runs say that it is left alone, and have nothing to do.
    let again = ann.launch("up --local --tables schema");
    let says = "nothing to do: no migration is applied, 1 table is as declared";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
    assert!(again.stderr.contains("declare it `dropped`"), "{again:?}");
}
