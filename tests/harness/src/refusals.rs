use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use crate::stack::service_error;
use crate::{Access, Seen};

/// What the caller has no right to, shared by all connectors of a stack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refusals(Arc<Mutex<Refused>>);

#[derive(Debug, Default)]
struct Refused {
    writes: bool,
    operations: BTreeSet<String>,
}

impl Refusals {
    pub(crate) fn refuse_writes(&self) {
        self.with(|refused| refused.writes = true);
    }

    pub(crate) fn deny(&self, operation: &str) {
        self.with(|refused| refused.operations.insert(operation.to_owned()));
    }

    pub(crate) fn lift(&self) {
        self.with(|refused| *refused = Refused::default());
    }

    fn refuses(&self, seen: &Seen) -> bool {
        self.with(|refused| {
            let is_write = seen.access == Access::Write;
            (refused.writes && is_write) || refused.operations.contains(&seen.operation)
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut Refused) -> T) -> T {
        look(&mut self.0.lock().expect("no test panics while it refuses"))
    }
}

/// The second layer: answers what is refused as AWS answers a caller without the right.
#[derive(Debug)]
pub(crate) struct Refusing {
    pub(crate) refusals: Refusals,
    pub(crate) inner: SharedHttpConnector,
}

impl HttpConnector for Refusing {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let seen = Seen::of(&request);
        if self.refusals.refuses(&seen) {
            return HttpConnectorFuture::ready(Ok(access_denied(&seen)));
        }
        self.inner.call(request)
    }
}

fn access_denied(seen: &Seen) -> aws_smithy_runtime_api::client::orchestrator::HttpResponse {
    let action = format!("dynamodb:{}", seen.operation);
    let resource = match seen.tables.as_slice() {
        [table, ..] => format!("arn:aws:dynamodb:local:000000000000:table/{table}"),
        [] => "*".to_owned(),
    };
    let message = format!(
        "User: arn:aws:iam::000000000000:user/reader is not authorized to perform: {action} on resource: {resource} \
         because no identity-based policy allows the {action} action"
    );
    service_error(400, "AccessDeniedException", &message)
}
