use std::time::Duration;

use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use aws_sdk_dynamodb::types::PointInTimeRecoverySpecification;
use futures_util::FutureExt as _;

use super::address::MetaAddress;
use super::client::MetaClient;
use crate::error::{Call, Code, Error, chain};

/// What came of switching point-in-time recovery on.
#[derive(Debug)]
pub(crate) enum Switched {
    /// It is on, for every table.
    On,
    /// The engine has none.
    Unsupported,
    /// This process may not, as this sentence says.
    Refused(String),
    /// Not this time, as this sentence says.
    NotYet(String),
}

/// AWS switches backups on by itself just after a table is created, and wants to be asked again: so often, and after so
/// long.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_secs(2);

/// Switches it on for the tables of an address, whether or not it is. One UpdateContinuousBackups a table, and more of
/// them for a new one.
///
/// # Errors
/// [`Code::LeaseLost`] where the client is fenced by a lease that is gone.
pub(crate) async fn switch_on_recovery(
    client: &MetaClient,
    address: &MetaAddress,
) -> Result<Switched, Error> {
    let mut answer = Switched::On;
    for table in address.tables() {
        answer = switch_on(client, table).await?;
        if !matches!(answer, Switched::On) {
            break;
        }
    }
    Ok(answer)
}

async fn switch_on(client: &MetaClient, table: &str) -> Result<Switched, Error> {
    let off = |why: &str| format!("point-in-time recovery of `{table}` was not switched on: {why}");
    for _ in 0..TRIES {
        let error = match ask(client, table).await {
            Ok(()) => return Ok(Switched::On),
            Err(Asked::Unsupported) => return Ok(Switched::Unsupported),
            Err(Asked::Unready) => {
                tokio::time::sleep(PAUSE).await;
                continue;
            }
            Err(Asked::Failed(error)) => error,
        };
        return match error.code() {
            Code::LeaseLost => Err(error),
            Code::PermissionDenied => Ok(Switched::Refused(off(&chain(&error)))),
            _ => Ok(Switched::NotYet(off(&chain(&error)))),
        };
    }
    Ok(Switched::NotYet(off("AWS was not ready for it")))
}

enum Asked {
    Unsupported,
    Unready,
    Failed(Error),
}

async fn ask(client: &MetaClient, table: &str) -> Result<(), Asked> {
    let enabled = PointInTimeRecoverySpecification::builder()
        .point_in_time_recovery_enabled(true)
        .build()
        .map_err(|cause| {
            let message = "a request of dynamig's own could not be built";
            Asked::Failed(Error::new(Code::Internal, message).caused_by(cause))
        })?;
    let request = client.sdk().update_continuous_backups().table_name(table);
    let sent = request
        .point_in_time_recovery_specification(enabled)
        .send()
        .boxed();
    let Err(error) = sent.await else {
        return Ok(());
    };
    Err(match error.code() {
        Some("UnknownOperationException") => Asked::Unsupported,
        Some("ContinuousBackupsUnavailableException") => Asked::Unready,
        _ => Asked::Failed(
            Call {
                operation: "UpdateContinuousBackups",
                table,
            }
            .failed(error),
        ),
    })
}
