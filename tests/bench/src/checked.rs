use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::measure::{cpu, run};
use crate::package::Package;
use crate::workspace::Workspace;
use crate::{Result, output};

/// A line of source code, of which the first file that has it is edited, and what stands there after the edit.
pub(crate) struct Edit {
    pub(crate) line: &'static str,
    pub(crate) edited: String,
}

/// A generated package that is checked again and again.
pub(crate) struct Checked<'a> {
    package: Package<'a>,
    name: String,
    /// The file that is edited, and what stands in it before and after.
    edited: (PathBuf, [String; 2]),
    workspace: &'a Workspace,
}

impl<'a> Checked<'a> {
    /// Writes its files, by their paths in it, and checks its dependencies.
    pub(crate) fn new(
        workspace: &'a Workspace,
        name: &str,
        dependencies: &str,
        files: Vec<(String, String)>,
        edit: Edit,
    ) -> Result<Self> {
        let package = Package::new(workspace, name, dependencies)?;
        for (file, text) in &files {
            package.write(file, text)?;
        }
        let mut files = files.into_iter();
        let edited = files.find(|(_, text)| text.contains(edit.line));
        let (file, text) = edited.ok_or("no file has the line to edit")?;
        let after = text.replacen(edit.line, &edit.edited, 1);
        let checked = Self {
            edited: (package.path(&file), [text, after]),
            package,
            name: name.to_owned(),
            workspace,
        };
        output::say(&format!("checking the dependencies of {name}"));
        run(&mut checked.check())?;
        Ok(checked)
    }

    fn check(&self) -> Command {
        let mut cargo = self.package.cargo();
        cargo.args(["check", "--quiet"]);
        cargo
    }

    /// After the edit is made, or taken back.
    pub(crate) fn after_an_edit(&self) -> Result<Duration> {
        let (file, [before, after]) = &self.edited;
        let is_edited = fs::read_to_string(file)? == *after;
        fs::write(file, if is_edited { before } else { after })?;
        cpu(&mut self.check())
    }

    /// As on a fresh clone: nothing is left of an earlier check of this package.
    pub(crate) fn cold(&self) -> Result<Duration> {
        let start = format!("bench_{}-", self.name.replace('-', "_"));
        for entry in fs::read_dir(self.workspace.target.join("debug/incremental"))? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(&start) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        self.after_an_edit()
    }
}
