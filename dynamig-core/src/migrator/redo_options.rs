use std::time::Duration;

use super::Consent;
use crate::plan::{Plan, Strand};

/// How [`Migrator::redo`](crate::Migrator::redo) goes about it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RedoOptions {
    /// The migration, by its id, its version or its name; none for the last applied one.
    pub id: Option<String>,
    /// What happens to migrations that depend on it.
    pub strand: Strand,
    /// What the caller agrees to. On a protected environment undoing is destructive.
    pub consent: Consent,
    /// After how long to stop, cleanly, with [`Code::Interrupted`](crate::Code::Interrupted).
    pub deadline: Option<Duration>,
    /// The plan that somebody has seen and agreed to: steps that are not in it are refused.
    pub agreed: Option<Plan>,
}

impl RedoOptions {
    /// The last applied migration; refuses to strand a dependant, and agrees to safe steps only.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names the migration.
    #[must_use]
    pub fn of(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Decides what happens to dependants.
    #[must_use]
    pub fn strand(mut self, strand: Strand) -> Self {
        self.strand = strand;
        self
    }

    /// Agrees to more.
    #[must_use]
    pub fn consent(mut self, consent: Consent) -> Self {
        self.consent = consent;
        self
    }

    /// Stops after so long.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Refuses steps that are not in this plan.
    #[must_use]
    pub fn agreed(mut self, plan: Plan) -> Self {
        self.agreed = Some(plan);
        self
    }
}

/// How [`Migrator::reset`](crate::Migrator::reset) goes about it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ResetOptions {
    /// What the caller agrees to. On a protected environment undoing is destructive.
    pub consent: Consent,
    /// After how long to stop, cleanly, with [`Code::Interrupted`](crate::Code::Interrupted).
    pub deadline: Option<Duration>,
    /// The plan that somebody has seen and agreed to: steps that are not in it are refused.
    pub agreed: Option<Plan>,
}

impl ResetOptions {
    /// Safe steps only, without a deadline.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Agrees to more.
    #[must_use]
    pub fn consent(mut self, consent: Consent) -> Self {
        self.consent = consent;
        self
    }

    /// Stops after so long.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Refuses steps that are not in this plan.
    #[must_use]
    pub fn agreed(mut self, plan: Plan) -> Self {
        self.agreed = Some(plan);
        self
    }
}
