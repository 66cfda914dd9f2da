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
