use super::Migrator;
use super::terms::Goal;
use crate::control_plane::Looks;
use crate::error::{Code, Error};
use crate::history::History;
use crate::iam::{Needs, Place, Policy, Role};
use crate::item_check::CheckItems;
use crate::migration::{Migration, MigrationId};
use crate::plan::tables::{Backup, TablePlan};
use crate::plan::{Action, Plan, Selection, Step};
use crate::table::{Observed, TableRow, TableState};

/// A policy, and what is not known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Permissions {
    /// What has to be allowed.
    pub policy: Policy,
    /// What is left open in it, or out of it.
    pub unknown: Vec<Unknown>,
}

/// Something that a policy cannot know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unknown {
    /// The account: it has `*`.
    Account,
    /// The region: it has `*`.
    Region,
    /// What a pending migration touches, which does not say so: it is left out.
    Touches(MigrationId),
}

impl Migrator {
    /// The least that AWS has to allow a role, for the plan that is pending now.
    ///
    /// What functions of migrations do is known by the tables that they touch alone: they are given what can be done to
    /// items, without PartiQL, and nothing of what [`Context::tables`](crate::Context::tables) does. Of an item migration the
    /// table that it is run over is known besides; it has to say that it touches other tables that it writes to.
    ///
    /// Whoever is to check items, as [`Role::Plan`] and [`Role::Deploy`] may, can scan the tables that are to get an index
    /// now. Nothing is scanned for that.
    ///
    /// # Errors
    /// What [`plan`](Self::plan) and, for [`Role::Contract`], its tables are refused for.
    ///
    /// # Cost
    /// As [`plan`](Self::plan); for [`Role::Operate`] it reads the history alone.
    pub async fn permissions(&self, role: Role, check: &CheckItems) -> Result<Permissions, Error> {
        self.settings.check()?;
        let mut needs = Needs::default();
        let mut unknown = Vec::new();
        needs.read_history(&self.address());
        let history = self.history().await?;
        match role {
            Role::Operate => self.operate_needs(&mut needs, &history)?,
            Role::Plan => {
                self.look_needs(&mut needs)?;
                self.estimate_needs(&mut needs, &history);
                if *check != CheckItems::No {
                    let plan = self.plan_of_tables(&history).await?;
                    self.check_needs(&mut needs, check, &plan)?;
                }
            }
            Role::Adopt => self.adopt_needs(&mut needs, &history).await?,
            Role::Deploy => {
                self.write_needs(&mut needs, &history).await?;
                let plan = self.plan(&Selection::All).await?;
                self.table_needs(&mut needs, &plan.tables)?;
                self.check_needs(&mut needs, check, &plan.tables)?;
                self.migration_needs(&mut needs, &mut unknown, &plan);
            }
            Role::Contract => {
                self.write_needs(&mut needs, &history).await?;
                let observed = self.look(self.control_client().sdk()).await?;
                let goal = Goal::Contracted(Backup::First);
                let plan = self.plan_sighted(&history, &observed, goal);
                self.table_needs(&mut needs, &plan)?;
            }
        }
        let place = self.place(&history).await?;
        unknown.extend(place.account.is_empty().then_some(Unknown::Account));
        unknown.extend(place.region.is_empty().then_some(Unknown::Region));
        Ok(Permissions {
            policy: needs.policy(&place),
            unknown,
        })
    }

    /// Looks at what is there, and whose it is.
    async fn adopt_needs(&self, needs: &mut Needs, history: &History) -> Result<(), Error> {
        self.write_needs(needs, history).await?;
        self.look_needs(needs)?;
        let found = self.look(self.control_client().sdk()).await?;
        for sight in self.sights_to_adopt(&found, history)? {
            needs.look(&sight.real, sight.looks);
        }
        Ok(())
    }

    /// Writes the history; and makes its table, where that is still to be done.
    async fn write_needs(&self, needs: &mut Needs, history: &History) -> Result<(), Error> {
        let at = self.address();
        needs.write_history(&at);
        if history
            .head
            .as_ref()
            .is_none_or(|head| head.recovery.is_open())
        {
            needs.recover_history(&at);
        }
        match self.store().head().await {
            Err(error) if error.code() == Code::MetaTableMissing => {
                needs.make_history(&at);
                if !self.settings.meta_tags().is_empty() {
                    needs.tag_history(&at);
                }
                Ok(())
            }
            Err(error) => Err(error),
            Ok(_) => Ok(()),
        }
    }

    fn operate_needs(&self, needs: &mut Needs, history: &History) -> Result<(), Error> {
        needs.write_history(&self.address());
        needs.look_at_history(&self.address());
        let managed = |row: &&TableRow| row.state == TableState::Managed;
        for row in history.tables.values().filter(managed) {
            needs.look(&self.settings.table_name(&row.name)?, Looks::default());
        }
        Ok(())
    }

    /// Reads the items of the tables that are to get an index.
    fn check_needs(
        &self,
        needs: &mut Needs,
        check: &CheckItems,
        plan: &TablePlan,
    ) -> Result<(), Error> {
        if *check != CheckItems::No {
            for index in plan.unchecked() {
                needs.scan(&self.settings.table_name(&index.table)?);
            }
        }
        Ok(())
    }

    fn look_needs(&self, needs: &mut Needs) -> Result<(), Error> {
        for table in self.registry.tables() {
            let sight = self.sight(table)?;
            needs.look(&sight.real, sight.looks);
            if self.asks_for_scaling(table) {
                needs.look_at_scaling();
            }
        }
        Ok(())
    }

    /// Looks at the tables of item migrations that are still to run.
    fn estimate_needs(&self, needs: &mut Needs, history: &History) {
        let is_open = |migration: &&Migration| {
            let row = history.row(migration.id());
            row.is_none_or(|row| !row.status.is_settled())
        };
        let open = self.registry.all().iter().filter(is_open);
        for items in open.filter_map(Migration::items) {
            let real = self.settings.real_name(&items.table);
            needs.look(&real, self.looks_at_items());
        }
    }

    /// What is looked at of a table that an item migration is run over.
    fn looks_at_items(&self) -> Looks {
        Looks {
            recovery: self.settings.is_protected() && !self.lacks_recovery(),
            ..Looks::default()
        }
    }

    fn table_needs(&self, needs: &mut Needs, plan: &TablePlan) -> Result<(), Error> {
        if let Some(refusal) = plan.refusals.first() {
            return Err(refusal.clone().into());
        }
        self.look_needs(needs)?;
        for step in &plan.steps {
            needs.call(&self.settings.table_name(&step.table)?, &step.call);
        }
        Ok(())
    }

    fn migration_needs(&self, needs: &mut Needs, unknown: &mut Vec<Unknown>, plan: &Plan) {
        let runs = |step: &&Step| step.action == Action::Apply;
        let steps = plan.steps.iter().filter(runs);
        for migration in steps.filter_map(|step| step.migration.as_ref()) {
            let items = migration.items();
            if let Some(items) = items {
                let real = self.settings.real_name(&items.table);
                needs.rewrite(&real, items.options.writes);
                needs.look(&real, self.looks_at_items());
            }
            for table in migration.touches().unwrap_or_default() {
                let real = self.settings.real_name(table);
                needs.touch(&real);
                if items.is_some() {
                    // Whoever writes to it besides has to know its key.
                    needs.look(&real, Looks::default());
                }
            }
            if items.is_none() && migration.touches().is_none() {
                unknown.push(Unknown::Touches(migration.id().clone()));
            }
        }
    }

    /// The account is known from the history, or from a table that is there; the region too, or from the settings.
    async fn place(&self, history: &History) -> Result<Place, Error> {
        let head = history.head.as_ref();
        let mut place = Place {
            account: head.map_or_else(String::new, |head| head.account.clone()),
            region: match self.region() {
                region if region.is_empty() => {
                    self.settings.region().unwrap_or_default().to_owned()
                }
                region => region,
            },
        };
        if place.account.is_empty() && !self.settings.engine().is_local() {
            let observed = self.look(self.control_client().sdk()).await?;
            let arn = observed
                .values()
                .find_map(|one: &Observed| one.arn.as_deref());
            let account = arn.and_then(|arn| arn.split(':').nth(4));
            place.account = account.unwrap_or_default().to_owned();
        }
        Ok(place)
    }
}
