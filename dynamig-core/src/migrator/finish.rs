use std::collections::BTreeMap;

use super::bring::Bringing;
use super::terms::{Bring, check_refusals};
use crate::error::{Code, Error};
use crate::plan::tables::{NoteKind, TablePlan, TableStep};
use crate::table::Observed;

impl Bringing<'_> {
    /// After the migrations: does what waited for them, and looks whether everything is as declared.
    ///
    /// # Errors
    /// [`Code::TablesDiffer`] where it is not: somebody else changes the tables too.
    pub(super) async fn finish(&self) -> Result<(), Error> {
        let (plan, observed) = self.plan().await?;
        check_refusals(&plan.refusals)?;
        // Making it again, and empty, is only for a run that says so before.
        if let Some(gone) = plan.notes.iter().find(|note| note.kind == NoteKind::Gone) {
            return Err(deleted(&gone.table));
        }
        if plan.ready().next().is_none() {
            return Ok(());
        }
        self.bring(&plan, &observed).await?;
        let (plan, _) = self.plan().await?;
        check_refusals(&plan.refusals)?;
        match plan.ready().next() {
            None => Ok(()),
            Some(step) => Err(differ(step)),
        }
    }

    async fn plan(&self) -> Result<(TablePlan, BTreeMap<String, Observed>), Error> {
        let history = self.journal.lock().await.history().clone();
        let observed = self
            .look(Bring::Always, &history)
            .await?
            .unwrap_or_default();
        let plan = self.migrator.plan_sighted(&history, &observed, self.goal);
        Ok((plan, observed))
    }
}

/// A table that was there in this run, and is gone.
pub(super) fn deleted(table: &str) -> Error {
    let message = format!("table `{table}` is gone: somebody deleted it during the run");
    Error::new(Code::TableMissing, message)
        .hint("find out who; the same command, run again, makes the table again, and empty")
}

fn differ(step: &TableStep) -> Error {
    let TableStep { table, detail, .. } = step;
    let message = format!("table `{table}` is not as it was left: `{detail}` is to be done again");
    Error::new(Code::TablesDiffer, message)
        .hint("somebody else changes it too; find out who, then run the same command again")
}
