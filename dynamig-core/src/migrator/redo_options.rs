use std::time::Duration;

use super::Consent;
use super::option_methods::option_methods;
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
    /// Why item migrations run on a protected environment over tables whose point-in-time recovery is off; none: they are
    /// refused, with [`Code::RecoveryOff`](crate::Code::RecoveryOff). The audit log keeps it.
    pub no_pitr: Option<String>,
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

    option_methods!(strand, consent, deadline, agreed, no_pitr);
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
    /// Why item migrations run on a protected environment over tables whose point-in-time recovery is off; none: they are
    /// refused, with [`Code::RecoveryOff`](crate::Code::RecoveryOff). The audit log keeps it.
    pub no_pitr: Option<String>,
}

impl ResetOptions {
    /// Safe steps only, without a deadline.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    option_methods!(consent, deadline, agreed, no_pitr);
}
