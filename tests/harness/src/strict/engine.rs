use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use http_body_util::BodyExt;
use serde_json::{Value, json};

use crate::stack::answer;

/// The engine below, asked in the manner of a request that came: to its address, with its headers.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    connector: SharedHttpConnector,
    uri: String,
    headers: Vec<(String, String)>,
}

/// What the engine answered.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Value,
}

impl Engine {
    pub(super) fn like(connector: &SharedHttpConnector, request: &HttpRequest) -> Self {
        let own = ["x-amz-target", "content-length"];
        Self {
            connector: connector.clone(),
            uri: request.uri().to_owned(),
            headers: request
                .headers()
                .iter()
                .filter(|(name, _)| !own.contains(name))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }

    /// Asks, and reads the whole answer.
    pub(super) async fn ask(&self, operation: &str, body: &Value) -> Result<Reply, ConnectorError> {
        let request = self.request(operation, body)?;
        let response = self.connector.call(request).await?;
        let status = response.status().as_u16();
        let response = response
            .try_into_http1x()
            .map_err(|error| ConnectorError::other(error.into(), None))?;
        let body = response.into_body().collect().await;
        let body = body.map_err(ConnectorError::io)?.to_bytes();
        Ok(Reply {
            status,
            body: serde_json::from_slice(&body).unwrap_or_default(),
        })
    }

    /// The engine's own description of a table; none where it has no such table.
    pub(super) async fn describe(&self, table: &str) -> Result<Option<Value>, ConnectorError> {
        let body = json!({ "TableName": table });
        let reply = self.ask("DescribeTable", &body).await?;
        Ok(reply.is_success().then(|| reply.body["Table"].clone()))
    }

    fn request(&self, operation: &str, body: &Value) -> Result<HttpRequest, ConnectorError> {
        let body = body.to_string();
        let length = body.len().to_string();
        let mut request = HttpRequest::new(SdkBody::from(body));
        let to_user = |error| ConnectorError::user(Box::new(error));
        request.set_method("POST").map_err(to_user)?;
        request.set_uri(self.uri.as_str()).map_err(to_user)?;
        let headers = request.headers_mut();
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        headers.insert("x-amz-target", format!("DynamoDB_20120810.{operation}"));
        headers.insert("content-length", length);
        Ok(request)
    }
}

impl Reply {
    pub(super) fn is_success(&self) -> bool {
        self.status == 200
    }

    pub(super) fn into_response(self) -> HttpResponse {
        answer(self.status, self.body.to_string())
    }
}
