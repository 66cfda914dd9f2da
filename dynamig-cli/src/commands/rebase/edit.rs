use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dynamig::{Code, Migration, MigrationId};

use crate::failure::Failure;
use crate::source::{Changes, Edit, Lexed, Renumbering, read_if_there, renumber};

/// Adds the changes of all sources: each migration's version, and the names of the modules that carry it.
pub(super) fn sources(
    moved: &[&Migration],
    to: &Renumbering,
    workspace_root: &Path,
    manifest_dir: &Path,
    changes: &mut Changes,
) -> Result<(), Failure> {
    let mut files = Files::default();
    let mut modules = Vec::new();
    for migration in moved {
        let path = place(migration, workspace_root, manifest_dir)?;
        let edits = renumber(files.read(&path)?, migration.id(), to)
            .ok_or_else(|| not_literal(migration))?;
        files.add(&path, edits);
        modules.extend(Module::of(&path, migration.id(), to));
    }
    if !modules.is_empty() {
        // Canonical as the places are, so that a file is not edited under two names.
        let root = workspace_root.canonicalize();
        rename(
            &modules,
            root.as_deref().unwrap_or(workspace_root),
            &mut files,
        )?;
    }
    files.changes(changes);
    for module in modules {
        changes.rename(module.path, module.new_path);
    }
    Ok(())
}

/// The files that were read, and their edits.
#[derive(Default)]
struct Files(BTreeMap<PathBuf, (Lexed, Vec<Edit>)>);

impl Files {
    fn read(&mut self, path: &Path) -> Result<&Lexed, Failure> {
        if !self.0.contains_key(path) {
            let text = read_if_there(path)?.unwrap_or_default();
            let source = Lexed::new(path, text)?;
            self.0.insert(path.to_owned(), (source, Vec::new()));
        }
        Ok(&self.0[path].0)
    }

    fn add(&mut self, path: &Path, edits: Vec<Edit>) {
        if let Some((_, all)) = self.0.get_mut(path) {
            all.extend(edits);
        }
    }

    fn changes(self, changes: &mut Changes) {
        for (path, (source, mut edits)) in self.0 {
            // Two migrations of one file may name the same former id.
            edits.sort_by_key(|edit| edit.place.start);
            edits.dedup();
            let text = source.with(edits);
            changes.replace(path, source.text().to_owned(), text);
        }
    }
}

/// A module in a file of its own whose name carries the version.
struct Module {
    name: String,
    new_name: String,
    path: PathBuf,
    new_path: PathBuf,
}

impl Module {
    fn of(path: &Path, id: &MigrationId, to: &Renumbering) -> Option<Self> {
        let name = path.file_stem()?.to_str()?.to_owned();
        let (old, new) = (id.version().to_string(), to.get(id)?.version().to_string());
        // A short version is part of other numbers.
        let carries = name
            .split(|character: char| !character.is_ascii_digit())
            .any(|digits| digits == old);
        let new_name = name.replacen(&old, &new, 1);
        carries.then(|| Self {
            new_path: path.with_file_name(format!("{new_name}.rs")),
            path: path.to_owned(),
            name,
            new_name,
        })
    }
}

/// Renames the modules wherever the workspace's sources name them.
fn rename(modules: &[Module], workspace_root: &Path, files: &mut Files) -> Result<(), Failure> {
    let mut paths = Vec::new();
    sources_below(workspace_root, &mut paths)?;
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else {
            continue; // What is no text names no module.
        };
        for module in modules.iter().filter(|module| text.contains(&module.name)) {
            let edits = files.read(&path)?.rename(&module.name, &module.new_name);
            files.add(&path, edits);
        }
    }
    Ok(())
}

/// The files of Rust below a directory, but for those that cargo built or that are hidden.
fn sources_below(directory: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(
            Code::File,
            format!("{} cannot be read", directory.display()),
        )
        .caused_by(error)
    };
    for entry in fs::read_dir(directory).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(unreadable)?);
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !is_hidden && !path.join("CACHEDIR.TAG").exists() {
            sources_below(&path, paths)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The file of a migration: the compiler names it from the root of the workspace, of the package, or of the disk.
fn place(
    migration: &Migration,
    workspace_root: &Path,
    manifest_dir: &Path,
) -> Result<PathBuf, Failure> {
    let place = migration.place();
    let file = place
        .rsplit_once(':')
        .map_or(place.as_str(), |(file, _)| file);
    let found = [workspace_root, manifest_dir]
        .map(|directory| directory.join(file))
        .into_iter()
        .find(|path| path.is_file());
    let root = workspace_root
        .canonicalize()
        .unwrap_or_else(|_| workspace_root.to_owned());
    let path = found.and_then(|path| path.canonicalize().ok());
    path.filter(|path| path.starts_with(&root)).ok_or_else(|| {
        let (id, package) = (migration.id(), migration.package());
        Failure::usage(format!(
            "migration {id} at {place}, of package `{package}`, is not in this workspace"
        ))
        .hint("call it in the workspace that has it")
    })
}

fn not_literal(migration: &Migration) -> Failure {
    Failure::usage(format!(
        "migration {} is not written out at {}",
        migration.id(),
        migration.place()
    ))
    .hint("a macro or a builder makes it: change its version there")
}
