use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::{Engine, Manage, MetaBilling, Protection, TableLayer};

/// Settings from one place: the flags, the variables, or one table of the file. What is `None` or empty is said elsewhere.
///
/// Values are checked when the layers are put together, so a layer can be filled in from anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Layer {
    /// The environment by name, from `--env` or `DYNAMIG_ENV`. A file's tables never have it.
    pub environment: Option<String>,
    /// The namespace of all rows.
    pub namespace: Option<String>,
    /// The package that holds the migrations.
    pub package: Option<String>,
    /// The engine, or the endpoint.
    pub engine: Option<Engine>,
    /// The AWS region.
    pub region: Option<String>,
    /// The profile of the AWS configuration files.
    pub aws_profile: Option<String>,
    /// What stands in front of each table's name.
    pub table_prefix: Option<String>,
    /// The meta table's name, without the prefix.
    pub meta_table: Option<String>,
    /// The lock table's name, without the prefix.
    pub lock_table: Option<String>,
    /// How long a lease holds without being renewed.
    pub lease: Option<Duration>,
    /// How long to wait for a lock that its holder keeps renewing.
    pub lock_timeout: Option<Duration>,
    /// Whether consent is needed.
    pub protection: Option<Protection>,
    /// How much of declared tables is dynamig's.
    pub manage: Option<Manage>,
    /// What is said of single tables, by logical name.
    pub tables: BTreeMap<String, TableLayer>,
    /// How a meta table that dynamig creates is paid for.
    pub meta_billing: Option<MetaBilling>,
    /// Tags of a meta table that dynamig creates.
    pub meta_tags: BTreeMap<String, String>,
    /// Packages whose migrations belong to another namespace, and to which.
    pub foreign: BTreeMap<String, String>,
    /// In which directory answers wait whose writes are deferred.
    pub spool_directory: Option<PathBuf>,
    /// How many bytes items may take that are read and not dealt with.
    pub item_memory: Option<u64>,
    /// Who acts, for the audit log.
    pub actor: Option<String>,
}

impl Layer {
    /// This layer, completed by a lower one.
    #[must_use]
    pub fn over(self, lower: Self) -> Self {
        Self {
            environment: self.environment.or(lower.environment),
            namespace: self.namespace.or(lower.namespace),
            package: self.package.or(lower.package),
            engine: self.engine.or(lower.engine),
            region: self.region.or(lower.region),
            aws_profile: self.aws_profile.or(lower.aws_profile),
            table_prefix: self.table_prefix.or(lower.table_prefix),
            meta_table: self.meta_table.or(lower.meta_table),
            lock_table: self.lock_table.or(lower.lock_table),
            lease: self.lease.or(lower.lease),
            lock_timeout: self.lock_timeout.or(lower.lock_timeout),
            protection: self.protection.or(lower.protection),
            manage: self.manage.or(lower.manage),
            tables: merge_tables(self.tables, lower.tables),
            meta_billing: self.meta_billing.or(lower.meta_billing),
            meta_tags: merge(self.meta_tags, lower.meta_tags),
            foreign: merge(self.foreign, lower.foreign),
            spool_directory: self.spool_directory.or(lower.spool_directory),
            item_memory: self.item_memory.or(lower.item_memory),
            actor: self.actor.or(lower.actor),
        }
    }
}

fn merge(
    upper: BTreeMap<String, String>,
    mut lower: BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    lower.extend(upper);
    lower
}

fn merge_tables(
    upper: BTreeMap<String, TableLayer>,
    mut lower: BTreeMap<String, TableLayer>,
) -> BTreeMap<String, TableLayer> {
    for (name, table) in upper {
        let below = lower.remove(&name).unwrap_or_default();
        lower.insert(name, table.over(below));
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::diff::Property;

    /// A layer that says something of everything, and always `word`.
    fn full(word: &str, number: u64) -> Layer {
        let text = || Some(word.to_owned());
        let map = || BTreeMap::from([("key".to_owned(), word.to_owned())]);
        Layer {
            environment: text(),
            namespace: text(),
            package: text(),
            engine: Some(Engine::Endpoint(word.to_owned())),
            region: text(),
            aws_profile: text(),
            table_prefix: text(),
            meta_table: text(),
            lock_table: text(),
            lease: Some(Duration::from_secs(number)),
            lock_timeout: Some(Duration::from_secs(number)),
            protection: Some(if number == 1 {
                Protection::Open
            } else {
                Protection::Protected
            }),
            manage: Some(match number {
                1 => Manage::Verify,
                _ => Manage::Indexes,
            }),
            tables: BTreeMap::from([(
                "key".to_owned(),
                TableLayer {
                    name: text(),
                    manage: Some(Manage::Verify),
                    ignore: [match number {
                        1 => Property::Tags,
                        _ => Property::Capacity,
                    }]
                    .into(),
                },
            )]),
            meta_billing: Some(MetaBilling::Provisioned {
                read: number,
                write: number,
            }),
            meta_tags: map(),
            foreign: map(),
            spool_directory: Some(PathBuf::from(word)),
            item_memory: Some(word.len() as u64),
            actor: text(),
        }
    }

    #[test]
    fn the_upper_layer_wins_in_everything_that_it_says() {
        assert_eq!(full("upper", 1).over(full("lower", 2)), full("upper", 1));
    }

    #[test]
    fn what_the_upper_layer_does_not_say_the_lower_one_does() {
        assert_eq!(Layer::default().over(full("lower", 2)), full("lower", 2));
        assert_eq!(full("upper", 1).over(Layer::default()), full("upper", 1));
    }

    #[test]
    fn names_and_tags_of_both_layers_are_kept() {
        let table = |logical: &str| Layer {
            tables: BTreeMap::from([(logical.to_owned(), TableLayer::default())]),
            ..Layer::default()
        };
        let both = table("a").over(table("b"));
        assert_eq!(both.tables.keys().collect::<Vec<_>>(), ["a", "b"]);
    }
}
