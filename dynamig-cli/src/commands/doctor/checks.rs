use std::time::{Duration, SystemTime};

use dynamig::clock::Clock;
use dynamig::history::{History, Status};
use dynamig::lease::LockRecord;
use dynamig::{Code, Error, Registry};

use super::finding::Finding;
use crate::link::Program;
use crate::output::counted;
use crate::session::Setup;

/// The versions that this program is made of.
pub(super) fn versions() -> Finding {
    let (cli, core) = (env!("CARGO_PKG_VERSION"), dynamig::VERSION);
    let detail = format!("dynamig-cli {cli}, dynamig-core {core}");
    match cli == core {
        true => Finding::pass("version", detail),
        false => Finding::fail("version", detail).hint("build both from one release"),
    }
}

pub(super) fn configuration(setup: &Setup) -> Finding {
    match setup.settings.file() {
        Some(path) => Finding::pass(
            "configuration",
            format!(
                "{} is read, namespace {}",
                path.display(),
                setup.settings.namespace()
            ),
        ),
        None => Finding::warn(
            "configuration",
            format!(
                "there is no dynamig.toml, so the namespace is {}",
                setup.settings.namespace()
            ),
        )
        .hint("`cargo dynamig init` writes one"),
    }
}

pub(super) fn migrations(setup: &Setup, program: &Program) -> Finding {
    if matches!(program, Program::Launcher(_) | Program::Alone) {
        return Finding::skip(
            "migrations",
            "nothing is linked here; `check` builds and looks",
        );
    }
    match Registry::linked_except(setup.settings.foreign_packages()) {
        Ok(registry) => {
            let newest = registry
                .all()
                .last()
                .map_or_else(String::new, |one| format!(", the newest {}", one.id()));
            let count = counted(registry.all().len(), "migration");
            Finding::pass("migrations", format!("{count} linked{newest}"))
        }
        Err(error) => Finding::failed("migrations", &error.into()),
    }
}

/// What a failure to read the history is about.
pub(super) fn about(code: Code) -> &'static str {
    match code {
        Code::Credentials | Code::CredentialsExpired => "credentials",
        Code::Unreachable | Code::NotDynamoDb => "endpoint",
        Code::PermissionDenied => "permissions",
        _ => "history",
    }
}

pub(super) fn history(history: &History) -> Finding {
    let count = |status: &Status| {
        history
            .rows
            .iter()
            .filter(|row| row.status == *status)
            .count()
    };
    let (failed, running) = (count(&Status::Failed), count(&Status::Running));
    let detail = match history.rows.len() {
        0 => "no migration is recorded".to_owned(),
        rows => format!("{} recorded", counted(rows, "migration")),
    };
    if failed + running == 0 {
        return Finding::pass("history", detail);
    }
    Finding::warn(
        "history",
        format!("{detail}, {failed} failed, {running} running"),
    )
    .hint("`history` shows them; `up` runs again what failed or was interrupted")
}

pub(super) fn lock(lock: Result<Option<LockRecord>, Error>) -> Finding {
    match lock {
        Ok(Some(lock)) if lock.is_held() => {
            let LockRecord {
                actor,
                host,
                pid,
                run,
                ..
            } = lock;
            Finding::warn("lock", format!("held by {actor} on {host} (process {pid}, `{run}`)"))
                .hint("one that is dead is passed over one lease later, by itself; `lock show` tells more")
        }
        Ok(_) => Finding::pass("lock", "nobody holds it"),
        Err(error) => Finding::failed("lock", &error.into()),
    }
}

/// Compares the steady clock with the wall clock while the other checks run.
pub(super) struct Watch {
    clock: Clock,
    steady: Duration,
    wall: SystemTime,
}

impl Watch {
    pub(super) fn start() -> Self {
        let clock = Clock::system();
        let (steady, wall) = (clock.now(), clock.wall());
        Self {
            clock,
            steady,
            wall,
        }
    }

    pub(super) fn finish(self) -> Finding {
        const FAR: Duration = Duration::from_millis(500);
        let steady = self.clock.now().saturating_sub(self.steady);
        let wall = self
            .clock
            .wall()
            .duration_since(self.wall)
            .unwrap_or_default();
        match steady.abs_diff(wall) {
            apart if apart < FAR => Finding::pass("clock", "the steady and the wall clock agree"),
            apart => Finding::warn(
                "clock",
                format!("the wall clock moved by {apart:?} against the steady one"),
            )
            .hint("a holder gives its lease up when they part by a quarter of the lease"),
        }
    }
}
