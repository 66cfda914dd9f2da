//! How the layers are put together, and what they share.

use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

use crate::counts::{Counting, Record};
use crate::faults::{Faults, Faulty};
use crate::refusals::{Refusals, Refusing};
use crate::strict::{Holding, Judging, Strict};

/// The state of all layers: one for a stack, however many connectors lead through it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layers {
    pub(crate) record: Record,
    pub(crate) refusals: Refusals,
    pub(crate) strict: Option<Strict>,
    pub(crate) faults: Faults,
}

impl Layers {
    /// Puts the layers in front of an engine: count → refuse → strict → faults → what strict holds → engine.
    pub(crate) fn over(&self, engine: SharedHttpConnector) -> SharedHttpConnector {
        let Self {
            record,
            refusals,
            strict,
            faults,
        } = self.clone();
        let held = match strict.clone() {
            None => engine.clone(),
            Some(strict) => SharedHttpConnector::new(Holding {
                strict,
                inner: engine.clone(),
            }),
        };
        let inner = SharedHttpConnector::new(Faulty {
            faults,
            inner: held,
        });
        let inner = match strict {
            None => inner,
            Some(strict) => SharedHttpConnector::new(Judging {
                strict,
                engine,
                inner,
            }),
        };
        let inner = SharedHttpConnector::new(Refusing { refusals, inner });
        SharedHttpConnector::new(Counting { record, inner })
    }
}

/// The stack as the SDK wants it, with each client's own read time-out kept as a real connection keeps it.
#[derive(Debug)]
pub(crate) struct Stack(pub(crate) SharedHttpConnector);

impl HttpClient for Stack {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        _components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        match settings.read_timeout() {
            None => self.0.clone(),
            Some(limit) => SharedHttpConnector::new(ReadTimeout {
                limit,
                inner: self.0.clone(),
            }),
        }
    }
}

#[derive(Debug)]
struct ReadTimeout {
    limit: Duration,
    inner: SharedHttpConnector,
}

impl HttpConnector for ReadTimeout {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (limit, answer) = (self.limit, self.inner.call(request));
        HttpConnectorFuture::new(async move {
            match tokio::time::timeout(limit, answer).await {
                Ok(answer) => answer,
                Err(late) => Err(ConnectorError::timeout(late.into())),
            }
        })
    }
}

/// An error as the service words it on the wire.
pub(crate) fn service_error(status: u16, code: &str, message: &str) -> HttpResponse {
    let body = serde_json::json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"),
        "message": message,
    });
    answer(status, body.to_string())
}

/// A success that says nothing.
pub(crate) fn empty_success() -> HttpResponse {
    answer(200, "{}".to_owned())
}

/// A success with a body.
pub(crate) fn success(body: &serde_json::Value) -> HttpResponse {
    answer(200, body.to_string())
}

/// Any answer in JSON.
pub(crate) fn answer(status: u16, body: String) -> HttpResponse {
    let status = StatusCode::try_from(status).expect("a test answers with a status of HTTP");
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    response
        .headers_mut()
        .insert("content-type", "application/x-amz-json-1.0");
    response
}
