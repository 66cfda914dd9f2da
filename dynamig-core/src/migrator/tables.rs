use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;

use super::Migrator;
use crate::control_plane::{ControlPlane, Looks, Sight, observe, observe_all};
use crate::error::Error;
use crate::history::{History, tables_digest};
use crate::plan::tables::{self, Capabilities, TableChoice, TablePlan, TableTarget};
use crate::settings::{Engine, Manage};
use crate::table::{Declaration, Observed};

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
        observe(plane.looking(), &sight.real, &sight.name, sight.looks).await
    }

    fn sight(&self, table: &Declaration) -> Result<Sight, Error> {
        let (offered, _) = self.capabilities().offered(&table.definition);
        Ok(Sight {
            name: table.name().to_owned(),
            real: self.settings.table_name(table.name())?,
            looks: Looks::of(&offered),
        })
    }

    /// What is to be done to the declared tables; nothing where nobody looked.
    pub(super) fn plan_tables(&self, history: &History, sighted: &Sighted) -> TablePlan {
        match sighted {
            Some(observed) => self.plan_sighted(history, observed),
            None => TablePlan::default(),
        }
    }

    pub(super) fn plan_sighted(
        &self,
        history: &History,
        observed: &BTreeMap<String, Observed>,
    ) -> TablePlan {
        let (tables, rows) = (self.registry.tables(), &history.tables);
        tables::plan(tables, observed, rows, &self.table_target(history))
    }

    fn table_target(&self, history: &History) -> TableTarget {
        let choice = |table: &Declaration| {
            let (name, settings) = (table.name(), &self.settings);
            let choice = TableChoice {
                manage: Some(settings.manage(name)),
                ignore: settings.ignored(name).collect(),
            };
            (name.to_owned(), choice)
        };
        let settled = history.rows.iter().filter(|row| row.status.is_settled());
        TableTarget {
            choices: self.registry.tables().iter().map(choice).collect(),
            capabilities: self.capabilities(),
            applied: settled.map(|row| row.id.clone()).collect(),
            now: Some(self.clock.seconds()),
            ..TableTarget::default()
        }
    }

    fn capabilities(&self) -> Capabilities {
        match self.settings.engine() {
            Engine::Embedded => Capabilities::DYNOXIDE,
            engine if engine.is_local() => Capabilities::DYNAMODB_LOCAL,
            Engine::Endpoint(_) | Engine::Aws => Capabilities::AWS,
        }
    }

    /// The declared tables that are more than compared: only of these there are rows.
    pub(super) fn changeable(&self) -> impl Iterator<Item = &Declaration> {
        let tables = self.registry.tables().iter();
        tables.filter(|table| self.settings.manage(table.name()) != Manage::Verify)
    }

    /// Whether the history says that every declared table was brought to what is declared, or to something newer.
    pub(super) fn tables_are_recorded(&self, history: &History) -> bool {
        let is_recorded = |table: &Declaration| {
            let row = history.tables.get(table.name());
            row.is_some_and(|row| row.brought == Some(table.hash()) || row.outdates(table))
        };
        self.changeable().all(is_recorded)
    }

    /// Whether nothing is to be written of tables for which nothing is to be done: each is recorded, or refused.
    pub(super) fn is_recorded(&self, plan: &TablePlan, history: &History) -> bool {
        plan.is_empty() && self.tables_are_recorded(history)
    }

    /// The digest of a history in which exactly the declared tables are as they are declared.
    pub(super) fn declared_tables_digest(&self) -> String {
        let hashes: Vec<_> = self.changeable().map(Declaration::hash).collect();
        let names = self.changeable().map(Declaration::name);
        tables_digest(names.zip(hashes.iter().map(String::as_str)))
    }
}
