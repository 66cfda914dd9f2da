use super::Migrator;
use crate::error::{Code, Error};
use crate::history::Status;
use crate::migration::{Direction, MigrationId};
use crate::rewrite::{ItemProgress, RunRows};

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
    /// A GetItem of the migration's row and one of its run's, and a Query of its segments: a read unit for each 4 KB, at
    /// 200 bytes a segment. Needs `dynamodb:GetItem` and `Query` on the meta table.
    pub async fn item_progress(&self, id: &MigrationId) -> Result<Option<ItemProgress>, Error> {
        match self.checkpointed(id).await {
            Err(error) if error.code() == Code::MetaTableMissing => Ok(None),
            progress => progress,
        }
    }

    async fn checkpointed(&self, id: &MigrationId) -> Result<Option<ItemProgress>, Error> {
        let status = self.store().row(id).await?.map(|row| row.status);
        let rows = RunRows {
            client: self.meta_client(),
            address: self.address(),
            id: id.clone(),
            direction: match status {
                Some(Status::Reverting | Status::Reverted) => Direction::Down,
                _ => Direction::Up,
            },
            generation: 0,
        };
        let Some(parameters) = rows.parameters().await? else {
            return Ok(None);
        };
        let mut progress = ItemProgress {
            items: parameters.items,
            segments: parameters.segments,
            ..ItemProgress::default()
        };
        for segment in rows.segments().await? {
            progress.counts.add(&segment.counts);
            progress.consumed.add(segment.consumed);
            progress.segments_done += u32::from(segment.is_done);
        }
        Ok(Some(progress))
    }
}
