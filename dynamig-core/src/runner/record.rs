use super::steps::{Place, Run};
use crate::error::{Code, Error};
use crate::event::Event;
use crate::history::{Change, Command, MigrationRow};
use crate::migration::Migration;
use crate::plan::{Action, Step};

impl Run {
    /// Takes a step that changes a row and runs nothing.
    pub(super) async fn record(&self, step: &Step, place: Place) -> Result<(), Error> {
        let migration = linked(step)?;
        let mut journal = self.journal.lock().await;
        let known = recorded(migration, journal.row(&step.id));
        let change = match &step.action {
            Action::Skip(reason) => Change::new(
                Command::Skip,
                MigrationRow {
                    finished_at: Some(journal.timestamp()),
                    applied_by: Some(self.applied_by.clone()),
                    ..known.noted(Some(reason.as_str()))
                },
            ),
            Action::Unskip => Change::new(Command::FinishDown, known.noted(None)),
            Action::Accept => Change::new(Command::Accept, known),
            Action::Rename { from } => {
                let former = journal.row(from);
                let note = Some(MigrationRow::renamed_note(from));
                let row = MigrationRow {
                    id: step.id.clone(),
                    note,
                    ..former
                };
                Change::new(Command::Accept, row).renamed_from(from.clone())
            }
            Action::Apply | Action::Revert => {
                return Err(Error::new(
                    Code::Internal,
                    format!("migration {} has a function to run", step.id),
                ));
            }
        };
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

/// A row with what the linked code says of itself.
pub(super) fn recorded(migration: &Migration, row: MigrationRow) -> MigrationRow {
    MigrationRow {
        fingerprint: migration.fingerprint().to_owned(),
        revision: migration.revision(),
        description: cut(migration.description(), 500),
        ..row
    }
}

/// The first `limit` bytes of a text, or a little less, so that no character is cut.
pub(super) fn cut(text: &str, limit: usize) -> String {
    text[..text.floor_char_boundary(limit)].to_owned()
}
