//! The commands that work on files of the user's crate, and look at no target.

use std::path::Path;
use std::time::SystemTime;

use dynamig::__private::{Registered, inventory};
use dynamig::settings::{File, Variables};
use dynamig::{Code, MigrationId, Registry};

use super::{check, graph, import, init, new, rebase};
use crate::args::Global;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::link::{Linked, Program};
use crate::lock;
use crate::output::{Shell, check_lines, init_lines, new_lines, rebase_lines};

/// One of those commands.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum FileCommand {
    /// Make a package ready for migrations; never builds
    Init(init::InitArgs),
    /// Write a new migration, with a test that runs it twice
    New(new::NewArgs),
    /// Check what is linked: against itself, against dynamig.lock, and against what it was
    Check(check::CheckArgs),
    /// Give migrations that are applied nowhere new versions, so that they come last
    Rebase(rebase::RebaseArgs),
    /// Write the tables of other people's files as declarations; never builds
    Import(import::ImportArgs),
    /// Show which migrations depend on which
    Graph(graph::GraphArgs),
}

/// Runs one.
pub(crate) fn run(
    command: FileCommand,
    global: &Global,
    program: &Program,
    shell: &Shell,
) -> Result<Exit, Failure> {
    if global.dry_run {
        return Err(
            Failure::usage("`--dry-run` is for commands that write to a target")
                .hint("`git diff` shows what a command did to files"),
        );
    }
    match command {
        FileCommand::Init(args) => prepare(args, program, shell),
        FileCommand::New(args) => {
            let linked = workspace_of(program)?;
            let report = new::run(&args, linked, &linked_ids(), SystemTime::now())?;
            shell.report(&report, || new_lines(&report))?;
            Ok(Exit::DONE)
        }
        FileCommand::Check(args) => inspect(&args, global, program, shell),
        FileCommand::Rebase(args) => {
            let (linked, place) = (workspace_of(program)?, Place::of(program)?);
            let mode = lock::mode(global.locked, &place.variables, None);
            let registry = place.registry()?;
            let now = SystemTime::now();
            let report = rebase::run(&args, linked, place.namespace(), &registry, mode, now)?;
            shell.report(&report, || rebase_lines(&report))?;
            Ok(Exit::DONE)
        }
        FileCommand::Import(args) => import::run(args, shell),
        FileCommand::Graph(args) => {
            let graph = graph::run(&args, &Place::of(program)?.registry()?);
            shell.report(&graph, || args.style.draw(&graph))?;
            Ok(Exit::DONE)
        }
    }
}

fn prepare(mut args: init::InitArgs, program: &Program, shell: &Shell) -> Result<Exit, Failure> {
    if let Program::Launcher(flags) = program {
        args.package = args.package.or_else(|| flags.package.clone());
        args.manifest_path = args.manifest_path.or_else(|| flags.manifest_path.clone());
    }
    let here = std::env::current_dir().map_err(|cause| {
        Failure::new(Code::File, "the current directory cannot be read").caused_by(cause)
    })?;
    let report = init::run(&args, &here)?;
    shell.report(&report, || init_lines(&report))?;
    Ok(Exit::DONE)
}

fn inspect(
    args: &check::CheckArgs,
    global: &Global,
    program: &Program,
    shell: &Shell,
) -> Result<Exit, Failure> {
    let (linked, place) = (workspace_of(program)?, Place::of(program)?);
    let mode = lock::mode(global.locked, &place.variables, None);
    let registry = place.registry()?;
    let report = check::run(
        args,
        linked,
        place.namespace(),
        &registry,
        mode,
        &place.variables,
    )?;
    for warning in &report.warnings {
        shell.warning(&warning.message, Some(&warning.hint));
    }
    shell.report(&report, || check_lines(&report))?;
    let mut errors = report.errors.into_iter();
    let first = errors.next();
    for failure in errors {
        shell.error(&failure);
    }
    first.map_or(Ok(Exit::DONE), Err)
}

/// What the settings say of the package whose files these are.
struct Place {
    file: Option<File>,
    variables: Variables,
}

impl Place {
    fn of(program: &Program) -> Result<Self, Failure> {
        let directories: Vec<&Path> = match program {
            Program::WithMigrations(Some(linked)) => {
                vec![&linked.manifest_dir, &linked.workspace_root]
            }
            Program::WithMigrations(None) | Program::Launcher(_) | Program::Alone => Vec::new(),
        };
        Ok(Self {
            file: File::find(directories)?,
            variables: Variables::of_process()?,
        })
    }

    fn namespace(&self) -> &str {
        self.file.as_ref().map_or("default", File::namespace)
    }

    fn registry(&self) -> Result<Registry, Failure> {
        Ok(match &self.file {
            Some(file) => Registry::linked_except(file.foreign_packages())?,
            None => Registry::linked()?,
        })
    }
}

fn workspace_of(program: &Program) -> Result<&Linked, Failure> {
    match program {
        Program::WithMigrations(Some(linked)) => Ok(linked),
        Program::WithMigrations(None) | Program::Launcher(_) | Program::Alone => Err(
            Failure::usage("this command works on the files of a crate, and a program has none")
                .hint("run it as `cargo dynamig` in the crate's directory"),
        ),
    }
}

/// The ids that are linked, even where they contradict each other.
fn linked_ids() -> Vec<MigrationId> {
    let declared = inventory::iter::<Registered>();
    declared
        .map(|one| MigrationId::new(one.0.version, one.0.name))
        .collect()
}
