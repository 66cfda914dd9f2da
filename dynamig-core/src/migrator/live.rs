use std::collections::{BTreeMap, BTreeSet};

use futures_util::FutureExt as _;

use super::Migrator;
use crate::control_plane::{Looks, Sight, list_tables, observe_all};
use crate::error::Error;
use crate::table::Observed;
use crate::table::diff::Property;

impl Migrator {
    /// The logical names of the tables that are there, in order: those behind this environment's prefix, and those that
    /// the settings name. The tables of the history are none of them.
    ///
    /// # Errors
    /// What AWS refuses.
    ///
    /// # Cost
    /// A ListTables for each 100 tables of the account and region. Needs that permission, on all tables.
    pub async fn live_tables(&self) -> Result<Vec<String>, Error> {
        let names = list_tables(&self.client).boxed().await?;
        let logical = |real: &String| self.settings.logical_name(real);
        let names: BTreeSet<_> = names.iter().filter_map(logical).collect();
        Ok(names.into_iter().collect())
    }

    /// Looks at tables by their logical names, whoever manages them: at everything of each but the properties in
    /// `without`, of those with a request of their own. Tables that are not there are left out.
    ///
    /// # Errors
    /// A name that no table can have; what AWS refuses, with the action that is not allowed.
    ///
    /// # Cost
    /// DescribeTable for each table, and as far as they are looked at DescribeTimeToLive, DescribeContinuousBackups,
    /// ListTagsOfResource and GetResourcePolicy. Needs those permissions.
    pub async fn look_at_tables(
        &self,
        names: &[String],
        without: &BTreeSet<Property>,
    ) -> Result<BTreeMap<String, Observed>, Error> {
        let is_wanted = |property| !without.contains(&property);
        let looks = Looks {
            ttl: is_wanted(Property::Ttl),
            recovery: is_wanted(Property::Recovery),
            tags: is_wanted(Property::Tags),
            policy: is_wanted(Property::Policy),
            ..Looks::default()
        };
        let sight = |name: &String| {
            Ok(Sight {
                name: name.clone(),
                real: self.settings.table_name(name)?,
                looks,
            })
        };
        let sights = names.iter().map(sight).collect::<Result<Vec<_>, Error>>()?;
        observe_all(&self.client, &sights).boxed().await
    }
}
