use clap::CommandFactory as _;

use crate::args::Cli;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Shell;

/// Prints completions for a shell, to be put where it looks for them.
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(crate) fn run(args: &CompletionsArgs, shell: &Shell) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "cargo-dynamig", &mut text);
    shell.data(&String::from_utf8_lossy(&text))?;
    Ok(Exit::DONE)
}
