use super::{Plan, Step};

impl Plan {
    /// The first step that goes beyond what was agreed to: one that the agreed plan has not, or has in another order, or
    /// one that runs a function again which was not known to have been started. Fewer steps are within what was agreed.
    #[must_use]
    pub fn beyond(&self, agreed: &Self) -> Option<&Step> {
        let mut left = agreed.steps.iter();
        self.steps
            .iter()
            .find(|step| !left.any(|known| step.is_covered_by(known)))
    }
}

impl Step {
    fn is_covered_by(&self, agreed: &Self) -> bool {
        let is_known_rerun = agreed.rerun || !self.rerun;
        self.id == agreed.id && self.action == agreed.action && is_known_rerun
    }
}
