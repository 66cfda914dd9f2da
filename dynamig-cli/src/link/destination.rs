use std::ffi::OsString;

/// Where a command runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// In this process: someone on call has no time for a build.
    Here,
    /// In the program that the user's crate is linked into.
    Link,
    /// The same where there is a crate to link; definition files are enough where there is none.
    LinkAnyCrate,
}

/// Decides from the arguments that are not cargo's.
///
/// What this launcher does not know goes to the linked program, whose library may be newer.
pub(super) fn destination(args: &[OsString]) -> Destination {
    let args: Vec<&str> = args
        .iter()
        .take_while(|arg| *arg != "--")
        .map(|arg| arg.to_str().unwrap_or("?"))
        .collect();
    let asks_for_help = args.iter().any(|arg| ["-h", "--help"].contains(arg));
    match subcommand(&args) {
        Subcommand::None => Destination::Here,
        Subcommand::Named(name) if HERE.contains(&name) => Destination::Here,
        Subcommand::Named("status") if args.contains(&"--no-build") => Destination::Here,
        Subcommand::Named(name) if LINKED.contains(&name) && asks_for_help => Destination::Here,
        Subcommand::Named(name) if OF_FILES.contains(&name) && names_files(&args) => {
            Destination::LinkAnyCrate
        }
        Subcommand::Named(_) | Subcommand::Unclear => Destination::Link,
    }
}

/// Whether `--tables` is given.
fn names_files(args: &[&str]) -> bool {
    args.iter()
        .any(|arg| *arg == "--tables" || arg.starts_with("--tables="))
}

enum Subcommand<'a> {
    /// No command at all, at most flags that ask for help or the version.
    None,
    Named(&'a str),
    /// A flag stands before the command, and whether it takes a value is not known.
    Unclear,
}

fn subcommand<'a>(args: &[&'a str]) -> Subcommand<'a> {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if !arg.starts_with('-') {
            return Subcommand::Named(arg);
        }
        if VALUE_FLAGS.contains(arg) {
            args.next();
        } else if !SWITCHES.contains(arg) && !arg.contains('=') {
            return Subcommand::Unclear;
        }
    }
    Subcommand::None
}

/// Commands that need nothing of the user's crate.
const HERE: &[&str] = &[
    "history",
    "show",
    "lock",
    "wait",
    "pause",
    "resume",
    "cancel",
    "throttle",
    "meta",
    "observe",
    "pull",
    "doctor",
    "local",
    "init",
    "completions",
    "import",
    "help",
];

/// Commands that need the user's crate, unless all they are asked for is help.
const LINKED: &[&str] = &[
    "up",
    "down",
    "redo",
    "reset",
    "fresh",
    "baseline",
    "contract",
    "retry",
    "plan",
    "diff",
    "status",
    "verify",
    "iam-policy",
    "mark",
    "repair",
    "check",
    "new",
    "rebase",
    "graph",
];

/// Commands that definition files are enough for.
const OF_FILES: &[&str] = &[
    "up",
    "plan",
    "diff",
    "status",
    "contract",
    "baseline",
    "iam-policy",
];

/// Flags that may stand before the command, with a value in the next argument.
const VALUE_FLAGS: &[&str] = &[
    "--env",
    "--aws-profile",
    "--region",
    "--endpoint-url",
    "--table-prefix",
    "--lock-timeout",
    "--lease",
    "--format",
    "--tables",
    "--allow",
    "--confirm",
    "--deadline",
    "--color",
];

/// Flags that may stand before the command, without a value.
const SWITCHES: &[&str] = &[
    "--json",
    "--yes",
    "-y",
    "--local",
    "--locked",
    "--dry-run",
    "--no-items",
    "--no-observe",
    "-h",
    "--help",
    "-V",
    "--version",
    "-v",
    "--verbose",
    "-q",
    "--quiet",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn goes(line: &str) -> Destination {
        let args: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        destination(&args)
    }

    #[test]
    fn commands_of_the_on_call_never_build() {
        for line in [
            "history",
            "show 20260101000000_a",
            "lock release --owner x",
            "--env prod history",
            "--json --env=prod doctor",
            "status --no-build",
            "local --port 8000",
            "init",
        ] {
            assert_eq!(goes(line), Destination::Here, "{line}");
        }
    }

    #[test]
    fn help_and_the_version_never_build() {
        for line in [
            "",
            "--help",
            "-h",
            "--version",
            "help up",
            "up --help",
            "status -h",
        ] {
            assert_eq!(goes(line), Destination::Here, "{line}");
        }
    }

    #[test]
    fn commands_about_migrations_link_the_crate() {
        for line in [
            "up",
            "status",
            "status --json",
            "mark x applied",
            "repair",
            "--env history up",
            "check --base main",
        ] {
            assert_eq!(goes(line), Destination::Link, "{line}");
        }
    }

    #[test]
    fn definition_files_are_enough_for_commands_about_tables() {
        for line in [
            "up --tables schema",
            "--tables=schema --local plan",
            "status --tables schema",
        ] {
            assert_eq!(goes(line), Destination::LinkAnyCrate, "{line}");
        }
        for line in ["mark x applied --tables schema", "up -- --tables schema"] {
            assert_eq!(goes(line), Destination::Link, "{line}");
        }
    }

    #[test]
    fn what_an_old_launcher_does_not_know_goes_to_the_linked_program() {
        for line in [
            "newcommand",
            "newcommand --help",
            "--new-flag history",
            "up -- --help",
        ] {
            assert_eq!(goes(line), Destination::Link, "{line}");
        }
    }
}
