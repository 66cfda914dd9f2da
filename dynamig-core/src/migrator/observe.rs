use std::collections::{BTreeMap, BTreeSet};

use futures_util::FutureExt as _;

use super::Migrator;
use crate::control_plane::{Looks, Sight, list_tables, observe_all};
use crate::error::{Code, Error};
use crate::history::History;
use crate::saved::{SavedTarget, State};
use crate::table::{Definition, Recovery, Setting, Tag};

/// Looking at an environment, for somebody who may not.
impl Migrator {
    /// Takes down what there is: the history, and the tables. What is planned from it later needs no request.
    ///
    /// It does not know what code will be planned with it, so it lists the tables behind the prefix: what is not listed
    /// was not there. It looks at all that the history, the settings and the registry name, at those in `named`, by
    /// their logical names, and, where there is a prefix, at all that are behind it. A declared table that was listed
    /// and not looked at is refused when it is planned.
    ///
    /// # Errors
    /// Where the history cannot be read or belongs to another environment, and where a table cannot be looked at.
    ///
    /// # Cost
    /// A Query of the namespace; a ListTables for each hundred tables of the account; and for each table that is looked
    /// at DescribeTable, DescribeTimeToLive, DescribeContinuousBackups, ListTagsOfResource and GetResourcePolicy, as far
    /// as the engine has them, and a Scan of one item where DynamoDB has counted none. Needs the permission of each;
    /// without `dynamodb:ListTables` only what was looked at is known.
    pub async fn observe(&self, named: &[String]) -> Result<State, Error> {
        let history = self.history().boxed().await?;
        let client = self.control_client();
        let prefix = self.settings.table_prefix();
        let listed = match list_tables(client.sdk()).boxed().await {
            Ok(names) => {
                let own = names.into_iter().filter(|name| name.starts_with(prefix));
                Some(own.collect())
            }
            Err(error) if error.code() == Code::PermissionDenied => None,
            Err(error) => return Err(error),
        };
        let names = self.names(&history, listed.as_ref(), named)?;
        let looks = self.all_looks();
        let sights = names.iter().map(|real| Sight {
            name: real.clone(),
            real: real.clone(),
            looks,
        });
        let sights: Vec<_> = sights.collect();
        let mut seen = observe_all(client.sdk(), &sights).boxed().await?;
        self.look_at_all_scaling(&mut seen).await?;
        let tables: BTreeMap<_, _> = names
            .into_iter()
            .map(|real| {
                let observed = seen.remove(&real);
                (real, observed)
            })
            .collect();
        Ok(State {
            taken_at: self.clock.timestamp(),
            target: self.saved_target(&history),
            history,
            listed,
            tables,
        })
    }

    /// What a file says of where it was made.
    pub(super) fn saved_target(&self, history: &History) -> SavedTarget {
        SavedTarget::new(&self.settings, &self.region(), history.head.as_ref())
    }

    /// The real names of the tables to look at.
    fn names(
        &self,
        history: &History,
        listed: Option<&BTreeSet<String>>,
        named: &[String],
    ) -> Result<BTreeSet<String>, Error> {
        let recorded = history.tables.keys().map(String::as_str);
        let declared = self.registry.tables().iter().map(|table| table.name());
        let logical = recorded
            .chain(declared)
            .chain(self.settings.named_tables())
            .chain(named.iter().map(String::as_str));
        let mut names = logical
            .map(|name| self.settings.table_name(name))
            .collect::<Result<BTreeSet<_>, _>>()?;
        if !self.settings.table_prefix().is_empty() {
            let own = [
                self.settings.meta_table_name(),
                self.settings.lock_table_name(),
            ];
            let behind = listed.into_iter().flatten();
            names.extend(behind.filter(|real| !own.contains(real)).cloned());
        }
        Ok(names)
    }

    /// At everything that the engine has: nobody knows yet what will be declared.
    fn all_looks(&self) -> Looks {
        let everything = Definition {
            ttl: Setting::On(String::new()),
            recovery: Setting::On(Recovery::default()),
            tags: vec![Tag {
                key: String::new(),
                value: None,
            }],
            policy: Setting::On(String::new()),
            ..Definition::default()
        };
        let (offered, _) = self.capabilities().offered(&everything);
        Looks::of(&offered)
    }
}
