use futures_util::FutureExt as _;

use super::Migrator;
use crate::error::{Code, Error};
use crate::estimate::Consumed;
use crate::history::Status;
use crate::migration::{Direction, MigrationId};
use crate::rewrite::{FailedItem, ItemPhase, ItemProgress, RunRows, Wishes};

impl Migrator {
    /// How far an item migration is, by what its process has checkpointed, whoever runs it: the counts, the segments,
    /// what it has consumed, and how many items the table had when the run began. The units of one process, conflicts and the
    /// time are known to that process alone, and zero here. None where it never began, and for what runs once.
    ///
    /// Runs nothing of the migration's, and needs no program that links it.
    ///
    /// # Errors
    /// Where the rows of the run cannot be read.
    ///
    /// # Cost
    /// A GetItem of the migration's row and one of its run's, two where its writes are deferred, and a Query of its segments: a read unit for each 4 KB, at
    /// 200 bytes a segment. Needs `dynamodb:GetItem` and `Query` on the meta table.
    pub async fn item_progress(&self, id: &MigrationId) -> Result<Option<ItemProgress>, Error> {
        match self.checkpointed(id).await {
            Err(error) if error.code() == Code::MetaTableMissing => Ok(None),
            progress => progress,
        }
    }

    /// The items that an item migration has gone past in its last run, by this process and others, and that `retry` has not
    /// dealt with since. Each is in it once, by the hash of its key.
    ///
    /// # Errors
    /// Where the notes cannot be read.
    ///
    /// # Cost
    /// A GetItem, and a Query of the notes: a read unit for each 4 KB. Needs `dynamodb:GetItem` and `Query` on the meta table.
    pub async fn failed_items(&self, id: &MigrationId) -> Result<Vec<FailedItem>, Error> {
        let read = async {
            let rows = self.run_rows_of(id).boxed().await?;
            rows.noted().await
        };
        match read.await {
            Err(error) if error.code() == Code::MetaTableMissing => Ok(Vec::new()),
            noted => Ok(noted?.into_iter().map(|noted| noted.failed).collect()),
        }
    }

    /// The rows of a run, to be read, in the direction that it goes or went last.
    async fn run_rows_of(&self, id: &MigrationId) -> Result<RunRows, Error> {
        let status = self.store().row(id).await?.map(|row| row.status);
        let direction = match status {
            Some(Status::Reverting | Status::Reverted) => Direction::Down,
            _ => Direction::Up,
        };
        Ok(self.run_rows_to_read(id, direction))
    }

    fn run_rows_to_read(&self, id: &MigrationId, direction: Direction) -> RunRows {
        RunRows {
            client: self.meta_client(),
            address: self.address(),
            id: id.clone(),
            direction,
            generation: 0,
        }
    }

    /// What people wish of a run. One GetItem.
    pub(super) async fn wishes_of(&self, id: &MigrationId) -> Result<Wishes, Error> {
        // In either direction they stand in the same row.
        self.run_rows_to_read(id, Direction::Up).wishes().await
    }

    async fn checkpointed(&self, id: &MigrationId) -> Result<Option<ItemProgress>, Error> {
        let rows = self.run_rows_of(id).await?;
        let Some(parameters) = rows.parameters().await? else {
            return Ok(None);
        };
        let phase = match parameters.is_deferred() {
            false => ItemPhase::Streaming,
            true => match rows.spooled().await? {
                None => ItemPhase::Collecting,
                Some(_) => ItemPhase::Writing,
            },
        };
        let mut progress = ItemProgress {
            phase,
            items: parameters.items,
            segments: parameters.segments,
            ..ItemProgress::default()
        };
        let mut consumed = Consumed::default();
        for segment in rows.segments().await? {
            progress.counts.add(&segment.counts);
            consumed.add(segment.consumed);
            progress.segments_done += u32::from(segment.is_done);
        }
        (progress.consumed, progress.elsewhere) = (consumed.units, consumed.elsewhere);
        Ok(Some(progress))
    }
}
