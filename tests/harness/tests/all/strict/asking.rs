//! Requests of a real client whose bodies are written as JSON, so that a test can send what the SDK would not build.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_types::body::SdkBody;
use dynamig_harness::{Clock, Durations, Harness, Strict};
use serde_json::{Value, json};

use crate::items::without_retries;

/// The table of most tests.
pub(super) const T: &str = "orders";
pub(super) const VE: &str = "ValidationException";
pub(super) const LEE: &str = "LimitExceededException";
pub(super) const RIU: &str = "ResourceInUseException";
pub(super) const RNF: &str = "ResourceNotFoundException";
pub(super) const P: &str = "One or more parameter values were invalid: ";

/// An empty dynoxide under AWS's law, on a clock that stands still.
pub(super) fn under_law() -> Harness {
    Harness::dynoxide().strict(Strict::new(Clock::manual(), Durations::default()))
}

/// Lets `seconds` pass.
pub(super) fn pass(db: &Harness, seconds: u64) {
    db.law()
        .clock()
        .advance(std::time::Duration::from_secs(seconds));
}

/// Long enough for everything but the budgets of days.
pub(super) fn settle(db: &Harness) {
    pass(db, 3600);
}

/// A refused request: its code and its text.
pub(super) type Refused = (String, String);

macro_rules! raw {
    ($call:expr, $body:expr) => {{
        let body = $body.to_string();
        let call = $call.customize().mutate_request(move |request| {
            *request.body_mut() = SdkBody::from(body.clone());
        });
        call.send().await.map(drop).map_err(refused)
    }};
}

/// Sends `body` as the request of an operation.
pub(super) async fn send(db: &Harness, operation: &str, body: &Value) -> Result<(), Refused> {
    let client: Client = without_retries(db);
    match operation {
        "CreateTable" => raw!(client.create_table().table_name(T), body),
        "UpdateTable" => raw!(client.update_table().table_name(T), body),
        "DeleteTable" => raw!(client.delete_table().table_name(T), body),
        "UpdateTimeToLive" => raw!(client.update_time_to_live().table_name(T), body),
        "UpdateContinuousBackups" => raw!(client.update_continuous_backups().table_name(T), body),
        "TagResource" => raw!(client.tag_resource().resource_arn(T), body),
        "UntagResource" => raw!(client.untag_resource().resource_arn(T), body),
        "PutResourcePolicy" => raw!(client.put_resource_policy().resource_arn(T), body),
        "DeleteResourcePolicy" => raw!(client.delete_resource_policy().resource_arn(T), body),
        "DescribeTable" => raw!(client.describe_table().table_name(T), body),
        "GetResourcePolicy" => raw!(client.get_resource_policy().resource_arn(T), body),
        other => panic!("no test sends {other}"),
    }
}

fn refused<E: ProvideErrorMetadata + std::fmt::Debug, R: std::fmt::Debug>(
    error: SdkError<E, R>,
) -> Refused {
    let word = |word: Option<&str>| word.map(str::to_owned);
    match (word(error.code()), word(error.message())) {
        (Some(code), message) => (code, message.unwrap_or_default()),
        (None, _) => panic!("no answer of the service: {error:?}"),
    }
}

pub(super) async fn accepted(db: &Harness, operation: &str, body: &Value) {
    let answer = send(db, operation, body).await;
    assert_eq!(answer, Ok(()), "{operation} {body}");
}

pub(super) async fn rejected(db: &Harness, operation: &str, body: &Value, code: &str, text: &str) {
    let answer = send(db, operation, body).await;
    let expected = Err((code.to_owned(), text.to_owned()));
    assert_eq!(answer, expected, "{operation} {body}");
}

/// `base` with the members of `patch`; `null` takes one out.
pub(super) fn with(base: &Value, patch: &Value) -> Value {
    let mut body = base.clone();
    for (name, value) in patch.as_object().unwrap() {
        body[name] = value.clone();
    }
    body.as_object_mut()
        .unwrap()
        .retain(|_, value| !value.is_null());
    body
}

/// An on-demand table of `pk` and `sk` with the index `by_g`.
pub(super) fn on_demand() -> Value {
    json!({
        "TableName": T,
        "KeySchema": key(&["pk", "sk"]),
        "AttributeDefinitions": strings(&["pk", "sk", "g"]),
        "GlobalSecondaryIndexes": [index("by_g", &["g"])],
        "BillingMode": "PAY_PER_REQUEST",
    })
}

/// The same, provisioned.
pub(super) fn provisioned() -> Value {
    let by_g = with(
        &index("by_g", &["g"]),
        &json!({ "ProvisionedThroughput": units(5, 5) }),
    );
    with(
        &on_demand(),
        &json!({
            "BillingMode": null,
            "ProvisionedThroughput": units(5, 5),
            "GlobalSecondaryIndexes": [by_g],
        }),
    )
}

/// A key of one attribute, or of two.
pub(super) fn key(names: &[&str]) -> Value {
    let role = |i| if i == 0 { "HASH" } else { "RANGE" };
    let element = |(i, name): (usize, &&str)| json!({ "AttributeName": name, "KeyType": role(i) });
    names.iter().enumerate().map(element).collect()
}

pub(super) fn strings(names: &[&str]) -> Value {
    let define = |name: &&str| json!({ "AttributeName": name, "AttributeType": "S" });
    names.iter().map(define).collect()
}

pub(super) fn index(name: &str, names: &[&str]) -> Value {
    json!({
        "IndexName": name,
        "KeySchema": key(names),
        "Projection": { "ProjectionType": "ALL" },
    })
}

pub(super) fn units(read: i64, write: i64) -> Value {
    json!({ "ReadCapacityUnits": read, "WriteCapacityUnits": write })
}

/// An UpdateTable of [`T`].
pub(super) fn update(change: &Value) -> Value {
    with(&json!({ "TableName": T }), change)
}

/// An UpdateTable that creates an index over the string `attribute`.
pub(super) fn create_index(name: &str, attribute: &str) -> Value {
    update(&json!({
        "AttributeDefinitions": strings(&[attribute]),
        "GlobalSecondaryIndexUpdates": [{ "Create": index(name, &[attribute]) }],
    }))
}

pub(super) fn delete_index(name: &str) -> Value {
    update(&json!({ "GlobalSecondaryIndexUpdates": [{ "Delete": { "IndexName": name } }] }))
}

/// Creates a table and lets everything become ready.
pub(super) async fn created(db: &Harness, body: &Value) {
    accepted(db, "CreateTable", body).await;
    settle(db);
}

pub(super) async fn describe(db: &Harness) -> aws_sdk_dynamodb::types::TableDescription {
    let answer = db.client().describe_table().table_name(T).send().await;
    answer.unwrap().table.unwrap()
}

pub(super) async fn arn(db: &Harness) -> String {
    describe(db).await.table_arn.unwrap()
}

/// Tries creations. Of each: what is wrong, AWS's text, and the nearest thing that is right.
pub(super) async fn each(base: &Value, cases: Vec<(Value, String, Value)>) {
    let db = under_law();
    for (i, (wrong, text, right)) in cases.into_iter().enumerate() {
        rejected(&db, "CreateTable", &with(base, &wrong), VE, &text).await;
        let right = with(base, &right);
        let name = format!("{}{i}", right["TableName"].as_str().unwrap());
        let right = with(&right, &json!({ "TableName": name }));
        accepted(&db, "CreateTable", &right).await;
    }
}

/// A change to the index of [`on_demand`].
pub(super) fn global(changes: &Value) -> Value {
    json!({ "GlobalSecondaryIndexes": [with(&index("by_g", &["g"]), changes)] })
}
