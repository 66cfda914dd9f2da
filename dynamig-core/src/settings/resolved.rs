use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::durations::{self, DEFAULT_LEASE};
use super::{Engine, Layer, Manage, MetaBilling, Protection, TableLayer, names, refusal::Refusal};
use crate::table::diff::Property;
use crate::{Code, Error};

const META_TABLE: &str = "_dynamig";
const UNNAMED: &str = "default";

/// What dynamig needs to know of an environment: made by [`Settings::new`] or [`Settings::from_toml`] in a program, by
/// [`Settings::load`] on the command line.
///
/// ```
/// use dynamig::Settings;
/// use dynamig::settings::Variables;
///
/// # fn main() -> Result<(), dynamig::Error> {
/// // In a program: include_str!("../dynamig.toml").
/// let text = r#"
///     namespace = "shop"
///     [env.prod]
///     table_prefix = "prod-"
/// "#;
/// let variables = Variables::of_process()?;
/// let settings = Settings::from_toml(text, Some("prod"))?.with_variables(&variables)?;
/// assert_eq!(settings.table_name("customers")?, "prod-customers");
/// # Ok(())
/// # }
/// ```
///
/// Asking it costs nothing: it holds values and reads no file, variable or clock.
#[derive(Clone, Debug)]
pub struct Settings {
    /// All layers, put together.
    pub(super) layer: Layer,
    pub(super) environment: Option<String>,
    pub(super) file: Option<PathBuf>,
    pub(super) sdk_endpoint: Option<String>,
    pub(super) origin: Origin,
}

/// What settings began as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// [`Settings::new`]: no environment has been chosen yet.
    Code,
    /// A text, of which one environment, or the top level, has been chosen.
    Text,
}

impl Settings {
    /// The namespace: one set of migrations, whose rows no other namespace sees. Default: `default`, see
    /// [`require_namespace`](Self::require_namespace).
    #[must_use]
    pub fn namespace(&self) -> &str {
        self.layer.namespace.as_deref().unwrap_or(UNNAMED)
    }

    /// The namespace for a command that writes.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] where none was given and the engine is not on this machine: what is written to AWS under
    /// a name that nobody chose is found by nobody.
    pub fn require_namespace(&self) -> Result<&str, Error> {
        if self.layer.namespace.is_none() && !self.engine().is_local() {
            return Err(Error::new(
                Code::Configuration,
                "no namespace is given, and this command writes to AWS",
            )
            .hint("write `namespace = \"NAME\"` to dynamig.toml, as `cargo dynamig init` does, or set `DYNAMIG_NAMESPACE`"));
        }
        Ok(self.namespace())
    }

    /// The environment's name, where one was chosen.
    #[must_use]
    pub fn environment(&self) -> Option<&str> {
        self.environment.as_deref()
    }

    /// The package that holds the migrations, where the file names it.
    #[must_use]
    pub fn package(&self) -> Option<&str> {
        self.layer.package.as_deref()
    }

    /// The `dynamig.toml` that was read, where one was.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Where the tables are. Default: what the AWS SDK finds, and that is an endpoint where one of its variables,
    /// or `DYNAMODB_LOCAL_ENDPOINT`, has one.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match (
            self.layer.engine.clone().unwrap_or(Engine::Aws),
            &self.sdk_endpoint,
        ) {
            (Engine::Aws, Some(url)) => Engine::Endpoint(url.clone()),
            (engine, _) => engine,
        }
    }

    /// The AWS region. Default: the SDK's.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.layer.region.as_deref()
    }

    /// The profile of the AWS configuration files. Default: the SDK's.
    #[must_use]
    pub fn aws_profile(&self) -> Option<&str> {
        self.layer.aws_profile.as_deref()
    }

    /// Whether changes that are hard to take back need consent. Default: yes, unless the engine is on this machine.
    #[must_use]
    pub fn is_protected(&self) -> bool {
        match self.layer.protection {
            Some(Protection::Protected) => true,
            Some(Protection::Open) => false,
            None => !self.engine().is_local(),
        }
    }

    /// What stands in front of each table's name. Default: nothing.
    #[must_use]
    pub fn table_prefix(&self) -> &str {
        self.layer.table_prefix.as_deref().unwrap_or_default()
    }

    /// The real name of the table that holds the history. Default: `_dynamig` behind the prefix.
    #[must_use]
    pub fn meta_table_name(&self) -> String {
        self.prefixed(self.meta_table())
    }

    /// The real name of the table that holds the locks. Default: the meta table.
    #[must_use]
    pub fn lock_table_name(&self) -> String {
        self.prefixed(
            self.layer
                .lock_table
                .as_deref()
                .unwrap_or_else(|| self.meta_table()),
        )
    }

    /// The real name of a table: the one that `[tables.NAME]` gives, else the prefix and `logical`.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] where the real name is none that DynamoDB takes, or is the meta table's.
    pub fn table_name(&self, logical: &str) -> Result<String, Error> {
        let real = self.real_name(logical);
        names::check_table(&real)?;
        if real == self.meta_table_name() || real == self.lock_table_name() {
            return Err(Refusal::new(format!(
                "the table `{logical}` is `{real}` here, which is dynamig's own table"
            ))
            .hint("give the table another name, or set `meta_table`")
            .into());
        }
        Ok(real)
    }

    /// The real name of a table, whether DynamoDB would take it or not.
    #[must_use]
    pub(crate) fn real_name(&self, logical: &str) -> String {
        match self.table(logical).and_then(|table| table.name.clone()) {
            Some(name) => name,
            None => self.prefixed(logical),
        }
    }

    /// The logical name of a table: the one whose real name this is. `None` for a table outside this environment, and for
    /// the tables of the history.
    #[must_use]
    pub fn logical_name(&self, real: &str) -> Option<String> {
        let mut named = self.layer.tables.iter();
        let mapped = named.find(|(_, table)| table.name.as_deref() == Some(real));
        let logical = match mapped {
            Some((logical, _)) => logical.clone(),
            None => real.strip_prefix(self.table_prefix())?.to_owned(),
        };
        // Behind the prefix may stand the name of a table that is elsewhere.
        let is_it = self.table_name(&logical).is_ok_and(|name| name == real);
        is_it.then_some(logical)
    }

    /// How much of a declared table is dynamig's: what `[tables.NAME]` says, else the environment. Default: all.
    #[must_use]
    pub fn manage(&self, logical: &str) -> Manage {
        let of_table = self.table(logical).and_then(|table| table.manage);
        of_table.or(self.layer.manage).unwrap_or_default()
    }

    /// The properties of a declared table that are neither compared nor changed. Default: none.
    pub fn ignored(&self, logical: &str) -> impl Iterator<Item = Property> {
        let ignored = self
            .table(logical)
            .into_iter()
            .flat_map(|table| &table.ignore);
        ignored.copied()
    }

    /// The tables that `[tables.NAME]` says something of, by their logical names.
    pub fn named_tables(&self) -> impl Iterator<Item = &str> {
        self.layer.tables.keys().map(String::as_str)
    }

    fn table(&self, logical: &str) -> Option<&TableLayer> {
        self.layer.tables.get(logical)
    }

    /// How a meta table that dynamig creates is paid for. Default: on demand.
    #[must_use]
    pub fn meta_billing(&self) -> MetaBilling {
        self.layer.meta_billing.unwrap_or_default()
    }

    /// The tags of a meta table that dynamig creates. Default: none.
    #[must_use]
    pub fn meta_tags(&self) -> &BTreeMap<String, String> {
        &self.layer.meta_tags
    }

    /// How long a lease holds without being renewed. Default: 60 seconds.
    #[must_use]
    pub fn lease(&self) -> Duration {
        self.layer.lease.unwrap_or(DEFAULT_LEASE)
    }

    /// How long to wait for a lock that its holder keeps renewing. Default: as long as that takes.
    #[must_use]
    pub fn lock_timeout(&self) -> Option<Duration> {
        self.layer.lock_timeout
    }

    /// How long one attempt at a control-plane request may take: 10 seconds, or a third of a shorter lease.
    #[must_use]
    pub fn attempt_timeout_control_plane(&self) -> Duration {
        durations::control_plane_attempt(self.lease())
    }

    /// How long one attempt at a data-plane request may take: 3 seconds, or a third of a shorter lease.
    #[must_use]
    pub fn attempt_timeout_data_plane(&self) -> Duration {
        durations::data_plane_attempt(self.lease())
    }

    /// The packages of `[foreign]`, each with the namespace that owns its migrations.
    #[must_use]
    pub fn foreign_packages(&self) -> &BTreeMap<String, String> {
        &self.layer.foreign
    }

    /// The namespace that owns a package's migrations, where that is another one than this.
    #[must_use]
    pub fn foreign_owner(&self, package: &str) -> Option<&str> {
        let owner = self.layer.foreign.get(package)?;
        (owner != self.namespace()).then_some(owner)
    }

    /// Who acts, for the audit log: `DYNAMIG_ACTOR`. Default: what the log finds out by itself.
    #[must_use]
    pub fn actor(&self) -> Option<&str> {
        self.layer.actor.as_deref()
    }

    fn meta_table(&self) -> &str {
        self.layer.meta_table.as_deref().unwrap_or(META_TABLE)
    }

    fn prefixed(&self, name: &str) -> String {
        format!("{}{name}", self.table_prefix())
    }
}
