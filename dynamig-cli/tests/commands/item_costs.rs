//! What an item migration will cost, as it is told before it starts.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndexUpdate,
    KeySchemaElement, KeyType, Projection, ProjectionType, ProvisionedThroughput,
    ScalarAttributeType, StreamSpecification, StreamViewType,
};
use dynamig_harness::Harness;

use crate::item_story::ID;
use crate::person::Person;

/// The words of an estimate over 400 customers; sizes are the engine's.
fn tells_the_estimate(text: &str) {
    for says in [
        format!("estimate of step 1, {ID}:\n  customers: about 400 items, "),
        " (DynamoDB counts them every six hours)\n".to_owned(),
        "  reads 4 units; writes 400 units if each item changes\n".to_owned(),
        "  costs $0.000251 ($0.000001 of it for the scan), on demand by the price of us-east-1 of 2026-08-15\n"
            .to_owned(),
        "  how fast it goes is not limited\n".to_owned(),
        "  needs DeleteItem, DescribeTable, PartiQLDelete, PartiQLUpdate, PutItem, Scan, UpdateItem on the table\n"
            .to_owned(),
    ] {
        assert!(text.contains(&says), "{says}\nis not in\n{text}");
    }
}

#[test]
fn plan_and_up_tell_what_it_will_cost() {
    let ann = Person::with_customers();
    let plan = ann.run_items("plan --local");
    assert_eq!(plan.code, 0, "{plan:?}");
    tells_the_estimate(&plan.stdout);
    let up = ann.run_items("up --local");
    assert_eq!(up.code, 0, "{up:?}");
    tells_the_estimate(&up.stderr);
    let begins = up.stderr.find("it goes through customers").unwrap();
    assert!(up.stderr.find("estimate of step").unwrap() < begins);
    let down = ann.run_items("down --all --local --dry-run");
    assert!(down.stdout.contains("estimate of step 3, "), "{down:?}");
}

#[test]
fn the_estimate_is_in_markdown_and_in_json() {
    let ann = Person::with_customers();
    let markdown = ann.run_items("plan --local --format markdown").stdout;
    let row = format!("| 1 | `{ID}` | customers: about 400 items, ");
    assert!(
        markdown.contains("Estimates:\n\n| step | migration | what |\n"),
        "{markdown}"
    );
    assert!(markdown.contains(&row), "{markdown}");
    let document = ann.run_items("plan --local --json").json();
    let steps = document["steps"].as_array().unwrap();
    let told = &steps[0]["estimate"];
    assert_eq!(told["kind"], "figures");
    assert_eq!(
        (&told["items"], &told["items_left"]),
        (&400.into(), &400.into())
    );
    assert_eq!(
        told["write_units"],
        serde_json::json!({"from": 400.0, "to": 400.0})
    );
    assert_eq!(told["money"]["micro_dollars"]["to"], 251);
    assert_eq!(told["money"]["prices_of"], "us-east-1");
    assert_eq!(told["at_cap"]["kind"], "not_limited");
    assert!(steps[1].get("estimate").is_none(), "it runs once");
}

#[test]
fn indexes_a_stream_and_provisioned_throughput_are_told() {
    let harness = Harness::dynoxide();
    let server = harness.serve();
    let toml = format!(
        "namespace = \"shop\"\nendpoint_url = \"{}\"\n",
        server.url()
    );
    let ann = Person::with_toml(&toml).set("DYNAMIG_ENDPOINT_URL", &server.url());
    assert_eq!(ann.run_items("up --to seed_customers").code, 0);
    change(&harness.client());
    let plan = ann.run_items("plan").stdout;
    for says in [
        "  reads 4 units; writes 400 units if each item changes, up to 1200 if its key in the index changes too\n",
        "  its stream is on: whoever reads it sees every write\n",
        "  costs nothing beyond what the table is provisioned for\n",
    ] {
        assert!(plan.contains(says), "{says}\nis not in\n{plan}");
    }
}

/// Gives the customers an index, a stream and a capacity.
fn change(client: &Client) {
    let attribute = AttributeDefinition::builder()
        .attribute_name("email")
        .attribute_type(ScalarAttributeType::S);
    let key = KeySchemaElement::builder()
        .attribute_name("email")
        .key_type(KeyType::Hash);
    let units = ProvisionedThroughput::builder()
        .read_capacity_units(5)
        .write_capacity_units(5);
    let units = units.build().unwrap();
    let projection = Projection::builder().projection_type(ProjectionType::KeysOnly);
    let create = CreateGlobalSecondaryIndexAction::builder()
        .index_name("by_email")
        .key_schema(key.build().unwrap())
        .projection(projection.build());
    let create = create
        .provisioned_throughput(units.clone())
        .build()
        .unwrap();
    let create = GlobalSecondaryIndexUpdate::builder().create(create).build();
    let stream = StreamSpecification::builder()
        .stream_enabled(true)
        .stream_view_type(StreamViewType::KeysOnly);
    let update = || client.update_table().table_name("customers");
    let changes = [
        update()
            .billing_mode(BillingMode::Provisioned)
            .provisioned_throughput(units),
        update()
            .attribute_definitions(attribute.build().unwrap())
            .global_secondary_index_updates(create),
        update().stream_specification(stream.build().unwrap()),
    ];
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        for change in changes {
            change.send().await.unwrap();
        }
    });
}

#[test]
fn of_a_table_that_the_plan_creates_there_is_none() {
    let ann = Person::with_toml("namespace = \"shop\"\n");
    let plan = ann.run_items("plan --local");
    let says = "  customers: no estimate, because this plan creates the table\n";
    assert!(plan.stdout.contains(says), "{plan:?}");
    let up = ann.run_items("up --local");
    assert_eq!(up.code, 0, "{up:?}");
    assert!(!up.stderr.contains("estimate"), "{up:?}");
}

#[test]
fn a_limit_stops_a_run_with_4_and_a_higher_one_goes_on() {
    let ann = Person::with_customers();
    for _ in 0..2 {
        let up = ann.run_items("up --local --json --max-items 100");
        assert_eq!(up.code, 4, "{up:?}");
        let error: serde_json::Value = serde_json::from_str(up.stderr.trim()).unwrap();
        assert_eq!(error["code"], "limit-reached", "{up:?}");
        assert!(error["hint"].as_str().unwrap().contains("`--max-items`"));
    }
    let (state, progress) = ann.item_state();
    assert_eq!(
        (state.as_str(), &progress["counts"]["scanned"]),
        ("running", &100.into())
    );
    assert_eq!(progress["consumed"]["write"], 100.0);
    let status = ann.run_items("status --local");
    assert!(
        status.stdout.contains("100 of about 400 items (25 %), "),
        "{status:?}"
    );
    assert!(
        status.stdout.contains(" read and 100 write units"),
        "{status:?}"
    );

    let up = ann.run_items("up --local --max-cost 0.0001");
    assert_eq!(up.code, 4, "{up:?}");
    let says = "  100 are dealt with, about 300 are left\n";
    assert!(up.stderr.contains(says), "{up:?}");
    assert!(up.stderr.contains("it has cost $0.0001"), "{up:?}");
    assert_eq!(
        ann.run_items("up --local --max-cost 1 --max-items 1000")
            .code,
        0
    );
    assert_eq!(ann.item_state().0, "applied");
}

#[test]
fn a_limit_that_does_not_even_allow_the_scan_is_told_before_anything_is_done() {
    let ann = Person::with_customers();
    let up = ann.run_items("up --local --max-cost 0");
    assert_eq!(up.code, 4, "{up:?}");
    assert!(
        up.stderr.contains("may do nothing: its limit is 0"),
        "{up:?}"
    );
    assert_eq!(ann.item_state().0, "pending");
    for wrong in ["--max-cost free", "--max-cost 0.0000001", "--max-items -1"] {
        assert_eq!(
            ann.run_items(&format!("up --local {wrong}")).code,
            2,
            "{wrong}"
        );
    }
}

#[test]
fn a_kept_plan_is_limited_too() {
    let ann = Person::with_customers();
    assert_eq!(ann.run_items("plan --local --out plan.json").code, 0);
    let up = ann.run_items("up --local --plan plan.json --max-items 50");
    assert_eq!(up.code, 4, "{up:?}");
    assert_eq!(ann.item_state().1["counts"]["scanned"], 50);
    assert_eq!(ann.run_items("up --local --plan plan.json").code, 0);
}
