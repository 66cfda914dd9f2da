use clap::CommandFactory as _;

use crate::alone;
use crate::args::Cli;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::link::Program;
use crate::output::Shell;

/// Prints completions for a shell, to be put where it looks for them.
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(crate) fn run(
    args: &CompletionsArgs,
    program: &Program,
    shell: &Shell,
) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    let (mut command, name) = match program {
        Program::Alone => (alone::with_its_own_commands(), "dynamig"),
        Program::Launcher(_) | Program::WithMigrations(_) => (Cli::command(), "cargo-dynamig"),
    };
    clap_complete::generate(args.shell, &mut command, name, &mut text);
    shell.data(&String::from_utf8_lossy(&text))?;
    Ok(Exit::DONE)
}
