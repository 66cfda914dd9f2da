use super::Consent;
use super::option_methods::option_methods;
use crate::error::{Code, Error};
use crate::migration::{Migration, MigrationId};
use crate::plan::Selection;
use crate::plan::tables::{Adopting, Adoption};

/// How [`Migrator::baseline`](crate::Migrator::baseline) goes about it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct BaselineOptions {
    /// Which of the pending migrations.
    pub selection: Selection,
    /// Whether declared tables that are there are taken over as well, and whose they may be.
    pub adopting: Adopting,
    /// What somebody has seen and agreed to: other migrations and tables are refused.
    pub agreed: Option<Baselined>,
}

/// What [`Migrator::baseline`](crate::Migrator::baseline) records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Baselined {
    /// The migrations that count as applied.
    pub migrations: Vec<MigrationId>,
    /// The tables that are taken over; empty where nobody asked for that.
    pub tables: Adoption,
}

impl BaselineOptions {
    /// Records these.
    #[must_use]
    pub fn new(selection: Selection) -> Self {
        Self {
            selection,
            ..Self::default()
        }
    }

    /// Takes declared tables over as well, as they are.
    #[must_use]
    pub fn adopting(mut self, adopting: Adopting) -> Self {
        self.adopting = adopting;
        self
    }

    /// Refuses what is not among this.
    #[must_use]
    pub fn agreed(mut self, agreed: Baselined) -> Self {
        self.agreed = Some(agreed);
        self
    }
}

impl Baselined {
    /// Whether there is nothing to record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.migrations.is_empty() && self.tables.adopted.is_empty()
    }
}

/// How [`Migrator::repair`](crate::Migrator::repair) goes about it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RepairOptions {
    /// Why; needed on a protected environment.
    pub reason: Option<String>,
    /// What the caller agrees to. On a protected environment this is destructive.
    pub consent: Consent,
    /// The migrations that somebody has seen and agreed to: others are refused.
    pub agreed: Option<Vec<MigrationId>>,
}

impl RepairOptions {
    /// Without a reason, and with consent to nothing that destroys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says why; the audit log keeps it.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    option_methods!(consent);

    /// Refuses migrations that are not among these.
    #[must_use]
    pub fn agreed(mut self, ids: Vec<MigrationId>) -> Self {
        self.agreed = Some(ids);
        self
    }
}

/// Refuses to record a migration that nobody agreed to.
pub(super) fn check_agreed(
    migrations: &[Migration],
    agreed: Option<&[MigrationId]>,
) -> Result<(), Error> {
    let Some(agreed) = agreed else {
        return Ok(());
    };
    match migrations.iter().find(|one| !agreed.contains(one.id())) {
        None => Ok(()),
        Some(migration) => Err(Error::new(
            Code::PlanChanged,
            format!(
                "the plan has changed meanwhile: migration {} is new in it",
                migration.id()
            ),
        )
        .hint("nothing was changed; look at the new plan and run the command again")),
    }
}
