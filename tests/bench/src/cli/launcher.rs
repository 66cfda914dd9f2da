use std::env;
use std::fs;
use std::process::Command;

use crate::figure::{Figure, Goal};
use crate::measure::{Pairs, run, wall};
use crate::package::{Package, core};
use crate::programs::Programs;
use crate::workspace::Workspace;
use crate::{Result, output};

const ROUNDS: usize = 21;

const LIBRARY: &str = "//! A library with two migrations.

use dynamig::{Context, Result, migration};

#[migration(version = 20260101000000)]
async fn first(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 20260102000000, depends_on = [first])]
async fn second(_cx: &Context) -> Result<()> {
    Ok(())
}
";

/// Its file is not the one that a person's `--local` uses.
const CONFIGURATION: &str = "namespace = \"bench\"\n\n[env.bench]\nengine = \"embedded\"\n";

/// `cargo dynamig status` on the embedded engine against `cargo run` of a program of the same crates that does nothing.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let workspace = Workspace::of_dynamig()?;
    let programs = Programs::build(&workspace)?;
    let launcher = Launcher::set_up(&workspace, &programs)?;
    let idle = launcher.idle()?;
    let run_idle = || wall(idle.cargo().args(["run", "--quiet"]));
    output::say("measuring the launcher");
    let pairs = Pairs::measure(ROUNDS, || wall(&mut launcher.dynamig("status")?), run_idle)?;
    Ok(vec![Figure {
        name: "launcher_vs_cargo_run",
        value: pairs.ratio(),
        unit: "times",
        goal: Some(Goal::AtMost(2.0)),
        note: format!(
            "`cargo dynamig status` of an unchanged package on the embedded engine, {:.0} ms, by `cargo run` of an \
             unchanged program of the same crates that does nothing, {:.0} ms; {} rounds",
            pairs.first(),
            pairs.second(),
            pairs.rounds()
        ),
    }])
}

/// A user's package, which is linked and migrated.
struct Launcher<'a> {
    workspace: &'a Workspace,
    programs: &'a Programs,
    package: Package<'a>,
}

impl<'a> Launcher<'a> {
    fn set_up(workspace: &'a Workspace, programs: &'a Programs) -> Result<Self> {
        let package = Package::new(workspace, "launched", &core(workspace))?;
        package.write("src/lib.rs", LIBRARY)?;
        package.write("dynamig.toml", CONFIGURATION)?;
        let launcher = Self {
            workspace,
            programs,
            package,
        };
        output::say("linking a package with the launcher");
        // The first call completes Cargo.lock, so only what the second finds holds from then on.
        run(&mut launcher.dynamig("up")?)?;
        run(&mut launcher.dynamig("status")?)?;
        Ok(launcher)
    }

    fn dynamig(&self, command: &str) -> Result<Command> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let directories = std::iter::once(self.programs.directory.clone());
        let path = env::join_paths(directories.chain(env::split_paths(&inherited)))?;
        let mut cargo = self.package.cargo();
        cargo
            .env("PATH", path)
            .args(["dynamig", command, "--env=bench"]);
        Ok(cargo)
    }

    /// The program that the launcher wrote, under another name and with nothing to do.
    fn idle(&self) -> Result<Package<'a>> {
        let generated = self.workspace.target.join("dynamig/bench-launched");
        let read = |file: &str| fs::read_to_string(generated.join(file));
        let manifest = read("Cargo.toml")?.replace("dynamig-linked-bench-launched", "bench-idle");
        let source = read("src/main.rs")?;
        let linked = source.lines().filter(|line| line.starts_with("use "));
        let linked: Vec<_> = linked.chain(["\nfn main() {}\n"]).collect();
        let idle = Package::with_manifest(self.workspace, "idle", &manifest)?;
        idle.write("src/main.rs", &linked.join("\n"))?;
        run(idle.cargo().args(["run", "--quiet"]))?;
        Ok(idle)
    }
}
