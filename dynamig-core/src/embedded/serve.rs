use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::Engine;
use crate::error::{Code, Error, Result};

/// How long [`Served::shutdown`] waits for requests that are under way.
const GRACE: Duration = Duration::from_secs(5);

/// An engine that is served on loopback, until [`shutdown`](Self::shutdown) or until this is dropped.
#[derive(Debug)]
pub struct Served {
    announced: Announced,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<Result<(), String>>,
}

/// The address in the engine's lock file, taken out again when this is dropped.
#[derive(Debug)]
struct Announced(Engine);

impl Drop for Announced {
    fn drop(&mut self) {
        // A lock file that cannot be written leads to an address where nobody answers, which says enough.
        let _withdrawn = self.0.announce(None);
    }
}

impl Engine {
    /// Serves this engine to other processes on 127.0.0.1 and `port`, where 0 takes a free one. For a file, its lock
    /// file names the address meanwhile. Requests are carried out on the runtime that this is called on.
    ///
    /// # Errors
    ///
    /// [`Code::Engine`] when the port cannot be had, or the lock file cannot be written.
    pub async fn serve(&self, port: u16) -> Result<Served, Error> {
        let taken = |error| {
            Error::new(Code::Engine, format!("cannot listen on 127.0.0.1:{port}"))
                .hint("name another port, or 0 for a free one")
                .caused_by(error)
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        self.announce(Some(address))?;
        let announced = Announced(self.clone());
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(dynoxide::server::serve_with_shutdown(
            listener,
            self.database().clone(),
            // A dropped sender stops the server too.
            async move { drop(stopped.await) },
        ));
        Ok(Served {
            announced,
            address,
            stop,
            server,
        })
    }
}

impl Served {
    /// Where it is served: on loopback, plain HTTP, any credentials.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as an endpoint for the SDK.
    #[must_use]
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops serving: takes no new requests and waits for those under way, five seconds at most.
    ///
    /// # Errors
    ///
    /// [`Code::Engine`] when the server failed, or a client still keeps a request open.
    pub async fn shutdown(self) -> Result<(), Error> {
        let Self {
            announced,
            address,
            stop,
            server,
        } = self;
        drop(announced);
        drop(stop);
        let failed = |cause: crate::BoxError| {
            let sentence = format!("the engine's server at {address} did not end well");
            Err(Error::new(Code::Engine, sentence).caused_by(cause))
        };
        match tokio::time::timeout(GRACE, server).await {
            Ok(Ok(Ok(()))) => Ok(()),
            Ok(Ok(Err(error))) => failed(error.into()),
            Ok(Err(panicked)) => failed(panicked.into()),
            Err(late) => failed(late.into()),
        }
    }
}
