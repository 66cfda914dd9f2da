use aws_smithy_http_client::Connector;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use dynamig::embedded::Engine;

/// What is behind the layers.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    Engine(Engine),
    /// A server, by its URL.
    Endpoint(String),
}

impl Origin {
    /// A way into it. Connections to a server belong to the runtime that uses them, so each runtime takes its own.
    pub(crate) fn connector(&self) -> SharedHttpConnector {
        match self {
            Self::Engine(engine) => engine.connector(),
            Self::Endpoint(url) => SharedHttpConnector::new(ToServer {
                url: url.clone(),
                connections: SharedHttpConnector::new(Connector::builder().build_http()),
            }),
        }
    }
}

/// Sends requests to the server, whatever address they were first meant for.
#[derive(Debug)]
struct ToServer {
    url: String,
    connections: SharedHttpConnector,
}

impl HttpConnector for ToServer {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        request.headers_mut().remove("host");
        match request.set_uri(self.url.as_str()) {
            Ok(()) => self.connections.call(request),
            Err(error) => HttpConnectorFuture::ready(Err(ConnectorError::user(error.into()))),
        }
    }
}
