use sha2::{Digest as _, Sha256};

use super::Migrator;
use crate::migration::{Items, Migration, Writing};
use crate::rewrite::{Deferred, Parameters};

/// The spools of runs whose writes are deferred.
impl Migrator {
    /// Where the answers of a run wait, if its writes are deferred.
    pub(super) fn deferred(
        &self,
        migration: &Migration,
        items: &Items,
        parameters: &Parameters,
    ) -> Option<Deferred> {
        if items.options.writing == Writing::Streamed {
            return None;
        }
        let run = self.run_name(migration, parameters);
        let host = self.identity.host.clone();
        Some(Deferred::new(self.settings.spool_directory(), run, host))
    }

    /// What tells the spools of a run from those of other migrations, environments and tables in one directory.
    fn run_name(&self, migration: &Migration, parameters: &Parameters) -> String {
        let settings = &self.settings;
        let id = migration.id();
        let mut hasher = Sha256::new();
        for part in [
            format!("{:?}", settings.engine()).as_str(),
            settings.region().unwrap_or_default(),
            &settings.meta_table_name(),
            settings.namespace(),
            &id.to_string(),
            &parameters.table,
            parameters.table_id.as_deref().unwrap_or_default(),
        ] {
            hasher.update(part);
            hasher.update([0]);
        }
        let digest = hasher.finalize();
        let digest = digest.iter().take(8).map(|byte| format!("{byte:02x}"));
        format!("{}.{}", id.version(), digest.collect::<String>())
    }
}
