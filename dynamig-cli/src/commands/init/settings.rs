use std::path::{Path, PathBuf};

use dynamig::Code;
use dynamig::settings::File;

use super::InitArgs;
use super::choose::Chosen;
use crate::failure::Failure;

/// The dynamig.toml of the package.
pub(super) struct SettingsFile {
    pub(super) path: PathBuf,
    pub(super) namespace: String,
    /// The text to write; none where the file is there.
    pub(super) text: Option<String>,
}

/// The file that is there for the package, or the one to write: at the root of the workspace, or beside the package's
/// Cargo.toml where the root's is another package's.
pub(super) fn choose(
    args: &InitArgs,
    root: &Path,
    chosen: &Chosen<'_>,
) -> Result<SettingsFile, Failure> {
    let directory = chosen.directory();
    let at_root = File::find([root])?;
    let of_another = |file: &File| {
        file.package()
            .is_some_and(|package| package != chosen.name())
    };
    let beside = match directory == root {
        true => None,
        false => File::find([directory.as_path()])?,
    };
    let is_taken = at_root.as_ref().is_some_and(of_another);
    if let Some(file) = beside.or_else(|| at_root.clone().filter(|_| !is_taken)) {
        return kept(args, &file);
    }
    let namespace = match &args.namespace {
        Some(namespace) => namespace.clone(),
        None => namespace_of(chosen.name(), root),
    };
    if let Some(other) = at_root.filter(|file| file.namespace() == namespace) {
        let (path, package) = (other.path().display(), other.package().unwrap_or_default());
        let message =
            format!("the namespace `{namespace}` is that of package `{package}`, in {path}");
        return Err(Failure::new(Code::Configuration, message).hint(
            "two sets of migrations have two histories: choose another name with `--namespace`",
        ));
    }
    let path = if is_taken { directory } else { root.to_owned() }.join("dynamig.toml");
    let text = text(&namespace, chosen.name());
    File::parse(&path, &text)?;
    Ok(SettingsFile {
        path,
        namespace,
        text: Some(text),
    })
}

fn kept(args: &InitArgs, file: &File) -> Result<SettingsFile, Failure> {
    let (path, namespace) = (file.path(), file.namespace());
    match args
        .namespace
        .as_deref()
        .filter(|wanted| *wanted != namespace)
    {
        None => Ok(SettingsFile {
            path: path.to_owned(),
            namespace: namespace.to_owned(),
            text: None,
        }),
        Some(_) => {
            let message = format!("{} has the namespace `{namespace}` already", path.display());
            Err(Failure::new(Code::Configuration, message).hint(
                "it is never written over; change it by hand where nothing is applied yet: the history is kept under it",
            ))
        }
    }
}

/// What a package is about: `shop-migrations` holds the migrations of `shop`.
fn namespace_of(package: &str, root: &Path) -> String {
    let name = match package.strip_suffix("migrations") {
        Some("") => root
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        Some(rest) => rest.trim_end_matches(['-', '_']).to_owned(),
        None => package.to_owned(),
    };
    let allowed =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-');
    match name.is_empty() || !name.chars().all(allowed) {
        true => package.to_owned(),
        false => name,
    }
}

/// What can be there is told as comments; `dynamig::settings` documents all of it.
fn text(namespace: &str, package: &str) -> String {
    TEXT.replace("@namespace@", &toml::Value::from(namespace).to_string())
        .replace("@package@", &toml::Value::from(package).to_string())
        .replace("@name@", namespace)
}

const TEXT: &str = r#"# What `cargo dynamig` and `dynamig::Settings` read. All keys: https://docs.rs/dynamig-core/latest/dynamig/settings

# The name of this set of migrations. Their history is kept under it: it stays.
namespace = @namespace@
# The package that holds them, so that `-p` is rarely needed.
package = @package@
# Used before a terminal when no environment is named; never under CI.
default_env = "local"

# A file under target/dynamig/. `cargo dynamig local` serves it to your application.
[env.local]
engine = "embedded"

# Whatever else speaks DynamoDB's protocol.
# [env.docker]
# endpoint_url = "http://localhost:8000"

# AWS. It is protected: what destroys needs consent, unless you say `protected = false`.
# [env.prod]
# region = "eu-west-1"
# aws_profile = "@name@-prod"
# table_prefix = "prod-"
"#;

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn the_text_is_read_as_it_stands_and_with_all_that_it_shows() {
        let text = text("shop", "shop-migrations");
        let file = File::parse("dynamig.toml", &text).unwrap();
        assert_eq!(
            (file.namespace(), file.package()),
            ("shop", Some("shop-migrations"))
        );
        assert_eq!(
            (file.default_env(), file.environments().collect()),
            (Some("local"), vec!["local"])
        );

        let is_key =
            |line: &&str| line.contains(" = ") && !line.contains('`') || line.starts_with("# [env");
        let shown = text.lines().map(|line| {
            if is_key(&line) {
                line.trim_start_matches("# ")
            } else {
                line
            }
        });
        let file = File::parse("dynamig.toml", &shown.collect::<Vec<_>>().join("\n")).unwrap();
        assert_eq!(
            file.environments().collect::<Vec<_>>(),
            ["docker", "local", "prod"]
        );
    }

    #[test]
    fn a_namespace_is_named_after_what_its_package_is_about() {
        for (package, namespace) in [
            ("shop", "shop"),
            ("shop-migrations", "shop"),
            ("shop_migrations", "shop"),
            ("migrations", "acme"),
        ] {
            assert_eq!(namespace_of(package, Path::new("/src/acme")), namespace);
        }
        assert_eq!(
            namespace_of("migrations", Path::new("/src/größe")),
            "migrations"
        );
    }
}
