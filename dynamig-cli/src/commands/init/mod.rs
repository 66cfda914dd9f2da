//! `init`: makes a package ready to hold migrations.

mod choose;
mod dependency;
mod ignore;
mod origin;
mod settings;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::failure::Failure;
use crate::source::{Changes, Package, Written, workspace};

/// Make a package ready for migrations: dynamig.toml, its dependencies, and `mod migrations;`
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct InitArgs {
    /// The library that is to hold the migrations; in a workspace, one that is not there is made
    #[arg(short, long, value_name = "NAME")]
    pub(crate) package: Option<String>,

    /// The name of this set of migrations, under which their history is kept; default: after the package
    #[arg(long, value_name = "NAME")]
    pub(crate) namespace: Option<String>,

    /// The Cargo.toml to start from; default: the one of the current directory
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
}

/// What was done; what was there already is not told.
#[derive(Debug, Serialize)]
pub(crate) struct InitReport {
    pub(crate) package: String,
    pub(crate) namespace: String,
    /// The dynamig.toml of the package.
    pub(crate) settings: PathBuf,
    /// The library was made.
    pub(crate) made: bool,
    /// What cargo was asked to add.
    pub(crate) added: Vec<String>,
    pub(crate) written: Vec<Written>,
}

/// Makes the package ready; a second time, there is nothing left to do.
///
/// Takes what the launcher reads as cargo's flags from `args`, too. Nothing that is there is written over.
pub(crate) fn run(args: &InitArgs, here: &Path) -> Result<InitReport, Failure> {
    let metadata = workspace(args.manifest_path.as_deref(), here)?;
    let root: PathBuf = metadata.workspace_root.clone().into();
    let chosen = choose::package(args, &metadata, here)?;
    let made = matches!(chosen, choose::Chosen::Make { .. });
    let settings = settings::choose(args, &root, &chosen)?;
    let package = match &chosen {
        choose::Chosen::Member(package) => Package::of(package)?,
        choose::Chosen::Make { name, directory } => choose::make(name, directory)?,
    };

    let mut changes = Changes::default();
    if let Some(text) = &settings.text {
        changes.create(settings.path.clone(), text.clone());
    }
    super::new::declare_migrations(&package, &mut changes)?;
    if !package.module_file().is_file() {
        changes.create(package.module_file(), super::new::empty_module_file());
    }
    ignore::target(&root, &mut changes)?;
    // First what needs the network: where it fails, no file was written.
    let added = dependency::add(&package)?;
    Ok(InitReport {
        package: package.name,
        namespace: settings.namespace,
        settings: settings.path,
        made,
        added,
        written: changes.make()?,
    })
}
