use std::path::PathBuf;
use std::time::Duration;

use super::{
    Engine, Layer, Manage, MetaBilling, Protection, Settings, durations, item_memory, names,
    refusal::Refusal, resolved::Origin, spool_directory,
};
use crate::Error;

/// Made by hand. What a call sets goes before everything that was set earlier, in whatever way.
impl Settings {
    /// The settings of a namespace, all others at their default: the name is 1 to 64 letters, digits, `_`, `.` and `-`.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`](crate::Code::Configuration) where the namespace has another form.
    pub fn new(namespace: impl Into<String>) -> Result<Self, Error> {
        let namespace = namespace.into();
        names::check_namespace(&namespace)?;
        Ok(Self {
            layer: Layer {
                namespace: Some(namespace),
                ..Layer::default()
            },
            environment: None,
            file: None,
            sdk_endpoint: None,
            origin: Origin::Code,
        })
    }

    /// Sets the environment's name, which `only_in` and `Context::env` see. It selects no table of a file.
    #[must_use]
    pub fn with_environment(mut self, name: impl Into<String>) -> Self {
        self.environment = Some(name.into());
        self
    }

    /// Says where the tables are: tell it of an endpoint that only the SDK client knows, so that leases may be short there.
    #[must_use]
    pub fn with_engine(mut self, engine: Engine) -> Self {
        self.layer.engine = Some(engine);
        self
    }

    /// Sets whether consent is needed.
    #[must_use]
    pub fn with_protection(mut self, protection: Protection) -> Self {
        self.layer.protection = Some(protection);
        self
    }

    /// Sets what stands in front of each table's name, the meta table's included.
    #[must_use]
    pub fn with_table_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.layer.table_prefix = Some(prefix.into());
        self
    }

    /// Sets a table's real name, which the prefix does not touch.
    #[must_use]
    pub fn with_table(mut self, logical: impl Into<String>, real: impl Into<String>) -> Self {
        self.layer.tables.entry(logical.into()).or_default().name = Some(real.into());
        self
    }

    /// Sets how much of declared tables is dynamig's, where nothing else is said of a single table.
    #[must_use]
    pub fn with_manage(mut self, manage: Manage) -> Self {
        self.layer.manage = Some(manage);
        self
    }

    /// Sets how much of one table is dynamig's.
    #[must_use]
    pub fn with_table_manage(mut self, logical: impl Into<String>, manage: Manage) -> Self {
        self.layer.tables.entry(logical.into()).or_default().manage = Some(manage);
        self
    }

    /// Sets the meta table's name, without the prefix.
    #[must_use]
    pub fn with_meta_table(mut self, name: impl Into<String>) -> Self {
        self.layer.meta_table = Some(name.into());
        self
    }

    /// Sets the lock table's name, without the prefix.
    #[must_use]
    pub fn with_lock_table(mut self, name: impl Into<String>) -> Self {
        self.layer.lock_table = Some(name.into());
        self
    }

    /// Sets how a meta table that dynamig creates is paid for.
    #[must_use]
    pub fn with_meta_billing(mut self, billing: MetaBilling) -> Self {
        self.layer.meta_billing = Some(billing);
        self
    }

    /// Adds a tag for a meta table that dynamig creates.
    #[must_use]
    pub fn with_meta_tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.layer.meta_tags.insert(key.into(), value.into());
        self
    }

    /// Sets how long a lease holds without being renewed: 10 seconds to an hour, on local engines 1 second at least.
    #[must_use]
    pub fn with_lease(mut self, lease: Duration) -> Self {
        self.layer.lease = Some(lease);
        self
    }

    /// Sets how long to wait for a lock that its holder keeps renewing.
    #[must_use]
    pub fn with_lock_timeout(mut self, timeout: Duration) -> Self {
        self.layer.lock_timeout = Some(timeout);
        self
    }

    /// Sets the directory, by an absolute path, in which the answers of item migrations wait whose writes are deferred. It is
    /// made where it is not there. A run that has begun to write goes on only where its answers are found.
    #[must_use]
    pub fn with_spool_directory(mut self, directory: impl Into<PathBuf>) -> Self {
        self.layer.spool_directory = Some(directory.into());
        self
    }

    /// Sets how many bytes the items of item migrations may take, of all pages together that are read and not dealt with; from 12
    /// MB. It is an estimate: six times what DynamoDB counts.
    #[must_use]
    pub fn with_item_memory(mut self, bytes: u64) -> Self {
        self.layer.item_memory = Some(bytes);
        self
    }

    /// Says that a package's migrations belong to another namespace: they are neither seen nor run from this one.
    #[must_use]
    pub fn with_foreign_package(
        mut self,
        package: impl Into<String>,
        namespace: impl Into<String>,
    ) -> Self {
        self.layer.foreign.insert(package.into(), namespace.into());
        self
    }

    /// Sets who acts, for the audit log.
    #[must_use]
    pub fn with_actor(mut self, actor: impl Into<String>) -> Self {
        self.layer.actor = Some(actor.into());
        self
    }

    /// Checks all that can be checked without asking the engine. Whoever uses settings does this first.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`](crate::Code::Configuration) for the first value that is out of its range or form: the
    /// names (the meta table's real one included), the endpoint, and the lease for this engine.
    pub fn check(&self) -> Result<(), Error> {
        self.check_values()?;
        durations::check_lease(self.lease(), &self.engine())?;
        Ok(())
    }

    /// Checks each value by itself.
    pub(super) fn check_values(&self) -> Result<(), Error> {
        names::check_namespace(self.namespace())?;
        if let Some(environment) = self.environment() {
            names::check_environment(environment)?;
        }
        names::check_prefix(self.table_prefix())?;
        names::check_table(&self.meta_table_name()).map_err(|refusal| refusal.at("meta table"))?;
        names::check_table(&self.lock_table_name()).map_err(|refusal| refusal.at("lock table"))?;
        self.engine().check()?;
        spool_directory::check(&self.spool_directory())
            .map_err(|refusal| refusal.at("spool directory"))?;
        item_memory::check(self.item_memory()).map_err(|refusal| refusal.at("item memory"))?;
        for logical in self.layer.tables.keys() {
            self.table_name(logical)?;
        }
        self.check_no_table_twice()?;
        Ok(())
    }

    fn check_no_table_twice(&self) -> Result<(), Refusal> {
        let mut seen = std::collections::BTreeMap::new();
        let named = self.layer.tables.iter();
        for (logical, real) in
            named.filter_map(|(logical, table)| Some((logical, table.name.as_ref()?)))
        {
            if let Some(other) = seen.insert(real, logical) {
                return Err(Refusal::new(format!(
                    "the tables `{other}` and `{logical}` are both `{real}`"
                ))
                .hint("give each table a name of its own"));
            }
        }
        Ok(())
    }
}
