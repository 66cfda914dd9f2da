//! The builder methods that options have in common, said once. Each sets the field of its name.

/// Writes these methods, inside an `impl` of options that have the fields.
macro_rules! option_methods {
    ($($method:ident),+ $(,)?) => {
        $($crate::migrator::option_methods::option_method!($method);)+
    };
}

macro_rules! option_method {
    (strand) => {
        /// Decides what happens to dependants.
        #[must_use]
        pub fn strand(mut self, strand: $crate::plan::Strand) -> Self {
            self.strand = strand;
            self
        }
    };
    (consent) => {
        /// Agrees to more.
        #[must_use]
        pub fn consent(mut self, consent: $crate::Consent) -> Self {
            self.consent = consent;
            self
        }
    };
    (deadline) => {
        /// Stops after so long.
        #[must_use]
        pub fn deadline(mut self, deadline: ::std::time::Duration) -> Self {
            self.deadline = Some(deadline);
            self
        }
    };
    (no_pitr) => {
        /// Runs item migrations on a protected environment though the point-in-time recovery of their tables is off, and
        /// says why; the audit log keeps it.
        #[must_use]
        pub fn no_pitr(mut self, reason: impl Into<String>) -> Self {
            self.no_pitr = Some(reason.into());
            self
        }
    };
    (agreed) => {
        /// Refuses steps that are not in this plan.
        #[must_use]
        pub fn agreed(mut self, plan: $crate::plan::Plan) -> Self {
            self.agreed = Some(plan);
            self
        }
    };
}

pub(super) use {option_method, option_methods};
