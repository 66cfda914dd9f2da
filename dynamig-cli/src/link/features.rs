use cargo_metadata::Package;

use super::{CargoFlags, LinkError};

/// The chosen features, as the keys of a dependency on the user's package.
pub(super) fn choose(
    flags: &CargoFlags,
    package: &Package,
    dependency: &mut toml::Table,
) -> Result<(), LinkError> {
    let own: Vec<&String> = package.features.keys().collect();
    let named = flags
        .features
        .iter()
        .map(|feature| of_package(feature, &package.name))
        .collect::<Result<Vec<_>, _>>()?;
    let features: Vec<toml::Value> = match flags.all_features {
        true => own.into_iter().map(|name| name.as_str().into()).collect(),
        false => named.into_iter().map(Into::into).collect(),
    };
    if !features.is_empty() {
        dependency.insert("features".to_owned(), features.into());
    }
    if flags.no_default_features {
        dependency.insert("default-features".to_owned(), false.into());
    }
    Ok(())
}

/// Cargo takes `package/feature` for a member too.
fn of_package<'a>(feature: &'a str, package: &str) -> Result<&'a str, LinkError> {
    match feature.split_once('/') {
        None => Ok(feature),
        Some((owner, feature)) if owner == package => Ok(feature),
        Some(_) => Err(LinkError::FeatureOfDependency {
            feature: feature.to_owned(),
            package: package.to_owned(),
        }),
    }
}
