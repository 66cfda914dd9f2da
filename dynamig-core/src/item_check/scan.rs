use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::scan::ScanOutput;
use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, try_join_all};

use super::progress::Progress;
use super::{ExampleKeys, ItemCheck, ReadUnits};
use crate::cancellation::Cancellation;
use crate::error::{Call, Code, Error};
use crate::event::Events;

/// So many parts of a table are read beside each other; each keeps one page in memory.
const SEGMENTS: u32 = 4;

/// Whoever reads a table whole meets its limits at times: a throttled page is asked for again after one second, two,
/// four, and so on, so often. The client has tried it several times before.
const PATIENCE: u32 = 6;

/// The look at one table.
pub(crate) struct Scan<'a> {
    pub(crate) client: &'a Client,
    /// The table's real name.
    pub(crate) real: &'a str,
    /// The attributes of the table's key, in their order.
    pub(crate) key: Vec<String>,
    /// What is looked for: the indexes, with nothing counted.
    pub(crate) checks: Vec<ItemCheck>,
    pub(crate) keys: ExampleKeys,
    /// How many read units a second may be consumed; as many as there are where nothing is said.
    pub(crate) rate: Option<u64>,
    pub(crate) events: &'a Events,
    pub(crate) stop: &'a Cancellation,
}

/// Looks at all items of a table, eventually consistent.
///
/// # Errors
/// What AWS refuses, and [`Code::Interrupted`] where somebody asked to stop.
pub(crate) async fn scan(look: &Scan<'_>) -> Result<Vec<ItemCheck>, Error> {
    let table = look.checks.first().map_or(look.real, |one| &one.table);
    let progress = Progress::new(table, look.events);
    let segments: Vec<BoxFuture<'_, Result<Vec<ItemCheck>, Error>>> = (0..SEGMENTS)
        .map(|n| look.segment(n, &progress).boxed())
        .collect();
    let segments = try_join_all(segments).await?;
    let mut found = look.checks.clone();
    for segment in segments {
        for (sum, part) in found.iter_mut().zip(segment) {
            sum.add(part);
        }
    }
    for one in &mut found {
        one.read_units = progress.read_units();
    }
    Ok(found)
}

impl Scan<'_> {
    async fn segment(&self, n: u32, progress: &Progress) -> Result<Vec<ItemCheck>, Error> {
        let mut found = self.checks.clone();
        let mut next = None;
        loop {
            let page = self.page_in_time(n, next).await?;
            let items = page.items();
            for item in items {
                for check in &mut found {
                    check.count(item, &self.key, self.keys);
                }
            }
            let consumed = page
                .consumed_capacity()
                .and_then(|all| all.capacity_units());
            let consumed = ReadUnits::told(consumed.unwrap_or_default());
            progress.page(items.len() as u64, consumed);
            next = page.last_evaluated_key.filter(|key| !key.is_empty());
            if next.is_none() {
                return Ok(found);
            }
            let pause = self.rate.map(|rate| pause(consumed, rate));
            self.until_stopped(tokio::time::sleep(pause.unwrap_or_default()))
                .await?;
        }
    }

    /// One page, however long AWS throttles it, within reason.
    async fn page_in_time(
        &self,
        segment: u32,
        after: Option<HashMap<String, AttributeValue>>,
    ) -> Result<ScanOutput, Error> {
        for throttled in 0..PATIENCE {
            match self.page(segment, after.clone()).await {
                Err(error) if error.code() == Code::Throttled => {
                    let pause = Duration::from_secs(1 << throttled);
                    self.until_stopped(tokio::time::sleep(pause)).await?;
                }
                answer => return answer,
            }
        }
        self.page(segment, after).await
    }

    async fn page(
        &self,
        segment: u32,
        after: Option<HashMap<String, AttributeValue>>,
    ) -> Result<ScanOutput, Error> {
        let request = self.request(segment).set_exclusive_start_key(after);
        let answer = self.until_stopped(request.send().boxed()).await?;
        answer.map_err(|error| {
            let call = Call {
                operation: "Scan",
                table: self.real,
            };
            call.failed(error)
        })
    }

    /// Of each item only its key and what an index would have in its key. Every name stands behind a placeholder: it
    /// may be a reserved word, and a dot in it is no path.
    fn request(&self, segment: u32) -> ScanFluentBuilder {
        let of_indexes = self.checks.iter().flat_map(|check| &check.keys);
        let names: BTreeSet<_> = of_indexes
            .map(|key| &key.attribute)
            .chain(&self.key)
            .collect();
        let request = self
            .client
            .scan()
            .table_name(self.real)
            .segment(segment.cast_signed())
            .total_segments(SEGMENTS.cast_signed())
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let mut placeholders = Vec::new();
        let request = names
            .into_iter()
            .enumerate()
            .fold(request, |request, (n, name)| {
                let placeholder = format!("#a{n}");
                placeholders.push(placeholder.clone());
                request.expression_attribute_names(placeholder, name)
            });
        request.projection_expression(placeholders.join(", "))
    }

    /// A read that nobody waits for any more changes nothing, so it is left where it is.
    async fn until_stopped<T>(&self, what: impl Future<Output = T>) -> Result<T, Error> {
        tokio::select! {
            biased;
            () = self.stop.cancelled() => {
                let message = format!("the look at the items of table `{}` was stopped", self.real);
                Err(Error::new(Code::Interrupted, message)
                    .hint("nothing was changed; run the same command again: it looks from the start"))
            }
            done = what => Ok(done),
        }
    }
}

/// How long one of the parts rests after a page, so that all together consume no more than so many units a second.
fn pause(consumed: ReadUnits, rate: u64) -> Duration {
    let share = rate.max(1) as f64 / f64::from(SEGMENTS);
    Duration::from_secs_f64(consumed.as_f64() / share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_share_a_rate() {
        let page = ReadUnits::told(128.0);
        assert_eq!(pause(page, 512), Duration::from_secs(1));
        assert_eq!(pause(page, 0), Duration::from_secs(512));
        assert_eq!(pause(ReadUnits::default(), 512), Duration::ZERO);
    }
}
