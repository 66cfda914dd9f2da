use std::collections::BTreeSet;
use std::sync::Arc;

use futures_util::FutureExt as _;
use tokio::sync::Mutex;

use super::Redact;
use crate::cancellation::Cancellation;
use crate::context::Requests;
use crate::control_plane::{Items, Looks, observe};
use crate::error::{Code, Error};
use crate::event::Events;
use crate::history::Journal;
use crate::migration::MigrationId;
use crate::plan::{Action, Step};
use crate::settings::Settings;

/// What a run needs besides its plan.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) client: aws_sdk_dynamodb::Client,
    pub(crate) journal: Arc<Mutex<Journal>>,
    pub(crate) settings: Arc<Settings>,
    /// The tables that are declared dropped and not there, by their logical names.
    pub(crate) dropped: Arc<BTreeSet<String>>,
    pub(crate) events: Events,
    pub(crate) cancellation: Cancellation,
    pub(crate) requests: Requests,
    pub(crate) redact: Redact,
    pub(crate) applied_by: String,
    /// The tables that were made just now, or are gone, by their logical names: where no migration has put an item into
    /// them since, nothing is to be done for each of their items.
    pub(crate) empty: BTreeSet<String>,
}

/// How far a run came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ran {
    /// Every step is taken.
    All,
    /// The steps before this one are taken: it is an item migration, which runs under a lease of its own.
    Until(usize),
}

/// Where a step stands in its plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) n: usize,
    pub(super) of: usize,
}

/// Takes steps in order and says which were done. Stops at the first that fails, with `done` filled up to there, and
/// before the first item migration.
pub(crate) async fn run(
    run: &Run,
    steps: &[Step],
    done: &mut Vec<MigrationId>,
) -> Result<Ran, Error> {
    let (before, of) = (done.len(), done.len() + steps.len());
    for (at, step) in steps.iter().enumerate() {
        if run.cancellation.is_cancelled() {
            return Err(interrupted_before(&step.id));
        }
        let n = before + at + 1;
        match step.items() {
            Some(items) if run.is_empty(&items.table).await? => {
                run.record_empty(step, Place { n, of }).await?;
            }
            Some(_) => return Ok(Ran::Until(at)),
            None => run.take(step, Place { n, of }).await?,
        }
        done.push(step.id.clone());
    }
    Ok(Ran::All)
}

impl Run {
    /// Whether a table has no item, and never had one that a migration over its items should have seen. A DescribeTable
    /// and a Scan of one item, of a table that was made just now; nothing of others.
    async fn is_empty(&self, table: &str) -> Result<bool, Error> {
        if !self.empty.contains(table) {
            return Ok(false);
        }
        let looks = Looks {
            items: Items::LookForOne,
            ..Looks::default()
        };
        let real = self.settings.real_name(table);
        let looking = observe(&self.client, &real, table, looks).boxed();
        Ok(looking.await?.is_none_or(|observed| !observed.has_items()))
    }

    async fn take(&self, step: &Step, place: Place) -> Result<(), Error> {
        match &step.action {
            Action::Apply => self.apply(step, place).await,
            Action::Revert => self.revert(step, place).await,
            Action::Skip(_) | Action::Unskip | Action::Accept | Action::Rename { .. } => {
                self.record(step, place).await
            }
        }
    }
}

fn interrupted_before(id: &MigrationId) -> Error {
    Error::new(Code::Interrupted, format!("stopped before migration {id}"))
        .hint("everything before it is recorded; run the same command again to go on")
}
