//! The SDK's way to an engine in the same process: a connector that calls it instead of opening a socket.

use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnector, HttpConnectorFuture};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

use super::Engine;
use super::operations::{self, Answer};

/// The SDK's configuration for a local engine behind `http_client`: fixed credentials, the region `local`, and an
/// endpoint that leads nowhere, so that nothing can reach AWS by mistake.
#[must_use]
pub fn config(http_client: impl HttpClient + 'static) -> Builder {
    aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("local"))
        // Letters and digits only: DynamoDB Local refuses other keys.
        .credentials_provider(Credentials::new(
            "dynamig", "dynamig", None, None, "dynamig",
        ))
        .endpoint_url("http://embedded.invalid")
        .http_client(http_client)
}

#[derive(Debug)]
pub(super) struct InProcess {
    engine: Engine,
}

impl InProcess {
    pub(super) fn new(engine: Engine) -> Self {
        Self { engine }
    }
}

impl HttpConnector for InProcess {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let engine = self.engine.clone();
        HttpConnectorFuture::new(async move {
            // On a thread of its own, for two reasons: timers and other tasks run on meanwhile, and a request that was
            // sent is carried out even when its sender stops waiting, as it would be by a server.
            let answered = tokio::task::spawn_blocking(move || answer(&engine, &request)).await;
            match answered {
                Ok(answer) => response(answer),
                Err(panicked) => Err(ConnectorError::other(panicked.into(), None)),
            }
        })
    }
}

fn answer(engine: &Engine, request: &HttpRequest) -> Answer {
    let target = request.headers().get("x-amz-target").unwrap_or_default();
    let operation = target.strip_prefix("DynamoDB_20120810.").unwrap_or(target);
    let body = request.body().bytes().unwrap_or_default();
    operations::answer(engine.database(), operation, body)
}

fn response(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(answer.status)
        .map_err(|error| ConnectorError::other(error.into(), None))?;
    let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
    response
        .headers_mut()
        .insert("content-type", "application/x-amz-json-1.0");
    Ok(response)
}
