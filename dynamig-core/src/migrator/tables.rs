use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::Client;
use futures_util::FutureExt as _;

use super::terms::Goal;
use super::{Migrator, UpPart};
use crate::control_plane::{ControlPlane, Looks, Sight, observe, observe_all};
use crate::error::Error;
use crate::history::{Head, History};
use crate::plan::tables::{
    self, Adopting, Backup, Capabilities, TableChoice, TablePlan, TableTarget,
};
use crate::settings::Manage;
use crate::table::diff::Property;
use crate::table::{Declaration, Observed, Presence, TableRow, TableState};

/// What was found of the declared tables, by logical name; none where nobody looked.
pub(super) type Sighted = Option<BTreeMap<String, Observed>>;

/// The declared tables: what there is of them, and what is to be done.
impl Migrator {
    /// Looks at all declared tables, strongly consistent, several at once.
    pub(super) async fn look(&self, client: &Client) -> Result<BTreeMap<String, Observed>, Error> {
        let sights = self.registry.tables().iter().map(|table| self.sight(table));
        let mut observed = observe_all(client, &sights.collect::<Result<Vec<_>, _>>()?).await?;
        self.look_at_scaling(&mut observed).await?;
        Ok(observed)
    }

    /// Looks at one declared table.
    pub(super) async fn look_at(
        &self,
        plane: &ControlPlane,
        table: &Declaration,
    ) -> Result<Option<Observed>, Error> {
        let sight = self.sight(table)?;
        let observed = observe(plane.looking(), &sight.real, &sight.name, sight.looks).await?;
        let mut observed: BTreeMap<_, _> = observed
            .into_iter()
            .map(|one| (sight.name.clone(), one))
            .collect();
        self.look_at_scaling(&mut observed).await?;
        Ok(observed.remove(&sight.name))
    }

    /// Looks at all declared tables, and where they may be taken over at the tags that tell whose they are.
    pub(super) async fn look_to(
        &self,
        goal: Goal,
        client: &Client,
        history: &History,
    ) -> Result<BTreeMap<String, Observed>, Error> {
        let mut found = self.look(client).boxed().await?;
        if !matches!(goal, Goal::Declared(_, adopting) if adopting > Adopting::No) {
            return Ok(found);
        }
        let sights = self.sights_to_adopt(&found, history)?;
        found.extend(observe_all(client, &sights).boxed().await?);
        self.look_at_scaling(&mut found).await?;
        Ok(found)
    }

    /// The tables that are there and of which the history does not tell all, to look at their tags, where there are any.
    pub(super) fn sights_to_adopt(
        &self,
        found: &BTreeMap<String, Observed>,
        history: &History,
    ) -> Result<Vec<Sight>, Error> {
        let mut sights = Vec::new();
        if self.capabilities().lacks.contains(&Property::Tags) {
            return Ok(sights);
        }
        for table in self.changeable() {
            let (name, row) = (table.name(), history.tables.get(table.name()));
            let is_known = |observed| row.is_some_and(|row| row.tells_of(table, Some(observed)));
            if found.get(name).is_some_and(|observed| !is_known(observed)) {
                let mut sight = self.sight(table)?;
                sight.looks.tags = true;
                sights.push(sight);
            }
        }
        Ok(sights)
    }

    pub(super) fn sight(&self, table: &Declaration) -> Result<Sight, Error> {
        let (offered, _) = self.capabilities().offered(&table.definition);
        Ok(Sight {
            name: table.name().to_owned(),
            real: self.settings.table_name(table.name())?,
            looks: Looks::of(&offered),
        })
    }

    /// What is to be done to the declared tables; nothing where nobody looked.
    pub(super) fn plan_tables(
        &self,
        history: &History,
        sighted: &Sighted,
        goal: Goal,
    ) -> TablePlan {
        match sighted {
            Some(observed) => self.plan_sighted(history, observed, goal),
            None => TablePlan::default(),
        }
    }

    pub(super) fn plan_sighted(
        &self,
        history: &History,
        observed: &BTreeMap<String, Observed>,
        goal: Goal,
    ) -> TablePlan {
        let (tables, rows) = (self.registry.tables(), &history.tables);
        let target = self.table_target(history, goal);
        match goal {
            Goal::Declared(UpPart::Expand, _) => {
                tables::plan(tables, observed, rows, &target).before_migrations()
            }
            Goal::Declared(..) => tables::plan(tables, observed, rows, &target),
            Goal::Contracted(_) => tables::contract(tables, observed, rows, &target),
        }
    }

    pub(super) fn table_target(&self, history: &History, goal: Goal) -> TableTarget {
        let choice = |name: &str| {
            let choice = TableChoice {
                manage: Some(self.settings.manage(name)),
                ignore: self.settings.ignored(name).collect(),
            };
            (name.to_owned(), choice)
        };
        let declared = self.registry.tables().iter().map(Declaration::name);
        let names = declared.chain(history.tables.keys().map(String::as_str));
        let settled = history.rows.iter().filter(|row| row.status.is_settled());
        TableTarget {
            choices: names.map(choice).collect(),
            capabilities: self.capabilities(),
            applied: settled.map(|row| row.id.clone()).collect(),
            now: Some(self.clock.seconds()),
            adopting: match goal {
                Goal::Declared(_, adopting) => adopting,
                Goal::Contracted(_) => Adopting::No,
            },
            backup: match goal {
                Goal::Contracted(backup) => backup,
                Goal::Declared(..) => Backup::First,
            },
            ..TableTarget::default()
        }
    }

    pub(super) fn capabilities(&self) -> Capabilities {
        Capabilities::of(&self.settings.engine())
    }

    /// The declared tables that are more than compared: only of these there are rows. One that is to be dropped is
    /// somebody else's where not all of it is managed.
    pub(super) fn changeable(&self) -> impl Iterator<Item = &Declaration> {
        let tables = self.registry.tables().iter();
        tables.filter(|table| {
            let manage = self.settings.manage(table.name());
            matches!(
                (manage, table.presence),
                (Manage::All, _) | (Manage::Indexes, Presence::Kept)
            )
        })
    }

    /// The tables that are declared dropped and are not there, by their logical names. Where nobody looked, the rows tell
    /// it of those that are managed.
    pub(super) fn dropped(&self, history: &History, sighted: &Sighted) -> BTreeSet<String> {
        let is_gone = |table: &&Declaration| match (sighted, history.tables.get(table.name())) {
            (Some(observed), _) => !observed.contains_key(table.name()),
            (None, Some(row)) => row.state == TableState::Dropped,
            (None, None) => self.settings.manage(table.name()) == Manage::All,
        };
        let tables = self.registry.tables().iter();
        let dropped = tables.filter(|table| table.presence == Presence::Dropped);
        dropped
            .filter(is_gone)
            .map(|table| table.name().to_owned())
            .collect()
    }

    /// Whether the history says that every declared table was brought to what is declared, or to something newer.
    pub(super) fn tables_are_recorded(&self, history: &History) -> bool {
        let row = |table: &Declaration| history.tables.get(table.name());
        self.changeable()
            .all(|table| row(table).is_some_and(|row| row.is_at(table)))
    }

    /// Whether nothing is to be written of tables for which nothing is to be done, as far as they were looked at.
    pub(super) fn is_recorded(&self, plan: &TablePlan) -> bool {
        self.changeable()
            .all(|table| !plan.unrecorded.contains(table.name()))
    }

    /// Whether a head says that exactly the declared tables are as they are declared.
    pub(super) fn agrees_on_tables(&self, head: &Head) -> bool {
        let hashes: Vec<_> = self.changeable().map(Declaration::hash).collect();
        let names = self.changeable().map(Declaration::name);
        head.has_tables(names.zip(hashes.iter().map(String::as_str)))
    }

    /// The tables that are managed, and that this program leaves alone: it does not declare them, or no longer manages
    /// them here. A row of a newer release is that one's to change.
    pub(super) fn released<'a>(
        &'a self,
        history: &'a History,
    ) -> impl Iterator<Item = &'a TableRow> {
        history.tables.values().filter(|row| {
            let is_ours = row.state == TableState::Managed && row.schema <= TableRow::SCHEMA;
            is_ours && !self.changeable().any(|table| table.name() == row.name)
        })
    }
}
