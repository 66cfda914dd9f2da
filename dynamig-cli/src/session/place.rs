use std::path::{Path, PathBuf};

use dynamig::Code;

use super::target_dir::{has_members, target_dir};
use super::workspace::Workspace;
use crate::failure::Failure;
use crate::link::{CargoFlags, Linked, Program};

/// Where things lie on this machine.
#[derive(Debug)]
pub(crate) struct Place {
    /// Where dynamig.toml is looked for; the first that has one counts.
    pub(crate) directories: Vec<PathBuf>,
    /// The workspace of the package that is linked, where the launcher told it.
    pub(crate) workspace_root: Option<PathBuf>,
    /// The launcher's flags, for what only cargo knows.
    flags: Option<CargoFlags>,
    target_dir: Option<PathBuf>,
}

impl Place {
    /// Where the files of the program's package lie.
    pub(crate) fn of(program: &Program) -> Result<Self, Failure> {
        match program {
            Program::WithMigrations(Some(linked)) => Ok(Self::of_linked(linked)),
            Program::WithMigrations(None) | Program::Alone => Ok(Self {
                directories: above(&current_dir()?),
                workspace_root: None,
                flags: None,
                target_dir: None,
            }),
            Program::Launcher(flags) => Self::around(flags),
        }
    }

    fn of_linked(linked: &Linked) -> Self {
        Self {
            directories: vec![linked.manifest_dir.clone(), linked.workspace_root.clone()],
            workspace_root: Some(linked.workspace_root.clone()),
            flags: None,
            target_dir: Some(linked.target_dir.clone()),
        }
    }

    /// For commands that never build: dynamig.toml is found from the current directory upwards, or beside the only
    /// member of the workspace that has one.
    fn around(flags: &CargoFlags) -> Result<Self, Failure> {
        let mut place = Self {
            directories: Vec::new(),
            workspace_root: None,
            flags: Some(flags.clone()),
            target_dir: flags.target_dir.clone(),
        };
        if flags.package.is_some() || flags.manifest_path.is_some() {
            let workspace = Workspace::ask(flags)?;
            let member = match (&flags.package, &flags.manifest_path) {
                (Some(package), _) => Some(workspace.member(package)?),
                (None, Some(manifest)) => manifest.parent().map(Path::to_owned),
                (None, None) => None,
            };
            place.directories.extend(member);
            place.directories.push(workspace.root().to_owned());
            place
                .target_dir
                .get_or_insert_with(|| workspace.target_dir().to_owned());
            return Ok(place);
        }
        let here = current_dir()?;
        place.directories = above(&here);
        if place.directories.is_empty()
            && has_members(&here)
            && let Ok(workspace) = Workspace::ask(flags)
        {
            place.directories = only_member(&workspace)?;
            place
                .target_dir
                .get_or_insert_with(|| workspace.target_dir().to_owned());
        }
        Ok(place)
    }

    /// The embedded engine's file for an environment.
    pub(crate) fn engine_file(&self, environment: &str) -> Result<PathBuf, Failure> {
        let directory = match (&self.target_dir, &self.flags) {
            (Some(directory), _) => directory.clone(),
            // Cargo may have been told of another directory in its own configuration.
            (None, Some(flags)) => match Workspace::ask(flags) {
                Ok(workspace) => workspace.target_dir().to_owned(),
                Err(_) => target_dir(&self.start()?),
            },
            (None, None) => target_dir(&self.start()?),
        };
        Ok(directory.join("dynamig").join(format!("{environment}.db")))
    }

    fn start(&self) -> Result<PathBuf, Failure> {
        match self.directories.first() {
            Some(directory) => Ok(directory.clone()),
            None => current_dir(),
        }
    }
}

fn current_dir() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| {
        Failure::new(Code::File, "the current directory cannot be read").caused_by(error)
    })
}

/// The nearest directory from `start` upwards that has a dynamig.toml; empty where none has.
fn above(start: &Path) -> Vec<PathBuf> {
    let configured = |directory: &&Path| directory.join("dynamig.toml").exists();
    start
        .ancestors()
        .find(configured)
        .map(Path::to_owned)
        .into_iter()
        .collect()
}

fn only_member(workspace: &Workspace) -> Result<Vec<PathBuf>, Failure> {
    let mut members = workspace.configured_members();
    if members.len() > 1 {
        let names = members
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        let (first, _) = &members[0];
        return Err(
            Failure::usage(format!("several packages have a dynamig.toml: {names}"))
                .hint(format!("choose one, for example `-p {first}`")),
        );
    }
    Ok(members
        .pop()
        .map(|(_, directory)| directory)
        .into_iter()
        .collect())
}
