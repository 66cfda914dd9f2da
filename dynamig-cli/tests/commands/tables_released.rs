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

    let shown = ann.launch("show orders --local --tables schema");
    assert_eq!(shown.code, 2, "it takes no --tables: {shown:?}");
    let shown = ann.launch("show orders --local --json");
    assert_eq!(shown.code, 0, "{shown:?}");
    let document = shown.json();
    assert_eq!(document["row"]["state"], "released", "{document}");
    assert_eq!(document["log"][2]["command"], "release-table", "{document}");

    // Later runs say that it is left alone, and have nothing to do.
    let again = ann.launch("up --local --tables schema");
    let says = "nothing to do: no migration is applied, 1 table is as declared";
    assert_eq!((again.code, again.stdout.trim()), (0, says), "{again:?}");
    assert!(again.stderr.contains("declare it `dropped`"), "{again:?}");
}

#[test]
fn show_tells_what_is_recorded_of_a_table_or_where_to_look() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let schema = ann.path().join("schema");
    std::fs::create_dir(&schema).unwrap();
    let file = schema.join("customers.edn");
    std::fs::write(file, TABLE.replace("NAME", "customers")).unwrap();
    let early = ann.launch("show customers --local");
    assert_eq!(early.code, 2, "{early:?}");
    let says = "no table of that name is recorded";
    assert!(early.stderr.contains(says), "{early:?}");
    assert_eq!(ann.launch("up --local --tables schema").code, 0);

    let shown = ann.launch("show customers --local");
    assert_eq!(shown.code, 0, "{shown:?}");
    for part in ["state       managed\n", "brought to  ", "bring-table"] {
        assert!(shown.stdout.contains(part), "`{part}` in {shown:?}");
    }
    assert!(shown.stderr.contains("`status` and `diff`"), "{shown:?}");
    assert_eq!(ann.launch("show customers --table --local").code, 0);
    let other = ann.launch("show others --table --local");
    assert_eq!(other.code, 2, "{other:?}");
    assert!(other.stderr.contains("hint: `history` lists"), "{other:?}");
}
