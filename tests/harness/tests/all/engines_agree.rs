//! The connector in process answers on the wire what the same engine's server answers.

use aws_smithy_http_client::Connector;
use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use dynamig::embedded::Engine;
use http_body_util::BodyExt;
use serde_json::{Value, json};

#[tokio::test]
async fn tables_and_their_settings() {
    agree(&[
        ("CreateTable", orders()),
        ("CreateTable", orders()),
        ("CreateTable", json!({ "TableName": "x" })),
        ("DescribeTable", json!({ "TableName": "orders" })),
        ("DescribeTable", json!({ "TableName": "nothing" })),
        ("ListTables", json!({})),
        ("UpdateTable", json!({ "TableName": "orders", "DeletionProtectionEnabled": true })),
        ("DeleteTable", json!({ "TableName": "orders" })),
        ("UpdateTable", json!({ "TableName": "orders" })),
        ("UpdateTable", json!({ "TableName": "orders", "DeletionProtectionEnabled": false })),
        ("UpdateTimeToLive", json!({ "TableName": "orders", "TimeToLiveSpecification": { "Enabled": true, "AttributeName": "at" } })),
        ("DescribeTimeToLive", json!({ "TableName": "orders" })),
        ("TagResource", json!({ "ResourceArn": "arn:aws:dynamodb:local:000000000000:table/orders", "Tags": [] })),
        ("DeleteTable", json!({ "TableName": "orders" })),
        ("DeleteTable", json!({ "TableName": "orders" })),
    ])
    .await;
}

#[tokio::test]
async fn items_conditions_and_returned_values() {
    let item = json!({ "c": { "S": "ada" }, "n": { "N": "1" }, "tags": { "SS": ["b", "a"] }, "total": { "N": "1.50" } });
    let key = json!({ "c": { "S": "ada" }, "n": { "N": "1" } });
    agree(&[
        ("CreateTable", orders()),
        ("PutItem", json!({ "TableName": "orders", "Item": item })),
        ("PutItem", json!({ "TableName": "orders", "Item": item, "ReturnValues": "ALL_OLD", "ReturnConsumedCapacity": "TOTAL" })),
        ("PutItem", json!({ "TableName": "orders", "Item": item, "ConditionExpression": "attribute_not_exists(c)" })),
        ("PutItem", json!({
            "TableName": "orders", "Item": item, "ConditionExpression": "attribute_not_exists(c)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })),
        ("GetItem", json!({ "TableName": "orders", "Key": key, "ConsistentRead": true })),
        ("GetItem", json!({ "TableName": "orders", "Key": { "c": { "S": "eve" }, "n": { "N": "1" } } })),
        ("GetItem", json!({ "TableName": "orders", "Key": { "c": { "S": "ada" } } })),
        ("GetItem", json!({ "TableName": "nothing", "Key": key })),
        ("UpdateItem", json!({
            "TableName": "orders", "Key": key, "UpdateExpression": "SET total = total + :one REMOVE tags",
            "ExpressionAttributeValues": { ":one": { "N": "1" } }, "ReturnValues": "ALL_NEW",
        })),
        ("UpdateItem", json!({ "TableName": "orders", "Key": key, "UpdateExpression": "SET size = :one" })),
        ("UpdateItem", json!({
            "TableName": "orders", "Key": key, "UpdateExpression": "SET a = :one", "ConditionExpression": "total = :one",
            "ExpressionAttributeValues": { ":one": { "N": "1" } }, "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })),
        ("Query", json!({
            "TableName": "orders", "KeyConditionExpression": "c = :c", "ConsistentRead": true,
            "ExpressionAttributeValues": { ":c": { "S": "ada" } },
        })),
        ("Scan", json!({ "TableName": "orders", "Limit": 1 })),
        ("Scan", json!({ "TableName": "orders", "Segment": 1, "TotalSegments": 1 })),
        ("BatchGetItem", json!({ "RequestItems": { "orders": { "Keys": [key] } } })),
        ("BatchGetItem", json!({ "RequestItems": { "orders": { "Keys": [key, key] } } })),
        ("BatchWriteItem", json!({ "RequestItems": { "orders": [{ "DeleteRequest": { "Key": key } }] } })),
        ("DeleteItem", json!({ "TableName": "orders", "Key": key, "ConditionExpression": "attribute_exists(c)" })),
        ("DeleteItem", json!({ "TableName": "orders", "Key": key, "ReturnValues": "ALL_OLD" })),
    ])
    .await;
}

#[tokio::test]
async fn transactions_and_their_cancellation() {
    let put = |n: &str, condition: &str| {
        json!({ "Put": {
            "TableName": "orders", "Item": { "c": { "S": "ada" }, "n": { "N": n } },
            "ConditionExpression": condition, "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        } })
    };
    let all =
        |token: &str, items: Value| json!({ "ClientRequestToken": token, "TransactItems": items });
    let absent = "attribute_not_exists(c)";
    agree(&[
        ("CreateTable", orders()),
        (
            "TransactWriteItems",
            all("t1", json!([put("1", absent), put("2", absent)])),
        ),
        (
            "TransactWriteItems",
            all("t1", json!([put("1", absent), put("2", absent)])),
        ),
        ("TransactWriteItems", all("t1", json!([put("3", absent)]))),
        (
            "TransactWriteItems",
            all("t2", json!([put("1", absent), put("4", absent)])),
        ),
        (
            "TransactWriteItems",
            all("t3", json!([put("5", absent), put("5", absent)])),
        ),
        ("TransactWriteItems", all("t4", json!([]))),
        (
            "TransactGetItems",
            json!({ "TransactItems": [
            { "Get": { "TableName": "orders", "Key": { "c": { "S": "ada" }, "n": { "N": "1" } } } },
            { "Get": { "TableName": "orders", "Key": { "c": { "S": "ada" }, "n": { "N": "4" } } } },
        ] }),
        ),
    ])
    .await;
}

#[tokio::test]
async fn statements_alone_and_in_batches() {
    let update = |n: u8| json!({ "Statement": format!("UPDATE \"orders\" SET a = 1 WHERE c = 'ada' AND n = {n}") });
    let insert = json!({ "Statement": "INSERT INTO \"orders\" VALUE {'c': 'ada', 'n': 1}" });
    agree(&[
        ("CreateTable", orders()),
        ("ExecuteStatement", insert.clone()),
        ("ExecuteStatement", insert),
        (
            "ExecuteStatement",
            json!({ "Statement": "SELECT * FROM \"orders\"", "ConsistentRead": true }),
        ),
        ("ExecuteStatement", json!({ "Statement": "SELECT FROM" })),
        (
            "BatchExecuteStatement",
            json!({ "Statements": [update(1), update(2)] }),
        ),
        (
            "ExecuteTransaction",
            json!({ "TransactStatements": [update(1), update(2)] }),
        ),
    ])
    .await;
}

#[tokio::test]
async fn values_that_dynamodb_refuses() {
    let put = |value: Value| json!({ "TableName": "orders", "Item": { "c": { "S": "ada" }, "n": { "N": "1" }, "v": value } });
    let key =
        |value: Value| json!({ "TableName": "orders", "Item": { "c": value, "n": { "N": "1" } } });
    agree_on_codes(&[
        ("CreateTable", orders()),
        ("PutItem", put(json!({ "N": "twelve" }))),
        ("PutItem", put(json!({ "N": "1e500" }))),
        ("PutItem", put(json!({ "SS": [] }))),
        ("PutItem", put(json!({ "SS": ["a", "a"] }))),
        ("PutItem", put(json!({ "NULL": false }))),
        ("PutItem", put(json!({}))),
        ("PutItem", put(json!({ "S": "a", "N": "1" }))),
        ("PutItem", put(json!({ "B": "AAEC" }))),
        ("PutItem", key(json!({ "S": "" }))),
        ("PutItem", key(json!({ "N": "1" }))),
        ("PutItem", put(json!({ "S": "x".repeat(410 * 1024) }))),
        (
            "GetItem",
            json!({ "TableName": "orders", "Key": { "c": { "N": "x" }, "n": { "N": "1" } } }),
        ),
        ("UpdateContinuousBackups", json!({ "TableName": "orders" })),
        ("NoSuchOperation", json!({})),
    ])
    .await;
}

#[tokio::test]
async fn a_request_that_was_sent_is_applied_though_nobody_waits() {
    let engine = Engine::memory().unwrap().connector();
    let request = |operation, body: &Value| wire_request("http://in.process", operation, body);
    let call = engine.call(request("CreateTable", &orders()));
    let mut call = std::pin::pin!(Some(call));
    assert!(futures_util::poll!(call.as_mut().as_pin_mut().unwrap()).is_pending());
    call.set(None);

    let described = async {
        let describe = json!({ "TableName": "orders" });
        while send(&engine, request("DescribeTable", &describe)).await.0 != 200 {
            tokio::task::yield_now().await;
        }
    };
    let limit = std::time::Duration::from_secs(5);
    tokio::time::timeout(limit, described).await.unwrap();
}

fn orders() -> Value {
    json!({
        "TableName": "orders", "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            { "AttributeName": "c", "AttributeType": "S" }, { "AttributeName": "n", "AttributeType": "N" },
        ],
        "KeySchema": [{ "AttributeName": "c", "KeyType": "HASH" }, { "AttributeName": "n", "KeyType": "RANGE" }],
    })
}

/// Status and whole body are equal, but for what differs between any two tables.
async fn agree(requests: &[(&str, Value)]) {
    let answers = both(requests).await;
    for ((operation, request), (in_process, served)) in requests.iter().zip(answers) {
        assert_eq!(in_process, served, "{operation} {request}");
    }
}

/// Status and error code are equal: the server words some refusals of values in an envelope of its own.
async fn agree_on_codes(requests: &[(&str, Value)]) {
    let code = |answer: &(u16, Value)| (answer.0, answer.1["__type"].clone());
    let answers = both(requests).await;
    for ((operation, request), (in_process, served)) in requests.iter().zip(answers) {
        let request: String = request.to_string().chars().take(200).collect();
        assert_eq!(
            code(&in_process),
            code(&served),
            "{operation} {request}: {in_process:?} {served:?}"
        );
    }
}

type Answer = (u16, Value);

/// Sends the requests to an engine in process, and to the server of another.
async fn both(requests: &[(&str, Value)]) -> Vec<(Answer, Answer)> {
    let in_process = Engine::memory().unwrap().connector();
    let served = Engine::memory().unwrap().serve(0).await.unwrap();
    let server = SharedHttpConnector::new(Connector::builder().build_http());
    let mut answers = Vec::new();
    for (operation, request) in requests {
        let request = |url: &str| wire_request(url, operation, request);
        let one = send(&in_process, request("http://in.process")).await;
        let other = send(&server, request(&served.endpoint_url())).await;
        answers.push((one, other));
    }
    answers
}

fn wire_request(url: &str, operation: &str, body: &Value) -> HttpRequest {
    let mut request = HttpRequest::new(SdkBody::from(body.to_string()));
    request.set_method("POST").unwrap();
    request.set_uri(url).unwrap();
    let headers = request.headers_mut();
    headers.insert("content-type", "application/x-amz-json-1.0");
    headers.insert("x-amz-target", format!("DynamoDB_20120810.{operation}"));
    headers.insert("x-amz-date", "20261121T000000Z");
    headers.insert(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=a/20261121/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    );
    request
}

async fn send(connector: &SharedHttpConnector, request: HttpRequest) -> Answer {
    let response = connector.call(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let mut body = serde_json::from_slice(&body).unwrap();
    blank_what_differs(&mut body);
    (status, body)
}

fn blank_what_differs(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if ["TableId", "CreationDateTime", "LatestStreamLabel"].contains(&name.as_str()) {
                    *value = Value::Null;
                }
                blank_what_differs(value);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(blank_what_differs),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
