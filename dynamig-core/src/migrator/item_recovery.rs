use std::collections::BTreeSet;

use futures_util::FutureExt as _;

use super::Migrator;
use super::estimates::creates;
use super::item_rates::check_rates;
use super::tables::Sighted;
use super::terms::Terms;
use crate::control_plane::{Looks, observe};
use crate::error::{Code, Error};
use crate::event::Event;
use crate::migration::Migration;
use crate::plan::tables::NoteKind;
use crate::plan::{Plan, Step};
use crate::table::diff::Property;
use crate::table::{Call, Observed, Setting};

/// Whether what a function spoils can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recoverable {
    Yes,
    No,
    /// The engine has no point-in-time recovery.
    Unsupported,
    /// Nobody looked, because nobody may.
    Unlooked,
    /// The table is not there, or comes or goes: there is nothing to recover.
    Nothing,
}

/// What item migrations are held to in protected environments.
impl Migrator {
    /// Refuses those that do not say how fast they may write, and those over tables that cannot be recovered. Answers the
    /// tables of which the engine cannot tell.
    pub(super) async fn check_production(
        &self,
        terms: &Terms<'_>,
        plan: &Plan,
        sighted: &Sighted,
    ) -> Result<Vec<String>, Error> {
        if self.settings.is_protected() {
            check_rates(&plan.steps)?;
        }
        self.check_recovery(terms, plan, sighted).boxed().await
    }

    /// Refuses item migrations over tables whose point-in-time recovery is off, unless somebody says why. Answers the tables
    /// of which the engine cannot tell.
    ///
    /// A table that the same plan creates has nothing to lose, and one of which it switches the recovery on will have it. Up
    /// to one DescribeContinuousBackups a table.
    async fn check_recovery(
        &self,
        terms: &Terms<'_>,
        plan: &Plan,
        sighted: &Sighted,
    ) -> Result<Vec<String>, Error> {
        check_reason(terms.no_pitr)?;
        match self.asks_for_recovery(terms.no_pitr) {
            true => self.check_tables(at_risk(plan), sighted).boxed().await,
            false => Ok(Vec::new()),
        }
    }

    /// The same for one migration whose function is called with some items again.
    pub(super) async fn check_recovery_of(
        &self,
        migration: &Migration,
        no_pitr: Option<&str>,
    ) -> Result<Vec<String>, Error> {
        check_reason(no_pitr)?;
        let items = migration
            .items()
            .filter(|_| self.asks_for_recovery(no_pitr));
        let tables = items.map(|items| items.table.as_str()).into_iter();
        self.check_tables(tables.collect(), &None).boxed().await
    }

    pub(super) fn asks_for_recovery(&self, no_pitr: Option<&str>) -> bool {
        self.settings.is_protected() && no_pitr.is_none()
    }

    async fn check_tables(
        &self,
        tables: BTreeSet<&str>,
        sighted: &Sighted,
    ) -> Result<Vec<String>, Error> {
        let mut unsupported = Vec::new();
        for table in tables {
            match self.recoverable(table, sighted).boxed().await? {
                Recoverable::Yes | Recoverable::Nothing => {}
                Recoverable::Unsupported => unsupported.push(table.to_owned()),
                Recoverable::No | Recoverable::Unlooked => return Err(self.not_recoverable(table)),
            }
        }
        Ok(unsupported)
    }

    /// Says of which tables it was not asked.
    pub(super) fn tell_unrecoverable(&self, tables: &[String]) {
        let engine = self.capabilities().engine;
        for table in tables {
            let message = format!(
                "table `{table}`: {engine} has no point-in-time recovery, so what an item migration spoils cannot be taken back"
            );
            self.events.emit(Event::TableNoted {
                kind: NoteKind::Skipped,
                message,
            });
        }
    }

    pub(super) fn lacks_recovery(&self) -> bool {
        self.capabilities().lacks.contains(&Property::Recovery)
    }

    pub(super) async fn recoverable(
        &self,
        table: &str,
        sighted: &Sighted,
    ) -> Result<Recoverable, Error> {
        if self.lacks_recovery() {
            return Ok(Recoverable::Unsupported);
        }
        let seen = sighted.as_ref().and_then(|seen| seen.get(table));
        if let Some(seen) = seen.filter(|seen| !seen.unlooked.contains(&Property::Recovery)) {
            return Ok(of(seen));
        }
        let (client, real) = (self.control_client(), self.settings.table_name(table)?);
        let looks = Looks {
            recovery: true,
            ..Looks::default()
        };
        let observed = observe(client.sdk(), &real, table, looks).boxed().await?;
        Ok(observed.as_ref().map_or(Recoverable::Nothing, of))
    }

    fn not_recoverable(&self, table: &str) -> Error {
        let real = self.settings.real_name(table);
        let message = format!(
            "an item migration is to run over table `{real}` of a protected environment, whose point-in-time recovery is off"
        );
        Error::new(Code::RecoveryOff, message).hint(format!("nothing was changed; {HOW}"))
    }
}

/// How such a migration can be run all the same.
pub(super) const HOW: &str = "declare `recovery = on` of the table, or switch it on by hand; or do without: `--no-pitr \"…\"`, and \
                              the audit log keeps why";

pub(super) fn of(observed: &Observed) -> Recoverable {
    match observed.definition.recovery {
        _ if observed.comes_or_goes() => Recoverable::Nothing,
        Setting::On(_) => Recoverable::Yes,
        Setting::Off => Recoverable::No,
        Setting::Unsaid => Recoverable::Unsupported,
    }
}

/// The tables over which a plan runs item migrations and that have something to lose.
pub(super) fn at_risk(plan: &Plan) -> BTreeSet<&str> {
    let tables = plan.steps.iter().filter_map(Step::items);
    let tables = tables.map(|items| items.table.as_str());
    tables
        .filter(|table| !creates(plan, table) && !switches_on(plan, table))
        .collect()
}

/// Whether a plan switches the recovery of a table on before its migrations run.
fn switches_on(plan: &Plan, table: &str) -> bool {
    let mut ready = plan.tables.ready();
    ready.any(|step| step.table == table && matches!(step.call, Call::Recovery(Setting::On(_))))
}

/// Refuses a reason that says nothing.
pub(super) fn check_reason(no_pitr: Option<&str>) -> Result<(), Error> {
    match no_pitr {
        Some(reason) if reason.trim().is_empty() => {
            let message = "running an item migration without point-in-time recovery needs a reason";
            Err(Error::new(Code::Usage, message).hint("`--no-pitr \"…\"`; the audit log keeps it"))
        }
        Some(_) | None => Ok(()),
    }
}
