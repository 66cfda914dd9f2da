use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use super::guard::Guard;
use crate::context::Refused;

/// The interceptor in the client for the rows of the meta table under a lease: a process that was stopped for longer
/// than its lease sends nothing when it wakes, be it the retry of a request that was under way.
#[derive(Debug)]
pub(crate) struct Leased {
    guard: Arc<Guard>,
    attempt: Duration,
}

impl Leased {
    /// Looks at the lease for requests of which an attempt takes so long at the most.
    pub(crate) fn new(guard: Arc<Guard>, attempt: Duration) -> Self {
        Self { guard, attempt }
    }
}

#[dyn_dispatch_hint]
impl Intercept for Leased {
    fn name(&self) -> &'static str {
        "dynamig lease"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let checked = self.guard.check(self.attempt);
        checked.map_err(|lost| Refused::LeaseLost(lost).into())
    }
}
