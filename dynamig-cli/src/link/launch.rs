use std::ffi::OsString;
use std::process::ExitCode;

use super::cargo::Cargo;
use super::choose::current_manifest;
use super::definitions::{Newcomers, newcomers, settle};
use super::destination::{Destination, destination};
use super::execute::execute;
use super::prepare::prepare;
use super::recall::{recall, remember};
use super::{CargoFlags, LinkError, Program, message};

/// Runs `cargo dynamig`: links the user's crate and becomes the program, or runs a command that needs no crate.
///
/// When nothing changed this costs one `cargo build` that finds nothing to do.
#[must_use]
pub fn launch() -> ExitCode {
    let mut args: Vec<OsString> = std::env::args_os().skip(1).collect();
    // Cargo repeats the name of the subcommand.
    if args.first().is_some_and(|first| first == "dynamig") {
        args.remove(0);
    }
    match run(args.clone()) {
        Ok(code) => code,
        Err(error) => {
            message::error(&error, &args);
            ExitCode::from(error.exit_code())
        }
    }
}

fn run(args: Vec<OsString>) -> Result<ExitCode, LinkError> {
    let (flags, args) = CargoFlags::split(args)?;
    match destination(&args) {
        Destination::Here => Ok(crate::run::run(args, &Program::Launcher(flags))),
        Destination::Link => link(&flags, &args),
        Destination::LinkAnyCrate => link_any_crate(flags, args),
    }
}

/// Links the user's crate where there is one, and runs the command here where there is none.
fn link_any_crate(flags: CargoFlags, args: Vec<OsString>) -> Result<ExitCode, LinkError> {
    let is_named = flags.package.is_some() || flags.manifest_path.is_some();
    if is_named || current_manifest(&flags).is_some() {
        match link(&flags, &args) {
            // A workspace of something else.
            Err(LinkError::NoPackage) => {}
            linked => return linked,
        }
    }
    Ok(crate::run::run(args, &Program::Launcher(flags)))
}

fn link(flags: &CargoFlags, args: &[OsString]) -> Result<ExitCode, LinkError> {
    let prepared = match recall(flags)? {
        Some(prepared) => prepared,
        None => {
            let prepared = prepare(flags)?;
            remember(&prepared, flags)?;
            prepared
        }
    };
    let cargo = Cargo::new(flags);
    let mut program = cargo.build(&prepared.build, prepared.progress)?;
    if newcomers(&program, &prepared.directory)? == Newcomers::Came {
        program = cargo.build(&prepared.build, prepared.progress)?;
        settle(&program, &prepared.directory)?;
    }
    let result = execute(&program, args, &prepared.linked);
    drop(prepared.directory);
    result
}
