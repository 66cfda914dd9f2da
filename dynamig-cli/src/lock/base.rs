use std::path::Path;
use std::process::Command;

use dynamig::Code;
use dynamig::lockfile::{FILE_NAME, LockFile};

use crate::failure::Failure;

/// A commit, and the lock file that it has.
#[derive(Debug)]
pub(crate) struct Base {
    /// What it was asked for by.
    pub(crate) name: String,
    /// Its hash.
    pub(crate) commit: String,
    /// None where it has no such file.
    pub(crate) file: Option<LockFile>,
}

/// The git repository around a directory, which is the workspace's root.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Git<'a>(pub(crate) &'a Path);

impl Git<'_> {
    /// The commit that was named.
    pub(crate) fn named(&self, reference: &str) -> Result<Base, Failure> {
        let commit = self.ask(&[
            "rev-parse",
            "--verify",
            "--end-of-options",
            &format!("{reference}^{{commit}}"),
        ]);
        match commit {
            Ok(commit) => self.base(reference.to_owned(), commit),
            Err(why) => Err(Failure::usage(format!("git knows no commit `{reference}` here"))
                .hint("name a branch, a tag or a commit; in CI, fetch it first (a shallow clone has none but the last)")
                .caused_by(why)),
        }
    }

    /// Where the branch that is checked out left the default one; or why that is not known.
    pub(crate) fn merge_base(&self) -> Result<Result<Base, String>, Failure> {
        let Some(branch) = self.default_branch() else {
            return Ok(Err(
                "the repository's default branch is not known".to_owned()
            ));
        };
        match self.ask(&["merge-base", &branch, "HEAD"]) {
            Ok(commit) => self
                .base(format!("merge base with {branch}"), commit)
                .map(Ok),
            Err(_) => Ok(Err(format!("there is no merge base with `{branch}`"))),
        }
    }

    /// The tip of the default branch, where it is another than the one that is checked out.
    pub(crate) fn upstream(&self) -> Result<Option<Base>, Failure> {
        let here = self
            .ask(&["symbolic-ref", "--quiet", "--short", "HEAD"])
            .ok();
        let branch = self
            .default_branch()
            .filter(|branch| Some(branch) != here.as_ref());
        branch.map(|branch| self.named(&branch)).transpose()
    }

    fn default_branch(&self) -> Option<String> {
        let remote = self.ask(&[
            "symbolic-ref",
            "--quiet",
            "--short",
            "refs/remotes/origin/HEAD",
        ]);
        let known = ["origin/main", "origin/master", "main", "master"];
        let exists = |name: &&str| {
            self.ask(&[
                "rev-parse",
                "--verify",
                "--quiet",
                &format!("{name}^{{commit}}"),
            ])
            .is_ok()
        };
        remote.ok().or_else(|| {
            known
                .iter()
                .find(|name| exists(name))
                .map(|&name| name.to_owned())
        })
    }

    fn base(&self, name: String, commit: String) -> Result<Base, Failure> {
        let unreadable = |why: String| {
            Failure::new(
                Code::LockUnreadable,
                format!("{FILE_NAME} of {name} cannot be read"),
            )
            .caused_by(why)
        };
        let listed = self
            .ask(&["ls-tree", "--name-only", &commit, FILE_NAME])
            .map_err(unreadable)?;
        let file = match listed.is_empty() {
            true => None,
            false => {
                let text = self
                    .ask(&["show", &format!("{commit}:./{FILE_NAME}")])
                    .map_err(unreadable)?;
                let file = text.parse::<LockFile>();
                Some(file.map_err(|error| {
                    Failure::new(
                        error.code(),
                        format!("{FILE_NAME} of {name} cannot be read"),
                    )
                    .hint("choose another base: this one is what it is")
                    .caused_by(error)
                })?)
            }
        };
        Ok(Base { name, commit, file })
    }

    /// What git answers; or why it does not.
    fn ask(&self, args: &[&str]) -> Result<String, String> {
        let output = Command::new("git")
            .args(args)
            .current_dir(self.0)
            .env("LC_ALL", "C")
            .output()
            .map_err(|error| format!("git cannot be run: {error}"))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        match output.status.success() {
            true => Ok(text(&output.stdout)),
            false => Err(text(&output.stderr)
                .trim_start_matches("fatal: ")
                .to_owned()),
        }
    }
}
