use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use crate::Harness;

/// Whether tables and indexes linger in the states between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statuses {
    /// As fast as DynamoDB Local is.
    Immediate,
    /// With `-delayTransientStatuses`: indexes take about half a minute, as on AWS they take minutes.
    Delayed,
}

/// DynamoDB Local, on 127.0.0.1 only, in memory, until dropped. It ends too when this process ends, however that is.
///
/// Takes about 2 seconds to start and 110 MB: share one between tests where you can.
#[derive(Debug)]
pub struct DynamoDbLocal {
    process: Child,
    url: String,
}

impl DynamoDbLocal {
    /// How long it may take to start, on a busy machine.
    const PATIENCE: Duration = Duration::from_secs(60);

    /// Starts it. Where it is not installed the answer is `None`, which the caller prints as a skipped test.
    ///
    /// # Panics
    ///
    /// When it does not start, and when it is not installed while `DYNAMIG_REQUIRE_DYNAMODB_LOCAL` is set.
    #[must_use]
    pub fn start(statuses: Statuses) -> Option<Self> {
        let installed = installed()?;
        let log = NamedTempFile::new().expect("a temporary file can be made");
        let output = || {
            let log = File::options().append(true).open(log.path());
            log.expect("the log can be opened again")
        };
        let process = command(&installed, statuses)
            .stdin(Stdio::piped())
            .stdout(output())
            .stderr(output())
            .spawn()
            .expect("java is on the path");
        let mut local = Self {
            process,
            url: String::new(),
        };
        local.url = local.wait_for_url(log.path());
        Some(local)
    }

    /// Its address as an endpoint for the SDK.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// A new stack in front of it, with a table prefix of its own.
    #[must_use]
    pub fn harness(&self) -> Harness {
        Harness::endpoint(&self.url)
    }

    fn wait_for_url(&mut self, log: &Path) -> String {
        let started = Instant::now();
        loop {
            let text = std::fs::read_to_string(log).expect("the log can be read");
            let url = text
                .lines()
                .find_map(|line| line.strip_prefix("listening on "));
            if let Some(url) = url {
                return url.to_owned();
            }
            let ended = self.process.try_wait().expect("a child can be waited for");
            assert!(ended.is_none(), "DynamoDB Local ended at once:\n{text}");
            assert!(
                started.elapsed() < Self::PATIENCE,
                "DynamoDB Local does not answer:\n{text}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for DynamoDbLocal {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _killed = self.process.kill();
        let _reaped = self.process.wait();
    }
}

/// Where `.ci/dynamodb-local` put it, if it did.
fn installed() -> Option<PathBuf> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/dynamodb-local");
    if File::open(place.join("installed")).is_ok() {
        return Some(place);
    }
    let required = std::env::var_os("DYNAMIG_REQUIRE_DYNAMODB_LOCAL").is_some();
    assert!(
        !required,
        "DynamoDB Local is required and not installed: run .ci/dynamodb-local"
    );
    None
}

fn command(installed: &Path, statuses: Statuses) -> Command {
    let mut library_path = std::ffi::OsString::from("-Djava.library.path=");
    library_path.push(installed.join("native"));
    let mut java = Command::new("java");
    java.arg(library_path)
        .arg("-cp")
        .arg(installed.join("lib/*"))
        .args([
            "dynamig.Loopback",
            "-inMemory",
            "-sharedDb",
            "-disableTelemetry",
        ]);
    if statuses == Statuses::Delayed {
        java.arg("-delayTransientStatuses");
    }
    java
}
