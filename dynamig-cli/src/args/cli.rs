use std::ffi::OsString;

use clap::{CommandFactory as _, FromArgMatches as _};

use super::{Command, Global};
use crate::alone;

macro_rules! exit_codes {
    () => {
        "\
Exit codes:
  0   done, or nothing to do            6   confirmation needed, and no terminal to ask on
  1   failed                            7   the crate does not build, or links no migration
  2   usage or configuration            65  more items failed than an item migration lets pass
  3   pending (only with --exit-code)   75  interrupted, paused, or out of time: run it again
  4   unknown, edited or cancelled migrations, or a decision to make
  5   the lock was held until --lock-timeout
                                        130, 143  interrupted twice"
    };
}

/// Migrations for DynamoDB: applies, undoes and shows them.
#[derive(Debug, clap::Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true, after_help = AFTER)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,

    #[command(subcommand)]
    pub(crate) command: Command,

    /// The command's name.
    #[arg(skip)]
    pub(crate) asked: String,
}

/// What help says at its end.
const AFTER: &str = concat!(
    exit_codes!(),
    "\n\n`cargo dynamig` takes cargo's flags too: -p, --manifest-path, --features, --no-default-features, --all-features,\n\
     --release, --profile, --offline, --target-dir."
);

/// The same of `dynamig`.
const AFTER_ALONE: &str = concat!(
    exit_codes!(),
    "\n\nWhat needs your crate is in `cargo dynamig`: up, down, plan, status without --no-build, and others."
);

/// What the program is called in its own help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// `cargo dynamig`.
    Launched,
    /// Whatever the user's own binary is called.
    Own,
    /// `dynamig`, without anybody's crate.
    Alone,
}

impl Cli {
    /// Reads the arguments, which begin after the program's name.
    pub(crate) fn read(args: Vec<OsString>, name: Name) -> Result<Self, clap::Error> {
        let (first, command) = match name {
            Name::Launched => (
                "cargo dynamig".into(),
                Self::command().bin_name("cargo dynamig"),
            ),
            Name::Own => (own_name(), Self::command()),
            Name::Alone => (
                "dynamig".into(),
                alone::with_the_others_hidden().after_help(AFTER_ALONE),
            ),
        };
        let command = command.name("dynamig");
        let mut matches = command.try_get_matches_from(std::iter::once(first).chain(args))?;
        let asked = matches.subcommand_name().unwrap_or_default().to_owned();
        let cli = Self::from_arg_matches_mut(&mut matches)?;
        Ok(Self { asked, ..cli })
    }
}

fn own_name() -> OsString {
    std::env::args_os()
        .next()
        .unwrap_or_else(|| "dynamig".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_of_all_commands_is_consistent() {
        Cli::command().debug_assert();
    }
}
