use std::collections::BTreeMap;
use std::time::Duration;

use dynamig::settings::{Engine, Variables};
use dynamig::{Error, ItemRuns, Migration, Settings};
use serde::{Deserialize, Serialize};

use crate::{Chain, Clocks, ItemWork, Release, counted};

/// What one process is told: its only argument, as JSON. Lease and time-outs come from `DYNAMIG_*`, as in production.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Options {
    /// Where DynamoDB is.
    pub url: String,
    /// The name that its requests carry.
    pub name: String,
    /// The namespace that it migrates.
    pub namespace: String,
    /// The prefix of its tables.
    pub table_prefix: String,
    /// The migrations that it links.
    pub set: Set,
    /// The packages whose migrations other namespaces own.
    pub foreign: BTreeMap<String, String>,
    /// How long its migrations pause between two requests.
    pub pause: Duration,
    /// The version of the migration that never returns.
    pub hangs_in: Option<u64>,
    /// The clocks that it believes.
    pub clocks: Clocks,
}

/// Which migrations a process links.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Set {
    /// The chain that does a bit of everything.
    Chain(Release),
    /// Those of some packages, two each.
    Packages(Vec<String>),
    /// An item migration, which the process runs.
    Items(ItemWork),
    /// The same in a program that starts, which does not; and two migrations that it does apply.
    BesideItems(ItemWork),
}

impl Options {
    /// A process called `name`, with the chain as it is today, quick migrations and the machine's clocks.
    #[must_use]
    pub fn new(
        url: impl Into<String>,
        name: impl Into<String>,
        table_prefix: impl Into<String>,
    ) -> Self {
        Self {
            url: url.into(),
            name: name.into(),
            namespace: "shop".to_owned(),
            table_prefix: table_prefix.into(),
            set: Set::Chain(Release::New),
            foreign: BTreeMap::new(),
            pause: Duration::from_millis(20),
            hangs_in: None,
            clocks: Clocks::default(),
        }
    }

    /// The settings, with the process's variables over them.
    ///
    /// # Errors
    /// What [`Settings`] refuses.
    pub fn settings(&self, variables: &Variables) -> Result<Settings, Error> {
        let settings = Settings::new(&self.namespace)?
            .with_engine(Engine::Endpoint(self.url.clone()))
            .with_table_prefix(&self.table_prefix);
        let foreign = self.foreign.iter();
        foreign
            .fold(settings, |settings, (package, owner)| {
                settings.with_foreign_package(package, owner)
            })
            .with_variables(variables)
    }

    /// What it does with item migrations.
    #[must_use]
    pub fn item_runs(&self) -> ItemRuns {
        match self.set {
            Set::Items(_) => ItemRuns::Run,
            Set::Chain(_) | Set::Packages(_) | Set::BesideItems(_) => ItemRuns::Leave,
        }
    }

    /// The migrations that it links, foreign ones too.
    ///
    /// # Errors
    /// What the builder refuses.
    pub fn migrations(&self) -> Result<Vec<Migration>, Error> {
        match &self.set {
            Set::Chain(release) => Chain {
                name: self.name.clone(),
                release: *release,
                pause: self.pause,
                hangs_in: self.hangs_in,
            }
            .migrations(),
            Set::Items(work) => Ok(vec![work.migration(self.pause)?]),
            Set::BesideItems(work) => {
                let mut all = counted("hotfix", &self.name, self.pause)?;
                all.push(work.migration(self.pause)?);
                Ok(all)
            }
            Set::Packages(packages) => {
                let pairs = packages
                    .iter()
                    .map(|package| counted(package, &self.name, self.pause));
                Ok(pairs
                    .collect::<Result<Vec<_>, _>>()?
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }
}
