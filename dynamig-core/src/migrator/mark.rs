use std::collections::BTreeSet;

use futures_util::FutureExt as _;

use super::enter::Patience;
use super::record_options::check_agreed;
use super::session::{LeaseOf, Session};
use super::{Consent, Migrator, RepairOptions};
use crate::error::{Code, Error};
use crate::history::{Change, Command, History, MigrationRow};
use crate::migration::{Kind, Migration, MigrationId};
use crate::plan::Hazard;
use crate::registry::find;

/// What a person says of a migration, having looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is applied.
    Applied,
    /// It is undone, or never took effect.
    Reverted,
    /// It is not meant for this environment.
    Skipped,
    /// Its row is to be removed.
    Forgotten,
}

impl Mark {
    fn command(self) -> Command {
        match self {
            Self::Applied => Command::MarkApplied,
            Self::Reverted => Command::MarkReverted,
            Self::Skipped => Command::MarkSkipped,
            Self::Forgotten => Command::MarkForgotten,
        }
    }
}

impl Migrator {
    /// Records what a person says of a migration; runs nothing. The audit log keeps who and why.
    ///
    /// The id is that of a linked migration, or of a row of the history. Nothing is recorded beside a process that runs it
    /// over its items: one that died is waited out for its lease, as in [`up`](Self::up).
    ///
    /// # Errors
    /// An unknown id; a change that the transition table has not; on a protected environment, missing consent or a
    /// missing reason. [`Code::LockHeld`] where a process runs it over its items, be it paused;
    /// [`Code::PlanChanged`] where its state moved while the lock was waited for.
    ///
    /// # Cost
    /// The lease and one transaction, as for a migration in [`up`](Self::up). A GetItem; and where it was ever run over
    /// items, the lease of its run and two Queries of the namespace.
    pub async fn mark(
        &self,
        id: &str,
        mark: Mark,
        reason: Option<String>,
        consent: Consent,
    ) -> Result<(), Error> {
        self.check_marking(reason.as_deref(), consent)?;
        let history = self.history().await?;
        let (id, migration) = self.known(&history, id)?;
        let seen = recorded(&history, &id, migration.as_ref());
        let mut runs = vec![id.clone()];
        runs.extend(seen.map(|row| &row.id).filter(|row| **row != id).cloned());
        let marked = self.exclusively("mark", async |session| {
            let mut journal = session.journal.lock().await;
            let now = recorded(journal.history(), &id, migration.as_ref());
            check_unmoved(&id, seen, now)?;
            let (row, from) = match &migration {
                Some(migration) => journal.linked_row(migration),
                None => (journal.row(&id), None),
            };
            let at = Some(journal.timestamp());
            let seq = match mark {
                Mark::Applied => row.seq.or(Some(journal.history().next_seq())),
                Mark::Reverted | Mark::Skipped | Mark::Forgotten => None,
            };
            let row = MigrationRow {
                seq,
                note: Some("marked".to_owned()),
                error: None,
                finished_at: at,
                applied_by: Some(self.identity.label()),
                ..row
            };
            let change = Change::new(mark.command(), row).moved_from(from);
            journal.write(change.because(reason.clone())).await
        });
        self.beside_no_run(&runs, "mark", marked.boxed()).await
    }

    /// Accepts the linked code of every migration that was edited after it was applied, as if its revision had been
    /// raised; runs nothing. Returns which.
    ///
    /// # Errors
    /// As [`mark`](Self::mark), [`Code::LockHeld`] where a process is at the items of one of them, as `retry` is;
    /// [`Code::PlanChanged`] where one would be accepted that nobody agreed to.
    pub async fn repair(&self, options: &RepairOptions) -> Result<Vec<MigrationId>, Error> {
        let (reason, agreed) = (&options.reason, options.agreed.as_deref());
        self.check_marking(reason.as_deref(), options.consent)?;
        let edited = self.edited(&self.history().await?);
        check_agreed(&edited, agreed)?;
        if edited.is_empty() {
            return Ok(Vec::new());
        }
        let over_items = edited.iter().filter(|one| one.kind() == Kind::Items);
        let runs: Vec<_> = over_items.map(|one| one.id().clone()).collect();
        let repaired = self.exclusively("repair", async |session| {
            let mut journal = session.journal.lock().await;
            let mut repaired = Vec::new();
            let edited = self.edited(journal.history());
            check_agreed(&edited, agreed)?;
            for migration in edited {
                let (row, _in_place) = journal.linked_row(&migration);
                journal
                    .write(Change::new(Command::Accept, row).because(reason.clone()))
                    .await?;
                repaired.push(migration.id().clone());
            }
            Ok(repaired)
        });
        self.beside_no_run(&runs, "repair", repaired.boxed()).await
    }

    fn edited(&self, history: &History) -> Vec<Migration> {
        let is_edited = |migration: &&Migration| {
            history.row(migration.id()).is_some_and(|row| {
                row.status.is_settled()
                    && !row.is_newer()
                    && row.revision <= migration.revision()
                    && row.fingerprint != migration.fingerprint()
            })
        };
        self.registry
            .in_order()
            .filter(is_edited)
            .cloned()
            .collect()
    }

    /// Takes the lock for something that needs no plan.
    pub(super) async fn exclusively<T>(
        &self,
        name: &str,
        work: impl AsyncFnOnce(Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.settings.require_namespace()?;
        self.settings.check()?;
        // Creating is asked for only where there is nothing: that permission is needed once.
        let account = match self.store().head().await {
            Ok(_) => None,
            Err(error) if error.code() == Code::MetaTableMissing => {
                self.ensure_meta_table().await?
            }
            Err(error) => return Err(error),
        };
        match self.enter(name, Patience::ForTheLock).await? {
            Some(lease) => self.under(lease, LeaseOf::Namespace, account, work).await,
            None => Err(Error::new(
                Code::Internal,
                "the lock was needed and not taken",
            )),
        }
    }

    fn check_marking(&self, reason: Option<&str>, consent: Consent) -> Result<(), Error> {
        if !self.settings.is_protected() {
            return Ok(());
        }
        if !consent.covers(Hazard::Destructive) {
            return Err(Error::new(
                Code::ConsentNeeded,
                "changing the history by hand needs consent on a protected environment",
            )
            .hint("add `--allow destructive` and `--confirm ENV`"));
        }
        if reason.is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Error::new(
                Code::Usage,
                "changing the history by hand needs a reason on a protected environment",
            )
            .hint("add `--reason \"…\"`; the audit log keeps it"));
        }
        Ok(())
    }

    /// The migration that a person names: linked, or at least recorded.
    pub(super) fn known(
        &self,
        history: &History,
        id: &str,
    ) -> Result<(MigrationId, Option<Migration>), Error> {
        let linked = self.registry.in_order().map(Migration::id);
        let recorded = history.rows.iter().map(|row| &row.id);
        let ids: BTreeSet<&MigrationId> = linked.chain(recorded).collect();
        let id = find(ids.iter().copied(), id)?.clone();
        let migration = self.registry.get(&id.to_string()).cloned();
        Ok((id, migration))
    }
}

/// What is recorded of a migration, under whatever id.
fn recorded<'a>(
    history: &'a History,
    id: &MigrationId,
    migration: Option<&Migration>,
) -> Option<&'a MigrationRow> {
    let former: Vec<_> = migration
        .into_iter()
        .flat_map(Migration::former_ids)
        .collect();
    let elsewhere = || history.row_elsewhere(id, &former);
    history.row(id).or_else(elsewhere)
}

/// Refuses to go by what a person has seen of a migration, where that has become something else.
fn check_unmoved(
    id: &MigrationId,
    seen: Option<&MigrationRow>,
    now: Option<&MigrationRow>,
) -> Result<(), Error> {
    let state =
        |row: Option<&MigrationRow>| row.map_or("pending", |row| row.status.as_str()).to_owned();
    let (seen, now) = (state(seen), state(now));
    if seen == now {
        return Ok(());
    }
    let message = format!("migration {id} was {seen} when this began, and is {now} by now");
    Err(Error::new(Code::PlanChanged, message)
        .hint(format!("nothing was changed; look at it with `show {id}`, and run the command again where it is still right")))
}
