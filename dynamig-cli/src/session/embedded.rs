use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dynamig::embedded::{self, Engine, Opened, connect_or_open};
use dynamig::{Cancellation, Code, Settings};

use super::client::{self, Connected, Where};
use crate::args::Access;
use crate::failure::Failure;
use crate::output::Shell;

/// How often a file that is held is tried again.
const PAUSE: Duration = Duration::from_millis(100);

/// A client of the engine on a file: in this process, or in the one that serves the file.
pub(super) async fn connect(
    settings: Settings,
    file: PathBuf,
    access: Access,
    shell: &Shell,
    cancellation: &Cancellation,
) -> Result<Connected, Failure> {
    // Reading creates nothing: a file that is not there reads like an empty one.
    if access != Access::Writes && !file.exists() {
        let engine = Engine::memory()?;
        return Ok(in_process(settings, &engine, file));
    }
    match wait_for(&file, settings.lock_timeout(), shell, cancellation).await? {
        Opened::Here(engine) => Ok(in_process(settings, &engine, file)),
        Opened::Served(address) => Ok(served(settings, file, address)),
        other => Err(Failure::new(
            Code::Internal,
            format!("the engine's file was opened in an unknown way: {other:?}"),
        )),
    }
}

/// Opens a file, and waits for whoever holds it without serving it.
pub(crate) async fn wait_for(
    file: &Path,
    limit: Option<Duration>,
    shell: &Shell,
    cancellation: &Cancellation,
) -> Result<Opened, Failure> {
    let started = Instant::now();
    let mut is_told = false;
    loop {
        let path = file.to_owned();
        let opened = tokio::task::spawn_blocking(move || connect_or_open(path)).await;
        let opened = opened.map_err(|cause| {
            Failure::new(Code::Engine, "the engine cannot be opened").caused_by(cause)
        })?;
        match opened {
            Err(error)
                if error.code() == Code::EngineHeld
                    && limit.is_none_or(|limit| started.elapsed() < limit) =>
            {
                if !is_told {
                    shell.say(&format!("waiting: {error}"));
                    is_told = true;
                }
            }
            opened => return Ok(opened?),
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = cancellation.cancelled() => {
                return Err(Failure::new(Code::Interrupted, "stopped while waiting for the engine's file").hint("nothing was changed"));
            }
        }
    }
}

fn in_process(settings: Settings, engine: &Engine, file: PathBuf) -> Connected {
    let config = embedded::config(engine.http_client());
    client::finish(config, settings, Where::File(file))
}

fn served(settings: Settings, file: PathBuf, address: SocketAddr) -> Connected {
    let plain = aws_smithy_http_client::Builder::new().build_http();
    let config = embedded::config(plain).endpoint_url(format!("http://{address}"));
    client::finish(config, settings, Where::Served(file, address))
}
