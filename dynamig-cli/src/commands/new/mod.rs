//! `new NAME`: writes a migration that compiles, with a test that runs it twice.

mod item_template;
mod marker;
mod name;
mod template;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use dynamig::{Code, MigrationId};
use serde::Serialize;

use crate::failure::Failure;
use crate::link::Linked;
use crate::source::{
    Changes, Declared, Lexed, Package, Written, declare_module, declared, read_if_there, version,
    workspace,
};

/// Write a new migration, with a test that runs it twice
#[derive(Clone, Debug, Default, clap::Args)]
#[command(disable_version_flag = true)]
pub(crate) struct NewArgs {
    /// The name of its function, in snake case
    pub(crate) name: String,

    /// Its version; default: this second in UTC, or the next number where versions are no times
    #[arg(id = "number", long = "version", value_name = "N")]
    pub(crate) version: Option<u64>,

    /// Write a function that is run for each item of this table, by its logical name
    #[arg(long, value_name = "TABLE")]
    pub(crate) items: Option<String>,

    /// Have it remove the attribute that this migration, which is `exactly_once`, has set on each item
    #[arg(long, value_name = "ID", requires = "items", conflicts_with = "down")]
    pub(crate) remove_marker: Option<String>,

    /// Write a function that undoes it, too
    #[arg(long)]
    pub(crate) down: bool,
}

/// What was written.
#[derive(Debug, Serialize)]
pub(crate) struct NewReport {
    pub(crate) id: String,
    /// The file with the migration.
    pub(crate) path: PathBuf,
    pub(crate) written: Vec<Written>,
    /// What the user should know or do.
    pub(crate) notes: Vec<String>,
}

/// Writes the migration into the linked package. `existing` are the ids that the program links, even where they
/// contradict each other.
pub(crate) fn run(
    args: &NewArgs,
    linked: &Linked,
    existing: &[MigrationId],
    now: SystemTime,
) -> Result<NewReport, Failure> {
    let package = package(linked)?;
    let core = package.core.as_ref().ok_or_else(|| {
        Failure::new(
            Code::Configuration,
            format!("package `{}` does not depend on dynamig-core", package.name),
        )
        .hint(format!("`cargo dynamig init -p {}` adds it", package.name))
    })?;
    let core = core.name();
    name::check(&args.name, &core)?;
    if let Some(table) = &args.items {
        dynamig_rules::table::name::check_table(table)
            .map_err(|broken| Failure::usage(broken.to_string()).hint(broken.rule().hint))?;
    }
    let of = args.remove_marker.as_deref().map(marker::read);
    let of = of.transpose()?;
    let existing = [existing, &written(&package.directory())?].concat();
    let id = choose_id(args, &existing, of.as_ref(), now)?;

    let module = format!("m{}_{}", id.version(), id.name());
    let path = package.directory().join(format!("{module}.rs"));
    let mut changes = Changes::default();
    changes.create(path.clone(), text(args, &id, &core, of.as_ref()));
    declare(&package, &module, &mut changes)?;
    let mut notes = notes(&package, &id, &existing);
    notes.extend(of.and_then(|of| marker::unknown(&of, &existing)));
    Ok(NewReport {
        id: id.to_string(),
        path,
        written: changes.make()?,
        notes,
    })
}

fn text(args: &NewArgs, id: &MigrationId, core: &str, of: Option<&MigrationId>) -> String {
    match (&args.items, of) {
        (Some(table), Some(of)) => marker::migration(id, core, table, of),
        (Some(table), None) => item_template::migration(id, core, table, args.down),
        (None, _) => template::migration(id, core, args.down),
    }
}

/// Adds the declarations of `mod migrations` and of a module in it.
fn declare(package: &Package, module: &str, changes: &mut Changes) -> Result<(), Failure> {
    declare_migrations(package, changes)?;
    let path = package.module_file();
    match read_if_there(&path)? {
        None => changes.create(path, template::module_file(Some(module))),
        Some(text) => {
            let source = Lexed::new(&path, text.clone())?;
            if let Some(new) = declare_module(&source, module) {
                changes.replace(path, text, new);
            }
        }
    }
    Ok(())
}

/// Adds the declaration of `mod migrations` to the root of the crate.
pub(super) fn declare_migrations(package: &Package, changes: &mut Changes) -> Result<(), Failure> {
    let text = read_if_there(&package.root)?.ok_or_else(|| {
        Failure::new(
            Code::File,
            format!("{} is not there", package.root.display()),
        )
        .hint(format!("`{}` names it", package.manifest.display()))
    })?;
    let source = Lexed::new(&package.root, text.clone())?;
    if declared(&source, "migrations") == Declared::Inline {
        let root = package.root.display();
        let message = format!("{root} has its `mod migrations` between braces");
        return Err(Failure::new(Code::Configuration, message).hint(format!(
            "move what is in it to {} and write `mod migrations;`",
            package.module_file().display()
        )));
    }
    if let Some(new) = declare_module(&source, "migrations") {
        changes.replace(package.root.clone(), text, new);
    }
    Ok(())
}

/// The text of a file that declares no migration yet.
pub(super) fn empty_module_file() -> String {
    template::module_file(None)
}

fn package(linked: &Linked) -> Result<Package, Failure> {
    let manifest = linked.manifest_dir.join("Cargo.toml");
    let metadata = workspace(Some(&manifest), &linked.manifest_dir)?;
    let found = metadata
        .packages
        .iter()
        .find(|package| package.name == linked.package);
    Package::of(found.ok_or_else(|| {
        Failure::usage(format!(
            "{} is no longer the manifest of `{}`",
            manifest.display(),
            linked.package
        ))
    })?)
}

/// The ids that the names of files have: those that do not compile, or are not declared, count too.
fn written(directory: &Path) -> Result<Vec<MigrationId>, Failure> {
    if !directory.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = |error: std::io::Error| {
        Failure::new(
            Code::File,
            format!("{} cannot be read", directory.display()),
        )
        .caused_by(error)
    };
    let mut ids = Vec::new();
    for entry in directory.read_dir().map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        ids.extend(stem.strip_prefix('m').and_then(|id| id.parse().ok()));
    }
    Ok(ids)
}

/// Its name, and a version after all that are there.
fn choose_id(
    args: &NewArgs,
    existing: &[MigrationId],
    of: Option<&MigrationId>,
    now: SystemTime,
) -> Result<MigrationId, Failure> {
    let before: Vec<_> = existing.iter().chain(of).cloned().collect();
    let id = MigrationId::new(choose_version(args, &before, now)?, &args.name);
    match of {
        Some(of) => marker::check_later(&id, of).map(|()| id),
        None => Ok(id),
    }
}

fn choose_version(
    args: &NewArgs,
    existing: &[MigrationId],
    now: SystemTime,
) -> Result<u64, Failure> {
    let Some(given) = args.version else {
        return Ok(version::next(
            existing.iter().map(MigrationId::version),
            now,
        ));
    };
    dynamig_rules::version::check(given)
        .map_err(|broken| Failure::usage(broken.to_string()).hint(broken.rule().hint))?;
    match existing.iter().find(|id| id.version() == given) {
        Some(id) => Err(Failure::usage(format!("version {given} is taken by {id}"))
            .hint("leave `--version` out, and it gets the next one")),
        None => Ok(given),
    }
}

fn notes(package: &Package, id: &MigrationId, existing: &[MigrationId]) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(newest) = existing.iter().max().filter(|newest| *newest > id) {
        notes.push(format!(
            "{id} is older than {newest}, and runs late where that is applied"
        ));
    }
    if !package.can_test {
        notes.push(format!(
            "its test needs `cargo {}`",
            package.add_tests().join(" ")
        ));
    }
    notes
}
