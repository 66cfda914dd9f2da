use std::convert::Infallible;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::thread::JoinHandle;

use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Answer = Response<Full<Bytes>>;

/// A small HTTP server on 127.0.0.1, on a thread of its own so that a test may block; stopped when dropped.
#[derive(Debug)]
pub struct Loopback {
    address: SocketAddr,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Loopback {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as an endpoint for the SDK.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Passes every request to a connector, which is made on the server's own thread.
    pub(crate) fn in_front_of(
        connector: impl FnOnce() -> SharedHttpConnector + Send + 'static,
    ) -> Self {
        Self::start(|| {
            let connector = connector();
            move |request| forward(connector.clone(), request)
        })
    }

    fn start<Service, Answering>(service: impl FnOnce() -> Service + Send + 'static) -> Self
    where
        Service: Fn(Request<Incoming>) -> Answering + Clone + Send + 'static,
        Answering: Future<Output = Result<Answer, BoxError>> + Send + 'static,
    {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .expect("a port is free on loopback");
        listener
            .set_nonblocking(true)
            .expect("a listener can be made non-blocking");
        let address = listener.local_addr().expect("a listener has an address");
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime starts");
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).expect("the runtime has I/O");
                tokio::select! {
                    () = accept(listener, service()) => {}
                    Err(_dropped) = stopped => {}
                }
            });
        });
        Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
            && !std::thread::panicking()
        {
            panic!("the server at {} panicked", self.address);
        }
    }
}

async fn accept<Service, Answering>(listener: TcpListener, service: Service)
where
    Service: Fn(Request<Incoming>) -> Answering + Clone + Send + 'static,
    Answering: Future<Output = Result<Answer, BoxError>> + Send + 'static,
{
    loop {
        let (stream, _peer) = listener.accept().await.expect("a connection is accepted");
        let serving = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service_fn(service.clone()));
        // A connection ends in an error when a fault breaks it, or when its client is killed: neither is ours.
        tokio::spawn(async move { drop(serving.await) });
    }
}

/// An error breaks the connection without an answer, as the client behind the connector would have seen it.
async fn forward(
    connector: SharedHttpConnector,
    request: Request<Incoming>,
) -> Result<Answer, BoxError> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let request = Request::from_parts(parts, SdkBody::from(body));
    let response = connector.call(HttpRequest::try_from(request)?).await?;
    let (parts, body) = response.try_into_http1x()?.into_parts();
    let body = body.collect().await?.to_bytes();
    Ok(Response::from_parts(parts, Full::new(body)))
}

/// A server that takes requests and never answers.
#[must_use]
pub fn hanging_endpoint() -> Loopback {
    Loopback::start(|| |_request| std::future::pending())
}

/// A server that is no DynamoDB: it answers every request with 200 and a page of HTML, as a captive portal does.
#[must_use]
pub fn html_endpoint() -> Loopback {
    Loopback::start(|| {
        |_request| async {
            let page = "<!DOCTYPE html><html><body><h1>Welcome</h1></body></html>";
            let page = Response::builder()
                .header("content-type", "text/html")
                .body(Full::from(page))?;
            Ok(page)
        }
    })
}
