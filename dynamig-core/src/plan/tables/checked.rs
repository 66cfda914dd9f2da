//! What a look at the items of tables says of the indexes that are planned.

use super::{TablePlan, TableStep};
use crate::item_check::ItemCheck;
use crate::table::{Call, Update};

impl TablePlan {
    /// Takes in what was found of items. It decides the hazard of the steps that make these indexes, better than types
    /// that are declared and counts that are hours old.
    #[must_use]
    pub fn checked(mut self, found: &[ItemCheck]) -> Self {
        for step in &mut self.steps {
            let Some(unchecked) = step.unchecked() else {
                continue;
            };
            let found = found.iter().find(|one| one.is_of_same_index(&unchecked));
            if let Some(found) = found {
                step.hazard = found.hazard();
                step.items = Some(found.clone());
            }
        }
        self
    }

    /// The indexes that are made on tables which are there, also those that wait for migrations: nothing is counted yet.
    pub(crate) fn unchecked(&self) -> impl Iterator<Item = ItemCheck> {
        self.steps.iter().filter_map(TableStep::unchecked)
    }
}

impl TableStep {
    /// Where it makes an index on a table that is there, what is to be looked for.
    fn unchecked(&self) -> Option<ItemCheck> {
        let Call::Update(update) = &self.call else {
            return None;
        };
        match &**update {
            Update::CreateIndex(index, attributes) => {
                Some(ItemCheck::new(&self.table, index, attributes))
            }
            _ => None,
        }
    }
}
