use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use clap::error::ErrorKind;
use dynamig::{Cancellation, Code};

use crate::alone;
use crate::args::{Access, Cli, Command, Format, Name};
use crate::commands::{
    baseline, completions, contract, diff, doctor, down, files, fresh, history, iam_policy,
    item_run, local, lock, mark, meta, observe, plan, pull, redo, repair, reset, retry, show,
    status, up, verify, wait,
};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::link::{Linked, Program};
use crate::output::{Shell, Stdout};
use crate::session::{Session, Setup};
use crate::signals;

/// Runs the command line of a program that links migrations: what the launcher makes, or a binary of your own.
///
/// Reads the arguments of the process. What anything else prints to stdout goes to stderr, so that stdout has the
/// command's data and nothing else.
///
/// ```no_run
/// // src/bin/dynamig.rs
/// // use my_app as _;
///
/// fn main() -> std::process::ExitCode {
///     dynamig_cli::main()
/// }
/// ```
#[must_use]
pub fn main() -> ExitCode {
    let args = std::env::args_os().skip(1).collect();
    run(args, &Program::WithMigrations(Linked::from_env()))
}

/// Runs a command in the launcher or in a program that links migrations.
pub(crate) fn run(args: Vec<OsString>, program: &Program) -> ExitCode {
    let stdout = match program {
        Program::WithMigrations(_) => Stdout::keep(),
        Program::Launcher(_) | Program::Alone => Stdout::Shared,
    };
    let name = match program {
        Program::WithMigrations(None) => Name::Own,
        Program::WithMigrations(Some(_)) | Program::Launcher(_) => Name::Launched,
        Program::Alone => Name::Alone,
    };
    let wants_json = wants_json(&args);
    let cli = match Cli::read(args, name) {
        Ok(cli) => cli,
        Err(error) => return refused(&error, wants_json, stdout),
    };
    let shell = Shell::new(cli.global.format(), stdout).with_progress(cli.command.progress());
    let shell = Arc::new(shell);
    match execute(cli, program, &shell) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            shell.error(&failure);
            failure.exit_code()
        }
    }
}

fn execute(cli: Cli, program: &Program, shell: &Arc<Shell>) -> Result<Exit, Failure> {
    if matches!(program, Program::Alone) {
        alone::check(&cli)?;
    }
    cli.global.check()?;
    if cli.global.format() == Format::Markdown && !cli.command.has_markdown() {
        return Err(Failure::usage(
            "only `plan`, `diff` and `status` have a form in markdown",
        ));
    }
    if cli.global.tables.is_some() && !cli.command.takes_tables() {
        return Err(
            Failure::usage("`--tables` is for commands that look at declared tables").hint(
                "`plan`, `diff`, `status`, `observe`, `up`, `contract`, `baseline` and `iam-policy` do",
            ),
        );
    }
    if let Command::Completions(args) = cli.command {
        return completions::run(&args, program, shell);
    }
    if let Command::Files(command) = cli.command {
        return files::run(command, &cli.global, program, shell);
    }
    // One thread for the command and one for what must go on beside it: signals, and an engine that is served.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let runtime = runtime.map_err(|cause| {
        Failure::new(Code::Internal, "the runtime does not start").caused_by(cause)
    })?;
    let result = runtime.block_on(until_stopped(cli, program, shell));
    // What still runs is beyond being waited for: it was told to stop, or only reads.
    runtime.shutdown_background();
    shell.stop_spinning();
    result
}

/// Runs a command. One that only reads ends as soon as it is asked to stop; the others end by themselves.
async fn until_stopped(cli: Cli, program: &Program, shell: &Arc<Shell>) -> Result<Exit, Failure> {
    let cancellation = Cancellation::new();
    tokio::spawn(signals::watch(
        cancellation.clone(),
        cli.global.deadline,
        shell.clone(),
    ));
    if let Command::Doctor(args) = cli.command {
        return doctor::run(args, cli.global, program, shell, cancellation).await;
    }
    let global = match &cli.command {
        // It serves nothing but the embedded engine: its name names the target.
        Command::Local(_) => cli.global.on_the_embedded_engine(),
        _ => cli.global,
    };
    let setup = Setup::load(global, program, shell.clone(), cancellation.clone())?;
    let reads = setup.global.dry_run || cli.command.access() == Access::Reads;
    let stop = async {
        match reads {
            true => cancellation.cancelled().await,
            false => std::future::pending().await,
        }
    };
    tokio::select! {
        result = dispatch(cli.command, setup) => result,
        () = stop => Err(Failure::new(Code::Interrupted, "it was interrupted").hint("nothing was changed; run the same command again")),
    }
}

async fn dispatch(command: Command, setup: Setup) -> Result<Exit, Failure> {
    let access = match setup.global.dry_run {
        true => Access::Reads,
        false => command.access(),
    };
    // These two have to do with the engine's file itself.
    let command = match command {
        Command::Fresh(args) => return fresh::run(args, setup).await,
        Command::Local(args) => return local::run(args, setup).await,
        Command::Meta(meta::MetaCommand::Template(args)) => return meta::template(&args, &setup),
        command => command,
    };
    let session = match command.state() {
        Some(_) => setup.without_target(),
        None => setup.connect(access).await?,
    };
    run_in(&session, command).await
}

/// Runs a command that works on a target, or on a saved state of one.
async fn run_in(session: &Session, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Up(args) => up::run(args, session).await,
        Command::Contract(args) => contract::run(args, session).await,
        Command::Down(args) => down::run(args, session).await,
        Command::Redo(args) => redo::run(args, session).await,
        Command::Reset(args) => reset::run(args, session).await,
        Command::Plan(args) => plan::run(args, session).await,
        Command::Diff(args) => diff::run(args, session).await,
        Command::Observe(args) => observe::run(args, session).await,
        Command::Status(args) => status::run(args, session).await,
        Command::History(args) => history::run(args, session).await,
        Command::Show(args) => show::run(args, session).await,
        Command::Mark(args) => mark::run(args, session).await,
        Command::Baseline(args) => baseline::run(args, session).await,
        Command::Repair(args) => repair::run(args, session).await,
        Command::Lock(command) => lock::run(command, session).await,
        Command::Meta(command) => meta::run(command, session).await,
        Command::IamPolicy(args) => iam_policy::run(args, session).await,
        Command::Wait(args) => wait::run(args, session).await,
        Command::Pause(args) => item_run::pause(args, session).await,
        Command::Resume(args) => item_run::resume(args, session).await,
        Command::Cancel(args) => item_run::cancel(args, session).await,
        Command::Throttle(args) => item_run::throttle(args, session).await,
        Command::Retry(args) => retry::run(args, session).await,
        Command::Verify(args) => verify::run(args, session).await,
        Command::Pull(args) => pull::run(args, session).await,
        Command::Fresh(_)
        | Command::Local(_)
        | Command::Doctor(_)
        | Command::Files(_)
        | Command::Completions(_) => Err(Failure::new(
            Code::Internal,
            "the command was not dispatched",
        )),
    }
}

/// Help and the version are what was asked for; everything else is a usage error.
fn refused(error: &clap::Error, wants_json: bool, stdout: Stdout) -> ExitCode {
    let is_answer = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let format = if wants_json && !is_answer {
        Format::Json
    } else {
        Format::Human
    };
    let shell = Shell::new(format, stdout);
    if is_answer {
        return match shell.help(error) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failure.exit_code(),
        };
    }
    if wants_json {
        shell.error(&Failure::usage(sentence(error)).hint("`--help` tells more"));
    } else {
        shell.usage(error);
    }
    ExitCode::from(Code::Usage.exit())
}

/// The first paragraph of what clap says, in one line.
fn sentence(error: &clap::Error) -> String {
    let text = error.to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    let first = first.trim_start_matches("error: ");
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn wants_json(args: &[OsString]) -> bool {
    let end = args
        .iter()
        .position(|arg| arg == "--")
        .unwrap_or(args.len());
    let args = &args[..end];
    args.iter()
        .any(|arg| arg == "--json" || arg == "--format=json")
        || args.windows(2).any(|pair| pair == ["--format", "json"])
}
