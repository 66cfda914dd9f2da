//! `--check-items`: what an index would leave out, and what AWS would then refuse to write.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamig_harness::{Harness, Loopback};

use crate::person::{Ended, Person, ended, example};

const ORDERS: &str = r#"{:TableName "orders"
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
 :BillingMode :PAY_PER_REQUEST}
"#;

const BY_EMAIL: &str = r#"{:TableName "orders"
 :KeySchema [{:AttributeName "id" :KeyType :HASH}]
 :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}
                        {:AttributeName "email" :AttributeType :S}]
 :GlobalSecondaryIndexes [{:IndexName "by_email"
                           :KeySchema [{:AttributeName "email" :KeyType :HASH}]
                           :Projection {:ProjectionType :KEYS_ONLY}}]
 :BillingMode :PAY_PER_REQUEST}
"#;

/// Somebody whose table `orders` has three items, one of them with a number for an e-mail, and is to get an index.
struct Shop {
    harness: Harness,
    _server: Loopback,
    ann: Person,
}

impl Shop {
    fn new() -> Self {
        let harness = Harness::dynoxide();
        let server = harness.serve();
        let ann =
            Person::with_toml("namespace = \"shop\"\n").set("DYNAMIG_ENDPOINT_URL", &server.url());
        let schema = ann.path().join("schema");
        std::fs::create_dir(&schema).unwrap();
        let file = schema.join("orders.edn");
        std::fs::write(&file, ORDERS).unwrap();
        assert_eq!(ann.launch("up --tables schema").code, 0);
        std::fs::write(&file, BY_EMAIL).unwrap();
        let shop = Self {
            harness,
            _server: server,
            ann,
        };
        shop.put("n1", AttributeValue::S("ann@example.org".into()));
        shop.put("n2", AttributeValue::N("7".into()));
        put(&shop.harness.client(), "orders", "n3", None);
        shop
    }

    fn put(&self, id: &str, email: AttributeValue) {
        put(&self.harness.client(), "orders", id, Some(email));
    }

    fn launch(&self, line: &str) -> Ended {
        self.ann.launch(&format!("{line} --tables schema"))
    }

    fn scans(&self) -> u64 {
        self.harness.counts().of("Scan")
    }
}

#[tokio::main(flavor = "current_thread")]
async fn put(client: &Client, table: &str, id: &str, email: Option<AttributeValue>) {
    let put = client.put_item().table_name(table);
    let put = put.item("id", AttributeValue::S(id.into()));
    let put = match email {
        Some(email) => put.item("email", email),
        None => put,
    };
    put.send().await.unwrap();
}

#[test]
fn a_plan_tells_what_an_index_would_leave_out_and_what_could_not_be_written() {
    let shop = Shop::new();
    shop.harness.refuse_writes();
    let unlooked = shop.launch("plan --format markdown");
    let looked = shop.launch("plan --format markdown --check-items");
    let shown = shop.launch("plan --check-items --show-keys");
    let told = [unlooked, looked, shown].map(|ended| {
        let errors = ended.stderr.lines();
        let errors = errors.filter(|line| line.contains("index"));
        let errors = errors.collect::<Vec<_>>().join("\n");
        format!("exit {}\n{}\n{errors}", ended.code, ended.stdout.trim_end())
    });
    insta::assert_snapshot!("plans", told.join("\n\n"));
    let document = shop.launch("plan --json --check-items").json();
    let items = &document["steps"][0]["items"];
    insta::assert_snapshot!("found", serde_json::to_string_pretty(items).unwrap());
    let unlooked = shop.launch("plan --json").json();
    assert_eq!(unlooked["steps"][0].get("items"), None, "{unlooked}");
}

#[test]
fn the_policy_of_who_checks_items_has_a_scan_and_that_of_others_has_none() {
    let shop = Shop::new();
    for (line, scans) in [
        ("--role plan", false),
        ("--role plan --check-items", true),
        ("--role deploy --check-items", true),
        ("--role adopt", false),
    ] {
        let policy = shop.launch(&format!("iam-policy {line}"));
        assert_eq!(policy.code, 0, "{line}: {policy:?}");
        assert_eq!(policy.stdout.contains("dynamodb:Scan"), scans, "{line}");
    }
    let other = shop.launch("iam-policy --role operate --check-items");
    assert_eq!(other.code, 2, "{other:?}");
    assert_eq!(shop.scans(), 0);
}

#[test]
fn up_looks_once_and_needs_consent_only_where_something_would_be_refused() {
    let shop = Shop::new();
    let before = shop.scans();
    let refused = shop.launch("up --check-items");
    assert_eq!((refused.code, shop.scans() - before), (6, 4), "{refused:?}");
    let says = "AWS would refuse writes of 1 (1 of another type), such as sha256:";
    assert!(refused.stderr.contains(says), "{refused:?}");
    let advice = "or look first: `--check-items`";
    assert!(!refused.stderr.contains(advice), "{refused:?}");

    shop.put("n2", AttributeValue::S("bob@example.org".into()));
    let before = shop.scans();
    let unlooked = shop.launch("up");
    assert_eq!(unlooked.code, 6, "{unlooked:?}");
    assert!(unlooked.stderr.contains(advice), "{unlooked:?}");
    let up = shop.launch("up --check-items");
    assert_eq!(
        (up.code, up.stdout.trim()),
        (0, "changed 1 table"),
        "{up:?}"
    );
    assert_eq!(shop.scans() - before, 4);
}

#[test]
fn a_plan_that_is_kept_can_be_carried_out_with_a_look_at_the_items() {
    let shop = Shop::new();
    shop.put("n2", AttributeValue::S("bob@example.org".into()));
    let kept = shop.launch("plan --check-items --out plan.json");
    assert_eq!(kept.code, 0, "{kept:?}");
    let refused = shop.launch("up --plan plan.json");
    assert_eq!(refused.code, 6, "{refused:?}");
    let before = shop.scans();
    let up = shop.launch("up --plan plan.json --check-items");
    assert_eq!((up.code, shop.scans() - before), (0, 4), "{up:?}");
}

#[test]
fn an_index_that_waits_for_a_migration_is_judged_as_of_now_and_says_so() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let ann =
        Person::with_toml("namespace = \"shop\"\n").set("DYNAMIG_ENDPOINT_URL", &server.url());
    let run = |program, line| {
        let child = ann.command(&example(program), line).spawn().unwrap();
        ended(child, line, ann.path())
    };
    assert_eq!(run("tables", "up").code, 0);
    put(&harness.client(), "customers", "n1", None);
    let plan = run("tables_waiting", "plan --check-items");
    let says = "; of 1 item the index leaves out 1 without its key; the migrations before it may change that";
    assert!(plan.stdout.contains(says), "{plan:?}");
}

#[test]
fn items_are_looked_at_where_they_are_and_keys_shown_where_items_are_looked_at() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    for line in [
        "plan --local --state state.json --check-items",
        "plan --local --show-keys",
        "up --local --show-keys",
        "diff --local --check-items",
    ] {
        let refused = ann.run(line);
        assert_eq!(refused.code, 2, "{line}: {refused:?}");
    }
}
