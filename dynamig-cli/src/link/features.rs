use cargo_metadata::Package;

use super::{CargoFlags, LinkError};

/// The features that the user's crate is linked with.
pub(super) struct Features {
    named: Vec<String>,
    without_default: bool,
}

impl Features {
    /// Reads the flags, and refuses what the package does not have.
    pub(super) fn choose(flags: &CargoFlags, package: &Package) -> Result<Self, LinkError> {
        let named = match flags.all_features {
            true => package.features.keys().cloned().collect(),
            false => flags
                .features
                .iter()
                .map(|feature| of_package(feature, package))
                .collect::<Result<_, _>>()?,
        };
        Ok(Self {
            named,
            without_default: flags.no_default_features,
        })
    }

    /// Adds them to a dependency on the user's package.
    pub(super) fn add_to(&self, dependency: &mut toml::Table) {
        if !self.named.is_empty() {
            dependency.insert("features".to_owned(), self.named.clone().into());
        }
        if self.without_default {
            dependency.insert("default-features".to_owned(), false.into());
        }
    }
}

/// Cargo takes `package/feature` for a member too.
fn of_package(feature: &str, package: &Package) -> Result<String, LinkError> {
    let name = match feature.split_once('/') {
        None => feature,
        Some((owner, name)) if package.name == owner => name,
        Some(_) => {
            return Err(LinkError::FeatureOfDependency {
                feature: feature.to_owned(),
                package: package.name.to_string(),
            });
        }
    };
    match package.features.contains_key(name) {
        true => Ok(name.to_owned()),
        false => Err(LinkError::UnknownFeature {
            feature: name.to_owned(),
            package: package.name.to_string(),
            features: package.features.keys().cloned().collect(),
        }),
    }
}
