use std::path::Path;

use toml::{Table, Value};

use super::LinkError;

/// The user's lock file as the generated package starts from it: with dynamig-cli at the commit of dynamig-core.
///
/// Without that entry cargo would look up the branch again, find a newer commit and so a second dynamig-core. Sources
/// other than git are pinned by the dependency itself.
pub(super) fn seed(lock: &str, path: &Path) -> Result<String, LinkError> {
    let packages = packages(lock, path)?;
    let named = |name| {
        packages
            .iter()
            .find(|package| text(package, "name") == name)
    };
    let mut seed = lock.to_owned();
    if let (Some(core), None) = (named("dynamig-core"), named("dynamig-cli")) {
        let (version, source) = (text(core, "version"), text(core, "source"));
        if source.starts_with("git+") {
            seed.push_str(&format!("\n[[package]]\nname = \"dynamig-cli\"\nversion = \"{version}\"\nsource = \"{source}\"\n"));
        }
    }
    Ok(seed)
}

/// The copies of dynamig-core in a lock file, each with its source.
pub(super) fn cores(lock: &str, path: &Path) -> Result<Vec<String>, LinkError> {
    let cores = packages(lock, path)?
        .iter()
        .filter(|package| text(package, "name") == "dynamig-core")
        .map(
            |package| match (text(package, "version"), text(package, "source")) {
                (version, "") => format!("{version} from a directory"),
                (version, source) => format!("{version} from {source}"),
            },
        )
        .collect();
    Ok(cores)
}

fn packages(lock: &str, path: &Path) -> Result<Vec<Table>, LinkError> {
    let mut lock: Table = lock.parse().map_err(|error| LinkError::Toml {
        path: path.to_owned(),
        source: Box::new(error),
    })?;
    let Some(Value::Array(packages)) = lock.remove("package") else {
        return Ok(Vec::new());
    };
    let tables = packages.into_iter().filter_map(|package| match package {
        Value::Table(table) => Some(table),
        _ => None,
    });
    Ok(tables.collect())
}

fn text<'a>(package: &'a Table, key: &str) -> &'a str {
    package.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const GIT: &str = "[[package]]\nname = \"dynamig-core\"\nversion = \"0.1.0\"\nsource = \"git+https://host/d?branch=main#57eaa98c\"\n";
    const PATH: &str = "[[package]]\nname = \"dynamig-core\"\nversion = \"0.1.0\"\n";

    #[test]
    fn the_cli_is_pinned_to_the_commit_of_a_core_from_git() {
        assert_eq!(
            seed(GIT, Path::new("Cargo.lock")).unwrap(),
            format!("{GIT}\n{}", GIT.replace("dynamig-core", "dynamig-cli"))
        );
    }

    #[test]
    fn a_lock_file_that_needs_no_pin_is_copied_as_it_is() {
        let has_cli = format!("{GIT}\n{}", PATH.replace("dynamig-core", "dynamig-cli"));
        for lock in [PATH, "", &has_cli] {
            assert_eq!(seed(lock, Path::new("Cargo.lock")).unwrap(), lock);
        }
    }

    #[test]
    fn every_core_is_told_with_its_source() {
        let lock = format!("{GIT}\n{PATH}\n[[package]]\nname = \"serde\"\nversion = \"1.0.0\"\n");
        assert_eq!(
            cores(&lock, Path::new("Cargo.lock")).unwrap(),
            [
                "0.1.0 from git+https://host/d?branch=main#57eaa98c",
                "0.1.0 from a directory"
            ]
        );
    }
}
