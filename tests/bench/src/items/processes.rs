use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::role::Role;
use crate::measure::{run, wall};
use crate::programs::Programs;
use crate::workspace::Workspace;
use crate::{Result, environment};

/// Engines and clients share no core.
const CLIENTS: &str = "0";
const ENGINES: &str = "1";

/// A server in a process of its own, which ends when this is dropped.
pub(super) struct Server {
    process: Child,
    told: Value,
}

/// What a client took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Took {
    pub(super) items: f64,
    pub(super) seconds: f64,
    pub(super) cpu_seconds: f64,
    pub(super) peak_mb: f64,
}

impl Took {
    pub(super) fn items_per_second(&self) -> f64 {
        self.items / self.seconds
    }
}

/// A command on one core.
fn on_core(core: &str, program: &Path) -> Command {
    let mut command = environment::command("taskset", Path::new("."));
    command.args(["--cpu-list", core]).arg(program);
    command
}

/// The program that engines are processes of.
pub(super) struct Engines(PathBuf);

impl Engines {
    pub(super) fn build() -> Result<Self> {
        let programs = Programs::build(&Workspace::of_dynamig()?)?;
        Ok(Self(programs.path(Programs::ENGINE)))
    }

    pub(super) fn start(&self, role: Role, arguments: &[String]) -> Result<Server> {
        Server::of(on_core(ENGINES, &self.0), role, arguments)
    }
}

impl Server {
    /// One that has the allocator of what is measured, beside the engines.
    pub(super) fn start(role: Role, arguments: &[String]) -> Result<Self> {
        Self::of(on_core(ENGINES, &env::current_exe()?), role, arguments)
    }

    fn of(mut program: Command, role: Role, arguments: &[String]) -> Result<Self> {
        let mut process = program
            .args(["--as", role.name()])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("taskset, which util-linux has: {error}"))?;
        let mut line = String::new();
        if let Some(out) = process.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let told = serde_json::from_str(&line).map_err(|_| "the engine did not start")?;
        Ok(Self { process, told })
    }

    /// Whether it has not ended by itself.
    pub(super) fn is_running(&mut self) -> Result<bool> {
        Ok(self.process.try_wait()?.is_none())
    }

    /// One of its addresses.
    pub(super) fn url(&self, name: &str) -> String {
        self.told[name].as_str().unwrap_or_default().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends with its standard input.
        drop(self.process.stdin.take());
        let _ended = self.process.wait();
    }
}

/// Runs a client of this program's to its end.
pub(super) fn client(role: Role, arguments: &[&str]) -> Result<Took> {
    let mut client = on_core(CLIENTS, &env::current_exe()?);
    took(client.args(["--as", role.name()]).args(arguments))
}

/// How long a program that starts takes, from before its process is started until that has ended.
pub(super) fn start_up(arguments: &[&str]) -> Result<Duration> {
    let mut instance = on_core(CLIENTS, &env::current_exe()?);
    wall(
        instance
            .args(["--as", Role::Instance.name()])
            .args(arguments),
    )
}

/// Runs a client in another language.
pub(super) fn foreign(program: &Path, arguments: &[&str]) -> Result<Took> {
    took(on_core(CLIENTS, program).args(arguments))
}

fn took(command: &mut Command) -> Result<Took> {
    let told: Value = serde_json::from_slice(&run(command)?.stdout)?;
    let number = |name: &str| told[name].as_f64().unwrap_or(f64::NAN);
    Ok(Took {
        items: number("items"),
        seconds: number("seconds"),
        cpu_seconds: number("cpu_seconds"),
        peak_mb: number("peak_mb"),
    })
}
