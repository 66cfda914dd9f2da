use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::timeout::TimeoutConfig;
use serde_json::Value;

use super::operation::{Plane, plane};
use super::{Refused, Requests};
use crate::cancellation::Cancellation;
use crate::lease::Guard;

/// The interceptor in the client that a migration gets: asked right before each request is sent, and refusing where
/// the request may no longer be sent.
#[derive(Clone, Debug)]
pub(crate) struct Fence(Arc<Limits>);

#[derive(Debug)]
struct Limits {
    guard: Arc<Guard>,
    cancellation: Cancellation,
    ended: AtomicBool,
    touches: Option<BTreeSet<String>>,
    own_tables: BTreeSet<String>,
    data_attempt: Duration,
    control_attempt: Duration,
    requests: Requests,
}

/// What a fence is made of.
#[derive(Debug)]
pub(crate) struct FenceParts {
    pub(crate) guard: Arc<Guard>,
    pub(crate) cancellation: Cancellation,
    /// The real names of the only tables that may be named; none: any.
    pub(crate) touches: Option<BTreeSet<String>>,
    /// The real names of dynamig's own tables, which a migration may not name.
    pub(crate) own_tables: BTreeSet<String>,
    pub(crate) data_attempt: Duration,
    pub(crate) control_attempt: Duration,
    pub(crate) requests: Requests,
}

impl Fence {
    pub(crate) fn new(parts: FenceParts) -> Self {
        Self(Arc::new(Limits {
            guard: parts.guard,
            cancellation: parts.cancellation,
            ended: AtomicBool::new(false),
            touches: parts.touches,
            own_tables: parts.own_tables,
            data_attempt: parts.data_attempt,
            control_attempt: parts.control_attempt,
            requests: parts.requests,
        }))
    }

    /// The migration has ended: a client that it kept sends nothing more.
    pub(crate) fn end(&self) {
        self.0.ended.store(true, Ordering::SeqCst);
    }

    /// The caller's client behind this fence, with time-outs that fit the lease.
    pub(crate) fn client(&self, client: &aws_sdk_dynamodb::Client) -> aws_sdk_dynamodb::Client {
        let config = client
            .config()
            .to_builder()
            .interceptor(self.clone())
            .build();
        aws_sdk_dynamodb::Client::from_conf(config)
    }

    /// Whether a request of this operation may be sent now.
    pub(crate) fn check(&self, operation: &str) -> Result<(), Refused> {
        let limits = &*self.0;
        if limits.ended.load(Ordering::SeqCst) {
            return Err(Refused::Ended);
        }
        if limits.cancellation.is_cancelled() {
            return Err(Refused::Cancelled);
        }
        let attempt = self.attempt(operation);
        limits.guard.check(attempt).map_err(Refused::LeaseLost)
    }

    fn attempt(&self, operation: &str) -> Duration {
        match plane(operation) {
            Plane::Data => self.0.data_attempt,
            Plane::Control => self.0.control_attempt,
        }
    }

    fn check_tables(&self, body: &[u8]) -> Result<(), Refused> {
        let limits = &*self.0;
        // Most bodies name neither, and are not parsed.
        let names_own = limits
            .own_tables
            .iter()
            .any(|table| contains(body, table.as_bytes()));
        if limits.touches.is_none() && !names_own {
            return Ok(());
        }
        let mut named = BTreeSet::new();
        tables_in(
            &serde_json::from_slice(body).unwrap_or_default(),
            &mut named,
        );
        self.check_names(&named)
    }

    /// Whether a migration may name these tables, by their real names.
    pub(crate) fn check_names(&self, named: &BTreeSet<String>) -> Result<(), Refused> {
        let limits = &*self.0;
        if let Some(table) = named.intersection(&limits.own_tables).next() {
            return Err(Refused::OwnTable(table.clone()));
        }
        let touches = limits.touches.as_ref();
        match touches.and_then(|touches| named.difference(touches).next()) {
            Some(table) => Err(Refused::Untouched(table.clone())),
            None => Ok(()),
        }
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Collects the names of tables in the body of a request: `TableName` and `ResourceArn` wherever they stand, the keys
/// of `RequestItems`, and the first name of a PartiQL statement's target.
fn tables_in(value: &Value, named: &mut BTreeSet<String>) {
    let Value::Object(fields) = value else { return };
    for (field, value) in fields {
        match (field.as_str(), value) {
            ("TableName" | "ResourceArn" | "TableArn", Value::String(name)) => {
                named.extend([table_of(name)]);
            }
            ("Statement", Value::String(statement)) => named.extend(target_of(statement)),
            ("RequestItems", Value::Object(tables)) => {
                named.extend(tables.keys().map(|name| table_of(name)))
            }
            ("TransactItems" | "TransactStatements" | "Statements", Value::Array(actions)) => {
                for action in actions {
                    tables_in(action, named);
                }
            }
            ("Put" | "Update" | "Delete" | "ConditionCheck" | "Get", action) => {
                tables_in(action, named)
            }
            // Everything else names no table: keys, items, expressions.
            (_, _) => {}
        }
    }
}

/// The table of a name or of an ARN such as `arn:aws:dynamodb:…:table/customers/index/by_email`.
fn table_of(name: &str) -> String {
    let after = name.split_once(":table/").map_or(name, |(_, rest)| rest);
    after.split('/').next().unwrap_or(after).to_owned()
}

/// The target of a PartiQL statement: the word behind INTO, FROM or UPDATE.
fn target_of(statement: &str) -> Option<String> {
    let mut words = statement.split_whitespace();
    words.find(|word| ["into", "from", "update"].contains(&word.to_lowercase().as_str()))?;
    let target = words.next()?.trim_start_matches('"');
    Some(
        target
            .split(['"', '.', ' '])
            .next()
            .unwrap_or(target)
            .to_owned(),
    )
}

fn operation(cfg: &ConfigBag) -> String {
    cfg.load::<Metadata>()
        .map_or_else(String::new, |metadata| metadata.name().to_owned())
}

#[dyn_dispatch_hint]
impl Intercept for Fence {
    fn name(&self) -> &'static str {
        "dynamig fence"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let attempt = self.attempt(&operation(cfg));
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(attempt)
            .operation_attempt_timeout(attempt)
            .build();
        cfg.interceptor_state().store_put(timeouts);
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let operation = operation(cfg);
        self.check_tables(context.request().body().bytes().unwrap_or_default())?;
        self.check(&operation)?;
        self.0.requests.sent(&operation);
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.response().body().bytes().unwrap_or_default();
        self.0.requests.consumed(units_in(body));
        Ok(())
    }
}

/// The capacity units that an answer names; most name none, and are not parsed.
fn units_in(body: &[u8]) -> f64 {
    if !contains(body, b"\"ConsumedCapacity\"") {
        return 0.0;
    }
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    match &answer["ConsumedCapacity"] {
        Value::Array(tables) => tables
            .iter()
            .filter_map(|table| table["CapacityUnits"].as_f64())
            .sum(),
        table => table["CapacityUnits"].as_f64().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(body: serde_json::Value) -> Vec<String> {
        let mut named = BTreeSet::new();
        tables_in(&body, &mut named);
        named.into_iter().collect()
    }

    #[test]
    fn every_form_of_request_shows_its_tables() {
        use serde_json::json;
        assert_eq!(
            named(json!({"TableName": "a", "Item": {"TableName": {"S": "not me"}}})),
            ["a"]
        );
        assert_eq!(
            named(json!({"RequestItems": {"a": [], "b": {}}})),
            ["a", "b"]
        );
        let transaction =
            json!({"TransactItems": [{"Put": {"TableName": "a"}}, {"Delete": {"TableName": "b"}}]});
        assert_eq!(named(transaction), ["a", "b"]);
        assert_eq!(
            named(json!({"Statement": "UPDATE \"a\".\"by_x\" SET y = 1"})),
            ["a"]
        );
        assert_eq!(
            named(json!({"Statements": [{"Statement": "INSERT INTO \"a b\" VALUE {}"}]})),
            ["a"]
        );
        assert_eq!(
            named(json!({"ResourceArn": "arn:aws:dynamodb:eu-west-1:1:table/a/stream/x"})),
            ["a"]
        );
    }

    #[test]
    fn units_are_read_from_single_and_batch_answers() {
        assert_eq!(
            units_in(b"{\"ConsumedCapacity\":{\"CapacityUnits\":1.5}}"),
            1.5
        );
        let batch = b"{\"ConsumedCapacity\":[{\"CapacityUnits\":1.0},{\"CapacityUnits\":2.0}]}";
        assert_eq!(units_in(batch), 3.0);
        assert_eq!(units_in(b"{}"), 0.0);
    }
}
