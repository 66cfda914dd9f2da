use super::steps::{Place, Run};
use crate::error::{Code, Error};
use crate::event::Event;
use crate::history::{Change, Command, Journal, MigrationRow};
use crate::migration::Migration;
use crate::plan::{Action, Step};

impl Run {
    /// Takes a step that changes a row and runs nothing.
    pub(super) async fn record(&self, step: &Step, place: Place) -> Result<(), Error> {
        let migration = linked(step)?;
        let mut journal = self.journal.lock().await;
        let change = self.recording(step, &journal, migration)?;
        journal.write(change).await?;
        self.events.emit(Event::MigrationRecorded {
            id: step.id.clone(),
            action: step.action.as_str(),
            n: place.n,
            of: place.of,
            note: step.note.clone(),
        });
        Ok(())
    }

    fn recording(
        &self,
        step: &Step,
        journal: &Journal,
        migration: &Migration,
    ) -> Result<Change, Error> {
        let known = journal.row(&step.id).with_code(migration);
        Ok(match &step.action {
            Action::Skip(reason) => Change::new(
                Command::Skip,
                MigrationRow {
                    finished_at: Some(journal.timestamp()),
                    applied_by: Some(self.applied_by.clone()),
                    note: Some(reason.as_str().to_owned()),
                    ..known
                },
            ),
            Action::Unskip => Change::new(
                Command::FinishDown,
                MigrationRow {
                    note: None,
                    ..known
                },
            ),
            Action::Accept => Change::new(Command::Accept, known),
            Action::Rename { from } => {
                let row = journal.row(from).moved_to(migration);
                Change::new(Command::Accept, row).moved_from(Some(from.clone()))
            }
            Action::Apply | Action::Revert => {
                let message = format!("migration {} has a function to run", step.id);
                return Err(Error::new(Code::Internal, message));
            }
        })
    }
}

impl Run {
    /// Records that an item migration is done over a table that has no items.
    pub(super) async fn record_empty(&self, step: &Step, place: Place) -> Result<(), Error> {
        let migration = linked(step)?;
        let [start, finish] = match step.action {
            Action::Revert => [Command::StartDown, Command::FinishDown],
            _ => [Command::Start, Command::Finish],
        };
        let mut journal = self.journal.lock().await;
        let row = MigrationRow {
            started_at: Some(journal.timestamp()),
            applied_by: Some(self.applied_by.clone()),
            note: None,
            error: None,
            ..journal.row(&step.id).with_code(migration)
        };
        journal.write(Change::new(start, row)).await?;
        let row = MigrationRow {
            finished_at: Some(journal.timestamp()),
            note: Some(MigrationRow::EMPTY.to_owned()),
            ..journal.row(&step.id)
        };
        journal.write(Change::new(finish, row)).await?;
        self.events.emit(Event::MigrationRecorded {
            id: step.id.clone(),
            action: step.action.as_str(),
            n: place.n,
            of: place.of,
            note: Some("its table has no items".to_owned()),
        });
        Ok(())
    }
}

/// The migration of a step.
pub(super) fn linked(step: &Step) -> Result<&Migration, Error> {
    let missing = || {
        Error::new(
            Code::Internal,
            format!("step {} of the plan has no migration", step.n),
        )
    };
    step.migration.as_ref().ok_or_else(missing)
}
