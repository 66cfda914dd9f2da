//! How a command is asked to stop: by a signal, or because its time is up.

use std::sync::Arc;
use std::time::Duration;

use dynamig::Cancellation;

use crate::output::Shell;

/// How long a command may take to stop cleanly, before it is ended with 75.
const GRACE: Duration = Duration::from_secs(5);
const INTERRUPTED: i32 = 75;

/// Stops the command on the first signal, and ends the process on the second, or when it does not stop.
pub(crate) async fn watch(
    cancellation: Cancellation,
    deadline: Option<Duration>,
    shell: Arc<Shell>,
) {
    let Ok(mut signals) = Signals::new() else {
        // Without handlers the signals do what they do to any program.
        return;
    };
    let why = tokio::select! {
        signal = signals.next() => format!("{}: stopping within {} s; once more to stop at once", signal.name, GRACE.as_secs()),
        () = sleep(deadline) => format!("the deadline is over: stopping within {} s", GRACE.as_secs()),
    };
    if shell.is_asking() {
        // Nobody answers any more, and nothing was begun.
        return end(INTERRUPTED);
    }
    cancellation.cancel();
    shell.say(&why);
    let code = tokio::select! {
        signal = signals.next() => signal.code,
        () = tokio::time::sleep(GRACE) => {
            shell.say("it did not stop in time; its lock is free again one lease from now");
            INTERRUPTED
        }
    };
    shell.stop_spinning();
    end(code)
}

async fn sleep(duration: Option<Duration>) {
    match duration {
        Some(duration) => tokio::time::sleep(duration).await,
        None => std::future::pending().await,
    }
}

#[expect(
    clippy::exit,
    reason = "what does not stop when it is asked to is ended from outside"
)]
fn end(code: i32) {
    std::process::exit(code)
}

struct Signal {
    name: &'static str,
    /// The exit code when it ends the process.
    code: i32,
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupt.recv() => Signal { name: "interrupted", code: 130 },
            _ = self.terminate.recv() => Signal { name: "terminated", code: 143 },
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> Signal {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        Signal {
            name: "interrupted",
            code: 130,
        }
    }
}
