//! `dynamig`, a program by itself: the commands that need nobody's crate, on machines without cargo.

use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::args::{Cli, Command};
use crate::failure::Failure;
use crate::link::Program;

/// Runs `dynamig`, which links no migrations and builds nothing: it has the commands that look at what is recorded, and
/// those that steer item migrations.
///
/// Reads the arguments of the process. A command that needs the user's crate is a usage error, 2.
#[must_use]
pub fn alone() -> ExitCode {
    let args = std::env::args_os().skip(1).collect();
    crate::run::run(args, &Program::Alone)
}

/// The commands that are in it. Whatever is not named here is taken to need a crate.
const IN_IT: &[&str] = &[
    "observe",
    "status",
    "history",
    "show",
    "lock",
    "meta",
    "wait",
    "pause",
    "resume",
    "cancel",
    "throttle",
    "pull",
    "doctor",
    "local",
    "import",
    "completions",
];

/// Refuses a command that is not in it, by its name.
pub(crate) fn check(cli: &Cli) -> Result<(), Failure> {
    let name = cli.asked.as_str();
    if matches!(&cli.command, Command::Status(args) if !args.builds_nothing()) {
        return Err(Failure::usage(
            "`status` compares what is recorded with your crate, which this program does not link",
        )
        .hint("`dynamig status --no-build` shows what is recorded; `cargo dynamig status` links the crate"));
    }
    if IN_IT.contains(&name) {
        return Ok(());
    }
    let message = format!("`{name}` is not in this program: it needs your crate");
    Err(Failure::usage(message).hint(format!(
        "run `cargo dynamig {name}`, or the program that your migrations are linked into"
    )))
}

/// All commands, of which help shows those that are in it.
pub(crate) fn with_the_others_hidden() -> clap::Command {
    Cli::command().mut_subcommands(|command| {
        let is_in_it = IN_IT.contains(&command.get_name());
        command.hide(!is_in_it)
    })
}

/// The commands that are in it and no others, for completions.
pub(crate) fn with_its_own_commands() -> clap::Command {
    let all = Cli::command();
    let own = all.get_subcommands();
    let own = own.filter(|command| IN_IT.contains(&command.get_name()));
    clap::Command::new("dynamig")
        .args(all.get_arguments().cloned())
        .subcommands(own.cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_its_commands_is_one_of_all() {
        let all = Cli::command();
        for name in IN_IT {
            assert!(all.find_subcommand(name).is_some(), "{name}");
        }
        let own = with_its_own_commands();
        assert_eq!(own.get_subcommands().count(), IN_IT.len());
    }
}
