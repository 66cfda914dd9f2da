use std::collections::BTreeMap;

use super::{Engine, Layer, durations, item_memory, refusal::Refusal, spool_directory};
use crate::Error;

/// The variables of a process, as far as dynamig looks at them.
///
/// An empty variable counts as absent, as CI systems set it.
#[derive(Clone, Debug, Default)]
pub struct Variables(BTreeMap<String, String>);

impl Variables {
    /// The value of a variable that is not empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// Whether `CI` says that nobody watches: set, and to something other than nothing, `false` or `0`.
    #[must_use]
    pub fn is_ci(&self) -> bool {
        self.get("CI")
            .is_some_and(|value| value != "0" && !value.eq_ignore_ascii_case("false"))
    }

    /// What `DYNAMIG_*` says.
    pub(super) fn layer(&self) -> Result<Layer, Error> {
        let text = |name: &str| self.get(name).map(str::to_owned);
        Ok(Layer {
            environment: text("DYNAMIG_ENV"),
            namespace: text("DYNAMIG_NAMESPACE"),
            engine: self.engine()?,
            region: text("DYNAMIG_REGION"),
            aws_profile: text("DYNAMIG_AWS_PROFILE"),
            table_prefix: text("DYNAMIG_TABLE_PREFIX"),
            meta_table: text("DYNAMIG_META_TABLE"),
            lock_table: text("DYNAMIG_LOCK_TABLE"),
            lease: self.read("DYNAMIG_LEASE", durations::parse_lease)?,
            lock_timeout: self.read("DYNAMIG_LOCK_TIMEOUT", durations::parse)?,
            spool_directory: self.read("DYNAMIG_SPOOL_DIRECTORY", spool_directory::parse)?,
            item_memory: self.read("DYNAMIG_ITEM_MEMORY", item_memory::parse)?,
            actor: text("DYNAMIG_ACTOR"),
            ..Layer::default()
        })
    }

    /// The endpoint that the AWS SDK would use, or `DYNAMODB_LOCAL_ENDPOINT`, which stands before the one for all services.
    pub(super) fn sdk_endpoint(&self) -> Option<&str> {
        let ignored = self
            .get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            .is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let configured = |name| self.get(name).filter(|_| !ignored);
        configured("AWS_ENDPOINT_URL_DYNAMODB")
            .or_else(|| self.get("DYNAMODB_LOCAL_ENDPOINT"))
            .or_else(|| configured("AWS_ENDPOINT_URL"))
    }

    fn engine(&self) -> Result<Option<Engine>, Error> {
        let embedded = self.read("DYNAMIG_LOCAL", read_switch)? == Some(Switch::On);
        let endpoint = self.read("DYNAMIG_ENDPOINT_URL", Engine::at)?;
        match (embedded, endpoint) {
            (true, Some(_)) => Err(Refusal::new(
                "DYNAMIG_LOCAL and DYNAMIG_ENDPOINT_URL name two engines",
            )
            .hint("unset one of them")
            .into()),
            (true, None) => Ok(Some(Engine::Embedded)),
            (false, endpoint) => Ok(endpoint),
        }
    }

    fn read<T>(
        &self,
        name: &str,
        read: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Result<Option<T>, Error> {
        self.get(name)
            .map(read)
            .transpose()
            .map_err(|refusal| refusal.at(name))
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Variables {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(variables: I) -> Self {
        Self(
            variables
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Switch {
    On,
    Off,
}

fn read_switch(value: &str) -> Result<Switch, Refusal> {
    match value {
        "1" | "true" => Ok(Switch::On),
        "0" | "false" => Ok(Switch::Off),
        other => Err(Refusal::new(format!("`{other}` is neither on nor off")).hint("write 1 or 0")),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn variables(list: &[(&str, &str)]) -> Variables {
        list.iter().copied().collect()
    }

    #[test]
    fn each_variable_sets_its_setting() {
        let layer = variables(&[
            ("DYNAMIG_ENV", "dev"),
            ("DYNAMIG_NAMESPACE", "shop"),
            ("DYNAMIG_ENDPOINT_URL", "http://localhost:8000"),
            ("DYNAMIG_REGION", "eu-west-1"),
            ("DYNAMIG_AWS_PROFILE", "work"),
            ("DYNAMIG_TABLE_PREFIX", "dev-"),
            ("DYNAMIG_META_TABLE", "history"),
            ("DYNAMIG_LOCK_TABLE", "locks"),
            ("DYNAMIG_LEASE", "2s"),
            ("DYNAMIG_LOCK_TIMEOUT", "5m"),
            ("DYNAMIG_SPOOL_DIRECTORY", "/data/spool"),
            ("DYNAMIG_ITEM_MEMORY", "64MB"),
            ("DYNAMIG_ACTOR", "release 7"),
        ])
        .layer()
        .unwrap();
        insta::assert_debug_snapshot!(layer);
    }

    #[test]
    fn an_empty_variable_is_absent() {
        let layer = variables(&[
            ("DYNAMIG_ENV", ""),
            ("DYNAMIG_LEASE", ""),
            ("DYNAMIG_LOCAL", ""),
        ])
        .layer();
        assert_eq!(layer.unwrap(), Layer::default());
    }

    #[test]
    fn a_bad_variable_is_named() {
        let error = |name, value| variables(&[(name, value)]).layer().unwrap_err().to_string();
        insta::assert_snapshot!(
            [
                error("DYNAMIG_LEASE", "soon"),
                error("DYNAMIG_LEASE", "500ms"),
                error("DYNAMIG_LOCK_TIMEOUT", "10"),
                error("DYNAMIG_LOCAL", "maybe"),
                error("DYNAMIG_SPOOL_DIRECTORY", "spool"),
                error("DYNAMIG_ITEM_MEMORY", "much"),
                error("DYNAMIG_ENDPOINT_URL", "localhost:8000"),
            ]
            .join("\n")
        );
    }

    #[test]
    fn two_engines_at_once_are_refused() {
        let both = variables(&[
            ("DYNAMIG_LOCAL", "1"),
            ("DYNAMIG_ENDPOINT_URL", "http://localhost:8000"),
        ]);
        assert!(both.layer().is_err());
        let off = variables(&[
            ("DYNAMIG_LOCAL", "0"),
            ("DYNAMIG_ENDPOINT_URL", "http://localhost:8000"),
        ]);
        assert!(matches!(
            off.layer().unwrap().engine,
            Some(Engine::Endpoint(_))
        ));
    }

    #[test]
    fn ci_counts_when_set_to_something_other_than_nothing_false_or_0() {
        for (value, counts) in [
            ("true", true),
            ("1", true),
            ("woodpecker", true),
            ("", false),
            ("false", false),
            ("0", false),
        ] {
            assert_eq!(variables(&[("CI", value)]).is_ci(), counts, "CI={value}");
        }
        assert!(!variables(&[]).is_ci());
    }

    #[test]
    fn the_sdk_reads_the_endpoint_of_the_service_before_that_of_all_services() {
        let mut list = vec![("AWS_ENDPOINT_URL", "http://all")];
        assert_eq!(variables(&list).sdk_endpoint(), Some("http://all"));
        list.push(("DYNAMODB_LOCAL_ENDPOINT", "http://local"));
        assert_eq!(variables(&list).sdk_endpoint(), Some("http://local"));
        list.push(("AWS_ENDPOINT_URL_DYNAMODB", "http://service"));
        assert_eq!(variables(&list).sdk_endpoint(), Some("http://service"));
        list.push(("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"));
        assert_eq!(variables(&list).sdk_endpoint(), Some("http://local"));
    }
}
