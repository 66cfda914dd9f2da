use std::collections::BTreeMap;

use futures_util::FutureExt as _;

use super::Migrator;
use super::item_recovery::{HOW, Recoverable, at_risk, check_reason, of};
use super::tables::Sighted;
use crate::error::{Code, Error};
use crate::plan::{Plan, Step, Warning, WarningKind};
use crate::table::Observed;
use crate::table::diff::Property;

/// What a plan tells of the recovery of tables that item migrations are to run over, before somebody carries it out.
impl Migrator {
    /// Warns of each table for which the command would be refused, or may be. Nothing is looked at where nothing is asked; a
    /// DescribeTable and a DescribeContinuousBackups for each table that was not looked at so far.
    pub(super) async fn add_recovery(
        &self,
        no_pitr: Option<&str>,
        plan: &mut Plan,
        sighted: &Sighted,
    ) -> Result<(), Error> {
        check_reason(no_pitr)?;
        if !self.asks_for_recovery(no_pitr) {
            return Ok(());
        }
        let mut warnings = Vec::new();
        for table in at_risk(plan) {
            let found = match self.recoverable(table, sighted).boxed().await {
                // Who may only plan need not be allowed to look.
                Err(error) if error.code() == Code::PermissionDenied => Recoverable::Unlooked,
                found => found?,
            };
            warnings.extend(self.recovery_warning(plan, table, found));
        }
        plan.warnings.append(&mut warnings);
        Ok(())
    }

    /// The same from a saved state.
    pub(super) fn add_recovery_from(
        &self,
        plan: &mut Plan,
        tables: &BTreeMap<String, Option<Observed>>,
    ) -> Result<(), Error> {
        if !self.asks_for_recovery(None) || self.lacks_recovery() {
            return Ok(());
        }
        let mut warnings = Vec::new();
        for table in at_risk(plan) {
            let found = match tables.get(&self.settings.table_name(table)?) {
                Some(Some(seen)) if seen.unlooked.contains(&Property::Recovery) => {
                    Recoverable::Unlooked
                }
                Some(Some(seen)) => of(seen),
                Some(None) => Recoverable::Nothing,
                None => Recoverable::Unlooked,
            };
            warnings.extend(self.recovery_warning(plan, table, found));
        }
        plan.warnings.append(&mut warnings);
        Ok(())
    }

    fn recovery_warning(&self, plan: &Plan, table: &str, found: Recoverable) -> Option<Warning> {
        let real = self.settings.real_name(table);
        let over =
            format!("an item migration is to run over table `{real}` of a protected environment");
        let (kind, message) = match found {
            Recoverable::Yes | Recoverable::Nothing | Recoverable::Unsupported => return None,
            Recoverable::No => (
                WarningKind::RecoveryOff,
                format!("{over}, whose point-in-time recovery is off: that will be refused"),
            ),
            Recoverable::Unlooked => (
                WarningKind::RecoveryUnlooked,
                format!(
                    "{over}, and whether its point-in-time recovery is on was not looked at: that will be refused where it is off"
                ),
            ),
        };
        let is_over = |step: &&Step| step.items().is_some_and(|items| items.table == table);
        let mut migrations: Vec<_> = plan.steps.iter().filter(is_over).collect();
        migrations.dedup_by_key(|step| &step.id);
        Some(Warning {
            kind,
            migrations: migrations.iter().map(|step| step.id.clone()).collect(),
            message,
            hint: HOW.to_owned(),
        })
    }
}
