use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::history::Head;
use crate::settings::{Engine, Settings};

/// What a saved document was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct SavedTarget {
    /// The environment, where it was named.
    pub environment: Option<String>,
    /// `embedded`, `local` (an endpoint on this machine) or `aws`.
    pub engine: String,
    /// The AWS region, where it is known.
    pub region: Option<String>,
    /// The AWS account, where the history tells it.
    pub account: Option<String>,
    /// What stands in front of each table's name.
    pub table_prefix: String,
    /// The real name of the table of the history.
    pub meta_table: String,
    /// The namespace.
    pub namespace: String,
}

impl SavedTarget {
    pub(crate) fn new(settings: &Settings, region: &str, head: Option<&Head>) -> Self {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            environment: settings.environment().map(str::to_owned),
            engine: kind(&settings.engine()).to_owned(),
            region: known(region),
            account: head.and_then(|head| known(&head.account)),
            table_prefix: settings.table_prefix().to_owned(),
            meta_table: settings.meta_table_name(),
            namespace: settings.namespace().to_owned(),
        }
    }

    /// Refuses settings of another target. What either side does not know is not compared.
    ///
    /// # Errors
    /// [`Code::WrongTarget`].
    pub fn check(&self, settings: &Settings) -> Result<(), Error> {
        let ours = Self::new(settings, settings.region().unwrap_or_default(), None);
        let named = |environment: &Option<String>| {
            environment.clone().unwrap_or_else(|| "(none)".to_owned())
        };
        let always = [
            ("namespace", self.namespace.clone(), ours.namespace),
            (
                "environment",
                named(&self.environment),
                named(&ours.environment),
            ),
            ("meta table", self.meta_table.clone(), ours.meta_table),
            ("table prefix", self.table_prefix.clone(), ours.table_prefix),
            ("engine", self.engine.clone(), ours.engine),
        ];
        let regions = self.region.clone().zip(ours.region);
        let region = regions.map(|(theirs, ours)| ("region", theirs, ours));
        let mut all = always.into_iter().chain(region);
        match all.find(|(_, theirs, ours)| theirs != ours) {
            None => Ok(()),
            Some((what, theirs, ours)) => Err(Error::new(
                Code::WrongTarget,
                format!("the file is of {what} `{theirs}`, and this is `{ours}`"),
            )
            .hint("check `--env`, dynamig.toml and the flags, or take the file that belongs to this target")),
        }
    }
}

/// Engines that can the same.
fn kind(engine: &Engine) -> &'static str {
    match engine {
        Engine::Embedded => "embedded",
        engine if engine.is_local() => "local",
        Engine::Endpoint(_) | Engine::Aws => "aws",
    }
}
