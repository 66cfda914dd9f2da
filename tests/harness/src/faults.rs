use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;

use crate::Seen;
use crate::stack::{empty_success, service_error};

/// The faults of the network and the service that a test has planned, shared by all connectors of a stack.
///
/// ```
/// # let db = dynamig_harness::Harness::dynoxide();
/// db.faults().on("UpdateItem").nth(2).lose_response();
/// db.faults().any().nth(7).onwards().fail_before();
/// ```
/// Each fault counts the requests that it matches from when it is planned, so a run is the same each time. Where
/// several would strike, the one planned first does.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Planned>>);

#[derive(Debug, Default)]
struct Planned {
    faults: Vec<PlannedFault>,
    struck: u64,
}

struct PlannedFault {
    matches: Box<dyn Fn(&Seen) -> bool + Send + Sync>,
    matched: u64,
    first: u64,
    last: u64,
    fault: Fault,
}

/// What happens to a request.
#[derive(Clone, Debug)]
enum Fault {
    FailBefore,
    LoseResponse,
    Hang,
    HangAfter,
    Delay(Duration),
    ArriveLate(Duration),
    Answer {
        status: u16,
        code: String,
        message: String,
    },
    Pretend,
}

impl Faults {
    /// Plans a fault for the requests of one operation, for example `UpdateItem`.
    #[must_use = "say what happens to them"]
    pub fn on(&self, operation: &str) -> When {
        let operation = operation.to_owned();
        self.matching(move |seen| seen.operation == operation)
    }

    /// Plans a fault for requests of any operation.
    #[must_use = "say what happens to them"]
    pub fn any(&self) -> When {
        self.matching(|_seen| true)
    }

    /// Plans a fault for the requests that `matches` accepts.
    #[must_use = "say what happens to them"]
    pub fn matching(&self, matches: impl Fn(&Seen) -> bool + Send + Sync + 'static) -> When {
        When {
            faults: self.clone(),
            matches: Box::new(matches),
            first: 1,
            last: 1,
        }
    }

    /// Takes back all that was planned.
    pub fn clear(&self) {
        self.with(|planned| planned.faults.clear());
    }

    /// How many requests were struck so far: a test of a fault that never struck would prove nothing.
    #[must_use]
    pub fn struck(&self) -> u64 {
        self.with(|planned| planned.struck)
    }

    fn next(&self, seen: &Seen) -> Option<Fault> {
        self.with(|planned| {
            let mut strikes = None;
            for planned in &mut planned.faults {
                if (planned.matches)(seen) {
                    planned.matched += 1;
                    if (planned.first..=planned.last).contains(&planned.matched) {
                        strikes = strikes.or_else(|| Some(planned.fault.clone()));
                    }
                }
            }
            planned.struck += u64::from(strikes.is_some());
            strikes
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut Planned) -> T) -> T {
        look(
            &mut self
                .0
                .lock()
                .expect("no test panics while it plans a fault"),
        )
    }
}

/// Which of the matching requests a fault strikes: the first, unless said otherwise.
pub struct When {
    faults: Faults,
    matches: Box<dyn Fn(&Seen) -> bool + Send + Sync>,
    first: u64,
    last: u64,
}

impl When {
    /// Only the `n`th matching request from now, counted from 1.
    #[must_use = "say what happens to it"]
    pub fn nth(mut self, n: u64) -> Self {
        (self.first, self.last) = (n, n);
        self
    }

    /// That one and every later one.
    #[must_use = "say what happens to them"]
    pub fn onwards(mut self) -> Self {
        self.last = u64::MAX;
        self
    }

    /// The connection breaks before the engine has the request: nothing is applied. The SDK may try again.
    pub fn fail_before(self) {
        self.plan(Fault::FailBefore);
    }

    /// The engine applies the request, and the connection breaks before its answer. The SDK may try again.
    pub fn lose_response(self) {
        self.plan(Fault::LoseResponse);
    }

    /// The engine never has the request, and nothing ever answers.
    pub fn hang(self) {
        self.plan(Fault::Hang);
    }

    /// The engine applies the request, and its answer never comes.
    pub fn hang_after(self) {
        self.plan(Fault::HangAfter);
    }

    /// The request reaches the engine `delay` later, on tokio's clock.
    pub fn delay(self, delay: Duration) {
        self.plan(Fault::Delay(delay));
    }

    /// The engine has the request `delay` later, on tokio's clock, whether or not anybody still waits for its answer: it
    /// was on its way.
    pub fn arrive_late(self, delay: Duration) {
        self.plan(Fault::ArriveLate(delay));
    }

    /// The engine never has the request; the answer is this error, for example 400 and `ThrottlingException`.
    pub fn answer(self, status: u16, code: &str, message: &str) {
        self.plan(Fault::Answer {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
        });
    }

    /// The engine never has the request; the answer says that it is done, and nothing else. For what no engine of the
    /// tests can do.
    pub fn pretend(self) {
        self.plan(Fault::Pretend);
    }

    fn plan(self, fault: Fault) {
        let planned = PlannedFault {
            matches: self.matches,
            matched: 0,
            first: self.first,
            last: self.last,
            fault,
        };
        self.faults.with(|all| all.faults.push(planned));
    }
}

impl std::fmt::Debug for PlannedFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            matched,
            first,
            last,
            fault,
            ..
        } = self;
        write!(f, "{fault:?} at {first}..={last}, {matched} so far")
    }
}

/// The last layer before the engine: does to a request what was planned for it.
#[derive(Debug)]
pub(crate) struct Faulty {
    pub(crate) faults: Faults,
    pub(crate) inner: SharedHttpConnector,
}

impl HttpConnector for Faulty {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match self.faults.next(&Seen::of(&request)) {
            None => self.inner.call(request),
            Some(fault) => HttpConnectorFuture::new(strike(fault, self.inner.clone(), request)),
        }
    }
}

async fn strike(
    fault: Fault,
    engine: SharedHttpConnector,
    request: HttpRequest,
) -> Result<HttpResponse, ConnectorError> {
    match fault {
        Fault::FailBefore => Err(broken("before the request was sent")),
        Fault::LoseResponse => {
            engine.call(request).await?;
            Err(broken("before the answer came"))
        }
        Fault::Hang => std::future::pending().await,
        Fault::HangAfter => {
            engine.call(request).await?;
            std::future::pending().await
        }
        Fault::Delay(delay) => {
            tokio::time::sleep(delay).await;
            engine.call(request).await
        }
        Fault::ArriveLate(delay) => {
            let on_its_way = tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                engine.call(request).await
            });
            let arrived = on_its_way.await;
            arrived.unwrap_or_else(|_stopped| Err(broken("on the way")))
        }
        Fault::Answer {
            status,
            code,
            message,
        } => Ok(service_error(status, &code, &message)),
        Fault::Pretend => Ok(empty_success()),
    }
}

fn broken(when: &str) -> ConnectorError {
    ConnectorError::io(format!("planned fault: the connection broke {when}").into())
}
