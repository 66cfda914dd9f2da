use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use dynamig::embedded::{self, Engine};

use crate::origin::Origin;
use crate::stack::{Layers, Stack};
use crate::sweep::Sweep;
use crate::{Counts, Faults, Loopback, Seen, Strict};

/// An engine with the stack of layers in front of it.
///
/// Cheap to clone; all clones, and all their clients, share the layers.
#[derive(Clone, Debug)]
pub struct Harness {
    origin: Origin,
    layers: Layers,
    prefix: String,
    _sweep: Arc<Sweep>,
}

impl Harness {
    /// The engine that the test run chose: the endpoint in `DYNAMIG_TEST_ENDPOINT` (DynamoDB Local, shared with other
    /// tests), or by default an empty dynoxide in this process.
    #[must_use]
    pub fn from_env() -> Self {
        match std::env::var("DYNAMIG_TEST_ENDPOINT") {
            Ok(url) if !url.is_empty() => Self::endpoint(&url),
            Ok(_) | Err(_) => Self::dynoxide(),
        }
    }

    /// An empty dynoxide in this process, in memory, of its own.
    #[must_use]
    pub fn dynoxide() -> Self {
        Self::over(&Engine::memory().expect("an engine in memory starts"))
    }

    /// An engine of the caller's, for example over a file.
    #[must_use]
    pub fn over(engine: &Engine) -> Self {
        Self::new(Origin::Engine(engine.clone()))
    }

    /// A server at `url`, plain HTTP. Other tests may use it too: name tables by [`table`](Self::table).
    #[must_use]
    pub fn endpoint(url: &str) -> Self {
        Self::new(Origin::Endpoint(url.to_owned()))
    }

    fn new(origin: Origin) -> Self {
        let (layers, prefix) = (Layers::default(), unused_prefix());
        let sweep = Sweep::new(origin.clone(), layers.clone(), prefix.clone());
        Self {
            _sweep: Arc::new(sweep),
            origin,
            layers,
            prefix,
        }
    }

    /// The same engine under AWS's own law, for the clients that are made from now on.
    #[must_use]
    pub fn strict(mut self, law: Strict) -> Self {
        self.layers.strict = Some(law);
        self
    }

    /// The law of [`strict`](Self::strict).
    ///
    /// # Panics
    ///
    /// If there is none.
    #[must_use]
    pub fn law(&self) -> &Strict {
        let law = self.layers.strict.as_ref();
        law.expect("the harness was made strict")
    }

    /// A client that goes through the stack, with the SDK's defaults: three attempts, no time-outs but its own.
    #[must_use]
    pub fn client(&self) -> Client {
        Client::from_conf(self.config().build())
    }

    /// The configuration of [`client`](Self::client), for a test that sets retries or time-outs.
    #[must_use]
    pub fn config(&self) -> Builder {
        let config = embedded::config(self.http_client());
        match &self.origin {
            Origin::Engine(_) => config,
            Origin::Endpoint(url) => config.endpoint_url(url),
        }
    }

    /// The stack as the SDK's seam wants it. Keeps each client's read time-out.
    #[must_use]
    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(Stack(self.layers.over(self.origin.connector())))
    }

    /// Serves the stack on loopback, for other processes: they are counted, refused and struck alike. Stops when the
    /// answer is dropped.
    #[must_use]
    pub fn serve(&self) -> Loopback {
        let (layers, origin) = (self.layers.clone(), self.origin.clone());
        Loopback::in_front_of(move || layers.over(origin.connector()))
    }

    /// How many requests were sent so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.layers.record.counts()
    }

    /// The last requests, oldest first, 10,000 at most.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        self.layers.record.last()
    }

    /// From now on every request that is not known to only read is refused with `AccessDeniedException`, as for a
    /// caller with read-only rights.
    pub fn refuse_writes(&self) {
        self.layers.refusals.refuse_writes();
    }

    /// From now on requests of `operation` are refused with `AccessDeniedException`.
    pub fn deny(&self, operation: &str) {
        self.layers.refusals.deny(operation);
    }

    /// From now on nothing is refused.
    pub fn allow_all(&self) {
        self.layers.refusals.lift();
    }

    /// Where faults are planned.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.layers.faults
    }

    /// The start of this test's table names, unlike that of any other test on the same engine.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// `name` with [`prefix`](Self::prefix) in front.
    #[must_use]
    pub fn table(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}

/// Tests run as many processes and many threads on one engine: process, start and a counter tell them apart.
fn unused_prefix() -> String {
    static TAKEN: AtomicU32 = AtomicU32::new(0);
    let test = TAKEN.fetch_add(1, Ordering::Relaxed);
    let process = std::process::id();
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |now| now.subsec_micros());
    format!("t{process}_{now}_{test}_")
}
