//! What the process does: `up`, telling each event in a line.

use std::io::Write as _;
use std::process::ExitCode;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::AppName;
use aws_smithy_http_client::Builder;
use dynamig::error::BoxError;
use dynamig::settings::Variables;
use dynamig::{Error, Event, Migrator, Registry, UpOptions};

use crate::Options;

/// Runs `up` as the only argument says, and exits as the command line would.
#[must_use]
pub fn main() -> ExitCode {
    let prepared = read_options().and_then(|options| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        Ok((options, runtime))
    });
    let (options, runtime) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            tell(&format!("unusable {error}"));
            return ExitCode::from(2);
        }
    };
    match runtime.block_on(up(&options)) {
        Ok(()) => {
            tell("done");
            ExitCode::SUCCESS
        }
        Err(error) => {
            tell(&format!("error {} {error}", error.code()));
            ExitCode::from(error.code().exit())
        }
    }
}

fn read_options() -> Result<Options, BoxError> {
    let text = std::env::args().nth(1).ok_or("the options are missing")?;
    Ok(serde_json::from_str(&text)?)
}

async fn up(options: &Options) -> Result<(), Error> {
    let settings = options.settings(&Variables::of_process()?)?;
    let registry = Registry::of_except(options.migrations()?, settings.foreign_packages())?;
    tell("ready");
    Migrator::with_registry(client(options), settings, registry)
        .with_clock(options.clocks.start())
        .with_events(tell_event)
        .up_with(&UpOptions::new().items(options.item_runs()))
        .await
        .map(drop)
}

/// A client over a socket, with the SDK's defaults and a name.
fn client(options: &Options) -> Client {
    let config = dynamig::embedded::config(Builder::new().build_http())
        .endpoint_url(&options.url)
        .app_name(AppName::new(options.name.clone()).expect("letters, digits and hyphens"));
    Client::from_conf(config.build())
}

fn tell_event(event: &Event) {
    tell(&match event {
        Event::MetaTableCreated { .. } => "created-meta-table".to_owned(),
        Event::LockAwaited { .. } => "waiting".to_owned(),
        Event::LockAcquired { generation, waited } => {
            format!("acquired {generation} after {}", waited.as_millis())
        }
        Event::QuarantineStarted { wait } => format!("quarantine {}", wait.as_millis()),
        Event::MigrationStarted { id, attempt, .. } => format!("started {id} attempt {attempt}"),
        Event::MigrationFinished { id, .. } => format!("finished {id}"),
        Event::MigrationFailed { id, error, .. } => format!("failed {id} {error}"),
        Event::MigrationRecorded { id, action, .. } => format!("recorded {id} {action}"),
        Event::ItemsStarted { id, .. } => format!("items-started {id}"),
        Event::Warned { message, .. } => format!("warned {message}"),
        Event::LockReleased => "released".to_owned(),
        other => format!("other {other:?}"),
    });
}

/// A test that has gone away reads no more: that is no reason to stop.
pub(crate) fn tell(line: &str) {
    let mut stdout = std::io::stdout().lock();
    drop(writeln!(stdout, "{line}").and_then(|()| stdout.flush()));
}
