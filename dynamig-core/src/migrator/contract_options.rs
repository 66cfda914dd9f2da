use std::time::Duration;

use super::Consent;
use super::option_methods::option_methods;
use super::terms::{Bring, Goal, Terms};
use crate::error::{Code, Error};
use crate::plan::Plan;
use crate::plan::tables::Backup;
use crate::rewrite::Limits;

/// How [`Migrator::contract`](crate::Migrator::contract) goes about it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ContractOptions {
    /// Why a dropped table is deleted without a backup; none: it is backed up, where the engine makes backups. The audit
    /// log keeps it.
    pub no_backup: Option<String>,
    /// What the caller agrees to. Most of what is taken away is destructive.
    pub consent: Consent,
    /// After how long to stop, cleanly, with [`Code::Interrupted`].
    pub deadline: Option<Duration>,
    /// The plan that somebody has seen and agreed to: steps that are not in it are refused.
    pub agreed: Option<Plan>,
}

impl ContractOptions {
    /// With backups, safe steps only, without a deadline.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Deletes dropped tables without a backup, and says why; the audit log keeps it.
    #[must_use]
    pub fn no_backup(mut self, reason: impl Into<String>) -> Self {
        self.no_backup = Some(reason.into());
        self
    }

    option_methods!(consent, deadline, agreed);

    pub(super) fn terms(&self) -> Terms<'_> {
        Terms {
            name: "contract",
            consent: self.consent,
            deadline: self.deadline,
            agreed: self.agreed.as_ref(),
            saved: None,
            tables: Bring::Always,
            goal: Goal::Contracted(match self.no_backup {
                None => Backup::First,
                Some(_) => Backup::Waived,
            }),
            checked: Vec::new(),
            limits: Limits::default(),
            no_pitr: None,
            reason: self.no_backup.as_deref(),
        }
    }

    /// Refuses a reason that says nothing.
    pub(super) fn check(&self) -> Result<(), Error> {
        match &self.no_backup {
            Some(reason) if reason.trim().is_empty() => Err(Error::new(
                Code::Usage,
                "deleting tables without a backup needs a reason",
            )
            .hint("`--no-backup \"…\"`; the audit log keeps it")),
            Some(_) | None => Ok(()),
        }
    }
}
