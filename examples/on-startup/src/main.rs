//! Migrates, then serves. `LISTEN` says where, 127.0.0.1:8080 by default; `DYNAMIG_ENV` names the environment.

use std::io::IsTerminal;
use std::process::ExitCode;

use dynamig::settings::Variables;
use dynamig::{BoxError, Cancellation, Error, Migrator};
use on_startup::{http, target};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => tell(&error),
    }
}

async fn serve() -> Result<(), BoxError> {
    let settings = target::settings(&Variables::of_process()?)?;
    let client = target::client(&settings).await?;
    let stop = cancelled_by_signals();
    let migrator = Migrator::new(client.clone(), settings)?.with_cancellation(stop.clone());

    // Before anybody can ask anything: whoever is answered finds the new shape.
    migrator.up().await?;

    let address = std::env::var("LISTEN").unwrap_or_else(|_unset| "127.0.0.1:8080".to_owned());
    let listener = TcpListener::bind(&address).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    axum::serve(listener, http::router(client, migrator)?)
        .with_graceful_shutdown(async move { stop.cancelled().await })
        .await?;
    Ok(())
}

/// Stops a migration cleanly, or the service: at the first interrupt or request to terminate.
fn cancelled_by_signals() -> Cancellation {
    let stop = Cancellation::new();
    let cancel = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            () = terminated() => {}
        }
        cancel.cancel();
    });
    stop
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signals) => drop(signals.recv().await),
        Err(error) => {
            tracing::warn!(%error, "requests to terminate are not heard");
            std::future::pending().await
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// Tells what went wrong and what to do about it. The exit code is dynamig's: 75 says to start the service again.
fn tell(error: &BoxError) -> ExitCode {
    let Some(migration) = error.downcast_ref::<Error>() else {
        tracing::error!(error = &**error, "the service stops");
        return ExitCode::FAILURE;
    };
    let (code, hint) = (migration.code(), migration.what_next());
    tracing::error!(error = &**error, %code, hint, "the service does not start");
    ExitCode::from(code.exit())
}
