use super::Migrator;
use crate::error::{Code, Error};
use crate::history::Head;

/// Whose history it is.
impl Migrator {
    /// What a new head says of this environment.
    pub(super) fn claim(&self, account: Option<String>) -> Head {
        let settings = &self.settings;
        Head {
            environment: settings.environment().unwrap_or_default().to_owned(),
            account: account.unwrap_or_default(),
            region: self.region(),
            prefix: settings.table_prefix().to_owned(),
            package: settings.package().unwrap_or_default().to_owned(),
            ..Head::default()
        }
    }

    /// Refuses a history that was made for another environment, account, region, prefix or package. What either side
    /// does not know is not compared.
    pub(super) fn check_owner(&self, head: &Head, account: Option<&str>) -> Result<(), Error> {
        let ours = self.claim(account.map(str::to_owned));
        let pairs = [
            ("environment", &head.environment, &ours.environment),
            ("account", &head.account, &ours.account),
            ("region", &head.region, &ours.region),
            ("package", &head.package, &ours.package),
        ];
        let known = pairs
            .into_iter()
            .filter(|(_, theirs, ours)| !theirs.is_empty() && !ours.is_empty());
        let mut all = known.chain([("table prefix", &head.prefix, &ours.prefix)]);
        match all.find(|(_, theirs, ours)| theirs != ours) {
            None => Ok(()),
            Some((what, theirs, ours)) => Err(Error::new(
                Code::WrongTarget,
                format!(
                    "namespace `{}` in table `{}` belongs to {what} `{theirs}`, not `{ours}`",
                    self.settings.namespace(),
                    self.settings.meta_table_name()
                ),
            )
            .hint("nothing was written; check dynamig.toml and the flags, or give this set of migrations a namespace of its own")),
        }
    }

    /// The AWS region, as far as it is known.
    pub(super) fn region(&self) -> String {
        if self.settings.engine().is_local() {
            return String::new();
        }
        let config = self
            .client
            .config()
            .region()
            .map(|region| region.as_ref().to_owned());
        config
            .or_else(|| self.settings.region().map(str::to_owned))
            .unwrap_or_default()
    }
}
