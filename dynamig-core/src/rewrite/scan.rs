use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::scan::ScanError;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use futures_util::FutureExt as _;

use super::write::ThrottlingReason;
use super::{Pace, Progress};
use crate::error::{Call, Code, Error};
use crate::item::Attributes;
use crate::random::Random;

/// Reads a table page by page.
#[derive(Clone, Debug)]
pub(crate) struct Scanner {
    /// A client that does not try again by itself.
    pub(crate) client: Client,
    /// The table's real name.
    pub(crate) table: String,
    pub(crate) segments: u32,
    /// How many items a page has at the most.
    pub(crate) page: Option<u32>,
    pub(crate) consistency: Consistency,
    pub(crate) pace: Pace,
    /// Where it is told that reads are throttled.
    pub(crate) progress: Progress,
    pub(crate) random: Random,
}

/// What a read sees of writes that have just been answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Consistency {
    /// Most of them, at half the price.
    Eventual,
    /// All of them.
    Strong,
}

/// A page of one segment.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) items: Vec<Attributes>,
    /// The key that the next page begins after; none where this is the last.
    pub(crate) last: Option<Attributes>,
    /// What it consumed.
    pub(crate) read_units: f64,
}

/// A read that got no answer, or was throttled, is sent again after a pause that grows from one to the other.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// For so long a page may get no answer at all.
const PATIENCE: u32 = 12;

/// A client like another, whose connections nothing else shares. A connection keeps a buffer as large as the answers that it
/// had, so pages are not to come over each of the many that writes need.
pub(crate) fn apart(client: &Client, attempt: Duration) -> Client {
    let config = client.config();
    let timeouts = config.timeout_config().cloned();
    let timeouts = timeouts.unwrap_or_else(TimeoutConfig::disabled);
    // The SDK shares connections among clients of the same time-outs; an attempt ends no sooner by this one.
    let timeouts = timeouts.into_builder().read_timeout(attempt).build();
    Client::from_conf(config.to_builder().timeout_config(timeouts).build())
}

impl Scanner {
    /// Reads the page of a segment that begins after a key. One Scan, and as many more as it is throttled or lost.
    ///
    /// # Errors
    /// What no repetition mends.
    pub(crate) async fn page(
        &self,
        segment: u32,
        after: Option<&Attributes>,
    ) -> Result<Page, Error> {
        let mut pause = FIRST_PAUSE;
        for _ in 0..PATIENCE {
            self.pace.reads.turn(0.0).await;
            match self.once(segment, after).await {
                Ok(page) => return Ok(page),
                Err(Failed::ForGood(error)) => return Err(error),
                Err(Failed::ForNow(error, reasons)) => {
                    if error.code() == Code::Throttled {
                        self.progress.throttled(&reasons);
                        self.pace.reads_throttled(&reasons);
                    }
                    tokio::time::sleep(pause.mul_f64(0.5 + self.random.fraction())).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
        self.once(segment, after)
            .await
            .map_err(|failed| match failed {
                Failed::ForNow(error, _) | Failed::ForGood(error) => error,
            })
    }

    async fn once(&self, segment: u32, after: Option<&Attributes>) -> Result<Page, Failed> {
        let request = self
            .client
            .scan()
            .table_name(&self.table)
            .segment(segment.cast_signed())
            .total_segments(self.segments.cast_signed())
            .consistent_read(self.consistency == Consistency::Strong)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .set_limit(self.page.map(u32::cast_signed))
            .set_exclusive_start_key(after.cloned());
        let answer = request.send().boxed().await.map_err(|error| {
            let is_unwell = error
                .raw_response()
                .is_some_and(|answer| answer.status().is_server_error());
            let reasons = reasons(&error);
            let call = Call {
                operation: "Scan",
                table: &self.table,
            };
            let error = call.failed(error);
            match is_unwell || matches!(error.code(), Code::Throttled | Code::Unreachable) {
                true => Failed::ForNow(error, reasons),
                false => Failed::ForGood(error),
            }
        })?;
        let consumed = answer
            .consumed_capacity()
            .and_then(|all| all.capacity_units());
        let read_units = consumed.unwrap_or_default();
        self.pace.reads.spent(read_units);
        Ok(Page {
            read_units,
            items: answer.items.unwrap_or_default(),
            last: answer.last_evaluated_key.filter(|key| !key.is_empty()),
        })
    }
}

/// Why a page was not read.
enum Failed {
    /// The same read may succeed a little later; by what it was throttled, as far as AWS told.
    ForNow(Error, Vec<ThrottlingReason>),
    ForGood(Error),
}

fn reasons<R>(failure: &SdkError<ScanError, R>) -> Vec<ThrottlingReason> {
    let told = match failure.as_service_error() {
        Some(ScanError::ProvisionedThroughputExceededException(told)) => told.throttling_reasons(),
        Some(ScanError::ThrottlingException(told)) => told.throttling_reasons(),
        Some(ScanError::RequestLimitExceeded(told)) => told.throttling_reasons(),
        _ => &[],
    };
    ThrottlingReason::read(told)
}
