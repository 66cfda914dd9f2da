use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextRef,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::timeout::TimeoutConfig;

use super::body::{contains, tables_of, units_in};
use super::operation::{Plane, plane, reads};
use super::under_way::{Sent, UnderWay};
use super::{Refused, Requests};
use crate::cancellation::Cancellation;
use crate::lease::Guard;

/// The interceptor in the client that a migration gets: asked right before each request is sent, and refusing where
/// the request may no longer be sent.
#[derive(Clone, Debug)]
pub(super) struct Fence(Arc<Limits>);

#[derive(Debug)]
struct Limits {
    permit: Permit,
    cancellation: Cancellation,
    ended: AtomicBool,
    touches: Option<BTreeSet<String>>,
    own_tables: BTreeSet<String>,
    data_attempt: Duration,
    control_attempt: Duration,
    requests: Requests,
    under_way: UnderWay,
}

/// What may be sent.
#[derive(Clone, Debug)]
pub(super) enum Permit {
    /// Anything, as long as the lease holds.
    UnderLease(Arc<Guard>),
    /// What only reads.
    Reads,
}

/// What a fence is made of.
#[derive(Debug)]
pub(super) struct FenceParts {
    pub(crate) permit: Permit,
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
            permit: parts.permit,
            cancellation: parts.cancellation,
            ended: AtomicBool::new(false),
            touches: parts.touches,
            own_tables: parts.own_tables,
            data_attempt: parts.data_attempt,
            control_attempt: parts.control_attempt,
            requests: parts.requests,
            under_way: UnderWay::default(),
        }))
    }

    /// The migration has ended: a client that it kept sends nothing more.
    pub(crate) fn end(&self) {
        self.0.ended.store(true, Ordering::SeqCst);
    }

    /// Waits until no request that went out through it can still take effect.
    pub(crate) async fn quiet(&self) {
        self.0.under_way.over().await;
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

    /// Whether a request of this operation, with this body, may be sent now.
    pub(crate) fn check(&self, operation: &str, body: &[u8]) -> Result<(), Refused> {
        let limits = &*self.0;
        if limits.ended.load(Ordering::SeqCst) {
            return Err(Refused::Ended);
        }
        if limits.cancellation.is_cancelled() {
            return Err(Refused::Cancelled);
        }
        match &limits.permit {
            Permit::UnderLease(guard) => {
                let attempt = self.attempt(operation);
                guard.check(attempt).map_err(Refused::LeaseLost)
            }
            Permit::Reads if reads(operation, body) => Ok(()),
            Permit::Reads => Err(Refused::Writes(operation.to_owned())),
        }
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
        self.check_names(&tables_of(body))
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
        let body = context.request().body().bytes().unwrap_or_default();
        self.check_tables(body)?;
        // First written down, then asked for: whoever ends the migration in between sees it, or it is refused.
        let sent = self.0.under_way.begin(self.attempt(&operation));
        if let Err(refused) = self.check(&operation, body) {
            self.0.under_way.end(sent);
            return Err(refused.into());
        }
        cfg.interceptor_state().store_put(sent);
        self.0.requests.sent(&operation);
        Ok(())
    }

    fn read_after_transmit(
        &self,
        _: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(&answered) = cfg.load::<Sent>() {
            self.0.under_way.end(answered);
        }
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
