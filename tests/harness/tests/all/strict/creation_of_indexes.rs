//! What AWS rejects of the indexes of a new table.

use serde_json::{Value, json};

use super::asking::{P, each, global, index, key, on_demand, strings, with};

fn local(name: &str, names: &[&str]) -> Value {
    json!({ "LocalSecondaryIndexes": [index(name, names)] })
}

#[tokio::test]
async fn local_indexes_are_judged_as_aws_judges_them() {
    let many = |n: usize| -> Value {
        let all: Value = (0..n)
            .map(|i| index(&format!("local{i}"), &["pk", "g"]))
            .collect();
        json!({ "LocalSecondaryIndexes": all })
    };
    let hash_only = |change: Value| {
        with(
            &json!({ "KeySchema": key(&["pk"]), "AttributeDefinitions": strings(&["pk", "g"]) }),
            &change,
        )
    };
    each(
        &on_demand(),
        vec![
            (many(6), format!("{P}Number of LocalSecondaryIndexes exceeds per-table limit of 5"), many(5)),
            (
                hash_only(local("local", &["pk", "g"])),
                format!("{P}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex"),
                hash_only(json!({})),
            ),
            (
                local("local", &["g", "sk"]),
                format!("{P}Index KeySchema does not have the same leading hash key as table KeySchema for index: local. index hash key: g, table hash key: pk"),
                local("local", &["pk", "g"]),
            ),
            (
                local("local", &["pk"]),
                format!("{P}Index KeySchema does not have a range key for index: local"),
                local("local", &["pk", "g"]),
            ),
            (
                json!({ "LocalSecondaryIndexes": [] }),
                format!("{P}List of LocalSecondaryIndexes is empty"),
                json!({}),
            ),
            (local("by_g", &["pk", "g"]), format!("{P}Duplicate index name: by_g"), local("of_g", &["pk", "g"])),
        ],
    )
    .await;
}

#[tokio::test]
async fn global_indexes_have_four_and_four_and_there_are_twenty() {
    let of = |roles: &str| -> Value {
        let element = |(i, role): (usize, char)| json!({ "AttributeName": (["pk", "sk", "g", "a", "b"][i % 5]), "KeyType": if role == 'H' { "HASH" } else { "RANGE" } });
        with(
            &global(
                &json!({ "KeySchema": roles.chars().enumerate().map(element).collect::<Value>() }),
            ),
            &json!({ "AttributeDefinitions": strings(&["pk", "sk", "g", "a", "b"][..roles.len().clamp(2, 5)]) }),
        )
    };
    let many = |n: usize| -> Value {
        let all: Value = (0..n)
            .map(|i| index(&format!("global{i}"), &["g"]))
            .collect();
        json!({ "GlobalSecondaryIndexes": all })
    };
    let twice = global(&json!({ "KeySchema": key(&["g", "g"]) }));
    each(
        &on_demand(),
        vec![
            (
                of("HRH"),
                format!(
                    "{P}All HASH key attributes must precede RANGE key attributes in the KeySchema"
                ),
                of("HHR"),
            ),
            (
                of("HHHHH"),
                format!(
                    "{P}The KeySchema exceeds the maximum allowed number of HASH key attributes"
                ),
                of("HHHH"),
            ),
            (
                twice,
                "The KeySchema contains multiple key attributes with the same name".into(),
                json!({}),
            ),
            (
                many(21),
                format!("{P}GlobalSecondaryIndex count exceeds the per-table limit of 20"),
                many(20),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn projections_are_judged_as_aws_judges_them() {
    let holds = |kind: Value, names: Value| {
        let projection = with(
            &json!({}),
            &json!({ "ProjectionType": kind, "NonKeyAttributes": names }),
        );
        global(&json!({ "Projection": projection }))
    };
    let names = |n: usize| -> Value { (0..n).map(|i| json!(format!("a{i}"))).collect() };
    let include = |n: usize| json!({ "ProjectionType": "INCLUDE", "NonKeyAttributes": names(n) });
    let six = |n: usize| -> Value {
        let one = |i: usize| {
            with(
                &index(&format!("global{i}"), &["g"]),
                &json!({ "Projection": include(n) }),
            )
        };
        json!({ "GlobalSecondaryIndexes": (0..6).map(one).collect::<Value>() })
    };
    each(
        &on_demand(),
        vec![
            (
                holds(json!("ALL"), json!(["a"])),
                format!("{P}ProjectionType is ALL, but NonKeyAttributes is specified"),
                json!({}),
            ),
            (
                holds(json!("INCLUDE"), Value::Null),
                format!("{P}ProjectionType is INCLUDE, but NonKeyAttributes is not specified"),
                holds(json!("INCLUDE"), json!(["a"])),
            ),
            (
                holds(Value::Null, Value::Null),
                format!("{P}Unknown ProjectionType: null"),
                holds(json!("KEYS_ONLY"), Value::Null),
            ),
            (
                holds(json!("INCLUDE"), json!(["a", "a"])),
                format!("{P}Duplicate element in NonKeyAttributes: a"),
                holds(json!("INCLUDE"), json!(["a", "b"])),
            ),
            (
                holds(json!("INCLUDE"), names(21)),
                format!("{P}Number of attributes in NonKeyAttributes exceeds the limit of 20"),
                holds(json!("INCLUDE"), names(20)),
            ),
            (
                six(17),
                format!("{P}Number of attributes in NonKeyAttributes exceeds the limit of 100"),
                six(16),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn indexes_are_some_and_each_has_a_whole_key_and_projection() {
    let long = |n: usize| global(&json!({ "IndexName": "i".repeat(n) }));
    let path = "globalSecondaryIndexes.1.member.indexName";
    let warm = |read: i64| global(&json!({ "WarmThroughput": { "ReadUnitsPerSecond": read } }));
    let keys_only = |names: Value| {
        let all = json!({ "ProjectionType": "KEYS_ONLY", "NonKeyAttributes": names });
        global(&json!({ "Projection": with(&json!({}), &all) }))
    };
    each(
        &on_demand(),
        vec![
            (
                json!({ "GlobalSecondaryIndexes": [] }),
                format!("{P}List of GlobalSecondaryIndexes is empty"),
                json!({}),
            ),
            (
                long(256),
                format!(
                    "1 validation error detected: Value '{}' at '{path}' failed to satisfy constraint: Member must have \
                     length less than or equal to 255",
                    "i".repeat(256)
                ),
                long(255),
            ),
            (
                warm(1),
                format!(
                    "{P}Requested ReadUnitsPerSecond for WarmThroughput for index by_g is lower than current \
                     WarmThroughput, decreasing WarmThroughput is not supported"
                ),
                warm(12_000),
            ),
            (
                keys_only(json!(["a"])),
                format!("{P}ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified"),
                keys_only(Value::Null),
            ),
        ],
    )
    .await;
}
