//! Someone at a shell, in a directory of their own.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// A directory, and the variables of a shell in it: none but what a test sets.
pub(crate) struct Person {
    directory: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The longest that any command of these tests may take.
const PATIENCE: Duration = Duration::from_secs(60);

impl Person {
    pub(crate) fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            variables: Vec::new(),
        }
    }

    /// With a `dynamig.toml`.
    pub(crate) fn with_toml(text: &str) -> Self {
        let person = Self::new();
        std::fs::write(person.path().join("dynamig.toml"), text).unwrap();
        person
    }

    /// With a variable set.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Runs the program with migrations, the arguments split at spaces.
    pub(crate) fn run(&self, line: &str) -> Ended {
        let child = self.start(line);
        ended(child, line, self.path())
    }

    /// Runs the launcher, which links nothing.
    pub(crate) fn launch(&self, line: &str) -> Ended {
        let launcher = PathBuf::from(env!("CARGO_BIN_EXE_cargo-dynamig"));
        let child = self.command(&launcher, line).spawn().unwrap();
        ended(child, line, self.path())
    }

    /// Starts the program with migrations and does not wait for it.
    pub(crate) fn start(&self, line: &str) -> Child {
        self.command(&fixture(), line).spawn().unwrap()
    }

    pub(crate) fn command(&self, program: &Path, line: &str) -> Command {
        let mut command = Command::new(program);
        command
            .args(line.split_whitespace())
            .current_dir(self.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", std::env::var_os("HOME").unwrap_or_default())
            .env("AWS_CONFIG_FILE", self.path().join("no-config"))
            .env(
                "AWS_SHARED_CREDENTIALS_FILE",
                self.path().join("no-credentials"),
            )
            .env("USER", "ann")
            .env("HOSTNAME", "desk")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// The program with migrations, beside the launcher.
pub(crate) fn fixture() -> PathBuf {
    example("fixture")
}

/// A program of `examples`.
pub(crate) fn example(name: &str) -> PathBuf {
    let launcher = PathBuf::from(env!("CARGO_BIN_EXE_cargo-dynamig"));
    let program = launcher.with_file_name("examples").join(name);
    assert!(
        program.exists(),
        "{} is missing: `cargo build -p dynamig-cli --examples`",
        program.display()
    );
    program
}

/// Waits for the end, reading both streams meanwhile.
pub(crate) fn ended(mut child: Child, line: &str, directory: &Path) -> Ended {
    let stdout = reading(child.stdout.take());
    let stderr = reading(child.stderr.take());
    let started = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if started.elapsed() > PATIENCE => {
                child.kill().unwrap();
                panic!("`{line}` did not end");
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let here = directory.to_str().unwrap();
    let text =
        |reader: std::thread::JoinHandle<String>| reader.join().unwrap().replace(here, "HERE");
    Ended {
        code: status.code().unwrap_or(-1),
        stdout: text(stdout),
        stderr: text(stderr),
    }
}

fn reading(stream: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut stream) = stream {
            stream.read_to_string(&mut text).unwrap();
        }
        text
    })
}

impl Ended {
    /// The JSON document on stdout.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The JSON error on the last line of stderr.
    pub(crate) fn error(&self) -> Value {
        let line = self.stderr.lines().last().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Everything, with times and durations taken out: for a snapshot.
    pub(crate) fn told(&self) -> String {
        let Self {
            code,
            stdout,
            stderr,
        } = self;
        format!(
            "exit {code}\n--- stdout\n{}--- stderr\n{}",
            timeless(stdout),
            timeless(stderr)
        )
    }
}

/// A text without times and durations, and with no more than two spaces in a row, since durations move columns.
pub(crate) fn timeless(text: &str) -> String {
    let mut lines = String::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let mut told: Vec<String> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let next = words
                .get(at + 1)
                .copied()
                .unwrap_or_default()
                .trim_end_matches(')');
            let is_duration =
                ["ms", "s"].contains(&next) && word.ends_with(|c: char| c.is_ascii_digit());
            told.push(match shape(word).as_str() {
                "0000-00-00" => "DATE".to_owned(),
                "00:00:00Z" => "TIME".to_owned(),
                _ if is_duration => {
                    word.trim_start_matches('(')
                        .replace(|c: char| c.is_ascii_digit() || c == '.', "")
                        + "N"
                }
                // An edit of the program moves its lines.
                _ => match word.split_once("fixture.rs:") {
                    Some((path, _line)) => format!("{path}fixture.rs:LINE"),
                    None => (*word).to_owned(),
                },
            });
        }
        let mut line = told.join(" ");
        while line.contains("   ") {
            line = line.replace("   ", "  ");
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

fn shape(word: &str) -> String {
    word.chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect()
}

/// A document without what differs from run to run.
pub(crate) fn steady(mut document: Value) -> Value {
    redact(&mut document);
    document
}

fn redact(value: &mut Value) {
    const VOLATILE: [&str; 8] = [
        "applied_at",
        "started_at",
        "finished_at",
        "at",
        "duration_ms",
        "fingerprint",
        "owner",
        "pid",
    ];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if VOLATILE.contains(&name.as_str()) && !value.is_null() {
                    *value = Value::String(format!("[{name}]"));
                } else {
                    redact(value);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(redact),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
