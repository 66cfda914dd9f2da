//! What may stand between a client and an engine, on loopback.

use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::HttpConnector as _;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use dynamig::embedded::Engine;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::net::{TcpListener, TcpStream};

use super::wire::{self, Message, Wire};

/// A request.
#[derive(Clone)]
pub(super) struct Asked {
    /// Such as `Scan`.
    pub(super) operation: String,
    pub(super) body: Vec<u8>,
}

/// A response: its status and its body.
pub(super) type Answer = io::Result<(u16, Vec<u8>)>;

/// Answers requests, by itself or by asking another.
pub(super) type Layer = Arc<dyn Fn(Asked) -> BoxFuture<'static, Answer> + Send + Sync>;

/// The engine in this process.
pub(super) fn engine(engine: &Engine) -> Layer {
    let connector = engine.connector();
    Arc::new(move |asked| {
        let connector = connector.clone();
        async move {
            let mut request = HttpRequest::new(SdkBody::from(asked.body));
            let target = format!("DynamoDB_20120810.{}", asked.operation);
            request.headers_mut().insert("x-amz-target", target);
            let answer = connector.call(request).await.map_err(io::Error::other)?;
            let body = answer.body().bytes().unwrap_or_default().to_vec();
            Ok((answer.status().as_u16(), body))
        }
        .boxed()
    })
}

/// A server.
pub(super) fn server(url: String) -> Layer {
    Arc::new(move |asked| {
        let url = url.clone();
        async move {
            let mut wire = Wire::to(&url).await?;
            wire.write(&wire::request(&asked.operation, &asked.body))
                .await?;
            let answer = wire.read().await?.ok_or(io::ErrorKind::UnexpectedEof)?;
            Ok((status(&answer), answer.body))
        }
        .boxed()
    })
}

/// Each request takes so much longer, however many there are at once.
pub(super) fn delayed(delay: Duration, inner: Layer) -> Layer {
    Arc::new(move |asked| {
        let inner = inner.clone();
        async move {
            tokio::time::sleep(delay).await;
            inner(asked).await
        }
        .boxed()
    })
}

/// The requests that pass, in their order.
pub(super) type Record = Arc<Mutex<Vec<Asked>>>;

/// Keeps what passes.
pub(super) fn recorded(record: &Record, inner: Layer) -> Layer {
    let record = record.clone();
    Arc::new(move |asked| {
        let mut all = record.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(asked.clone());
        drop(all);
        inner(asked)
    })
}

/// Serves a layer on a free port for as long as the runtime is there; the URL.
pub(super) async fn serve(layer: Layer) -> io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _peer)) = listener.accept().await {
            let layer = layer.clone();
            // It ends where its client closes it.
            tokio::spawn(async move { drop(answer_all(stream, layer).await) });
        }
    });
    Ok(url)
}

async fn answer_all(stream: TcpStream, layer: Layer) -> io::Result<()> {
    let mut wire = Wire::new(stream)?;
    while let Some(Message { head, body }) = wire.read().await? {
        let target = wire::header(&head, "x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let (status, body) = layer(Asked { operation, body }).await?;
        wire.write(&wire::response(status, &body)).await?;
    }
    Ok(())
}

pub(super) fn status(answer: &Message) -> u16 {
    let status = answer.head.split(' ').nth(1);
    status.and_then(|status| status.parse().ok()).unwrap_or(0)
}
