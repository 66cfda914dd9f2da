use aws_sdk_dynamodb::Client;

use super::Migrator;
use crate::control_plane::{Looks, observe};
use crate::error::{Code, Error};
use crate::migration::{ItemOptions, Items, Migration, Writing};
use crate::rewrite::{DEFERRED, Edits, Parameters, RunRows};
use crate::table::Observed;

/// So many segments are worked on at once, where nothing is said.
pub(super) const WORKERS: u32 = 8;
/// What DynamoDB reads at once, in bytes.
const PAGE: u64 = 1 << 20;
/// A segment is meant to be no larger, in bytes.
const SEGMENT: u64 = 64 << 20;
/// So many segments a worker has, where the table has pages enough.
const SEVERAL: u32 = 8;

/// What a run goes by, from its first process to its last.
impl Migrator {
    /// Looks at the table, which has to be there.
    pub(super) async fn observed_items(
        &self,
        items: &Items,
        client: &Client,
    ) -> Result<Observed, Error> {
        let real = self.settings.table_name(&items.table)?;
        let observed = observe(client, &real, &items.table, Looks::default()).await?;
        let there = observed.filter(|observed| !observed.comes_or_goes());
        there.ok_or_else(|| {
            let message = format!("table `{real}`, over whose items a migration is to run, is not there");
            Error::new(Code::TableMissing, message)
                .hint("declare the table, or create it in an earlier migration; then run the same command again")
        })
    }

    /// What the run goes by: what an earlier process has stored, or what holds from now on.
    pub(super) async fn parameters(
        &self,
        migration: &Migration,
        items: &Items,
        observed: &Observed,
        rows: &RunRows,
        edits: Edits,
    ) -> Result<Parameters, Error> {
        let wanted = Parameters {
            segments: segments(&items.options, observed.bytes),
            table: self.settings.table_name(&items.table)?,
            table_id: observed.id.clone(),
            fingerprint: migration.fingerprint().to_owned(),
            revision: migration.revision(),
            options: options(&items.options),
            items: observed.items,
        };
        match rows.parameters().await? {
            Some(begun) => {
                let going_on = begun.clone().go_on(migration, items, &wanted, edits)?;
                if going_on != begun && edits == Edits::Refused {
                    if going_on.is_another_function(&begun) && rows.spooled().await?.is_some() {
                        return Err(answered_before(migration));
                    }
                    rows.freeze(&going_on).await?;
                }
                Ok(going_on)
            }
            None => {
                rows.freeze(&wanted).await?;
                Ok(wanted)
            }
        }
    }
}

/// Into how many segments a table of so many bytes is divided: several for each worker, so that none is left with a large
/// one in the end; as many as make none too large; but no more than there are pages, because each is read and checkpointed
/// at least once, and as many for each worker as for any other. A table without bytes may have been filled since they were
/// counted.
pub(super) fn segments(options: &ItemOptions, bytes: u64) -> u32 {
    let workers = options.workers.unwrap_or(WORKERS);
    let parts = |of: u64| u32::try_from(bytes.div_ceil(of)).unwrap_or(u32::MAX);
    let of_each = match bytes {
        0 => SEVERAL,
        _ => (parts(PAGE) / workers.max(1)).clamp(1, SEVERAL),
    };
    let several = workers.saturating_mul(of_each);
    let enough = several.max(parts(SEGMENT)).min(1_000_000);
    options.segments.unwrap_or(enough)
}

/// The options that decide what is written: whoever goes on has to go by the same.
fn options(options: &ItemOptions) -> String {
    let text = format!("{:?} {:?}", options.times, options.compare);
    match options.writing {
        Writing::Streamed => text,
        Writing::Deferred => text + DEFERRED,
    }
}

/// What waits in the spool was answered by the function as it was.
fn answered_before(migration: &Migration) -> Error {
    let id = migration.id();
    let message = format!(
        "migration {id} was edited since it began to write what its function had answered for every item"
    );
    Error::new(Code::RunChanged, message).hint(format!(
        "restore it, under a revision that is higher still, and it goes on; or `mark {id} reverted --reason …`, and the edited \
         function is called from the first item on"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_segments_by_its_size() {
        const MIB: u64 = 1 << 20;
        let of = |bytes| segments(&ItemOptions::NEW, bytes);
        // As it was counted hours ago: it may be large by now.
        assert_eq!(of(0), 64);
        // One for each worker, one for each page, several for each worker.
        assert_eq!([of(1), of(8 * MIB), of(20 * MIB)], [8, 8, 16]);
        assert_eq!([of(64 * MIB), of(4096 * MIB)], [64, 64]);
        assert_eq!(of(64 * MIB * 1000), 1000);
        assert_eq!(of(u64::MAX), 1_000_000);
    }

    #[test]
    fn what_is_said_counts() {
        let mut options = ItemOptions::NEW;
        options.workers = Some(2);
        assert_eq!([segments(&options, 0), segments(&options, 1)], [16, 2]);
        options.segments = Some(5);
        assert_eq!(segments(&options, 1 << 40), 5);
    }
}
