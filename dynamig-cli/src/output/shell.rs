use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use dynamig::Code;
use indicatif::ProgressBar;
use serde::Serialize;

use super::Stdout;
use super::columns::Tone;
use crate::args::Format;
use crate::failure::Failure;

/// The two streams, and what may be done on them.
#[derive(Debug)]
pub(crate) struct Shell {
    pub(super) format: Format,
    data: Mutex<Stdout>,
    pub(super) colours: Colours,
    /// Whether a question waits for its answer: nothing runs meanwhile.
    pub(super) is_asking: AtomicBool,
    /// What runs now; only before a terminal.
    pub(super) spinner: Mutex<Option<ProgressBar>>,
    pub(super) progress: ProgressForm,
}

/// How it is told how far item migrations are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ProgressForm {
    /// In words, or by a bar.
    #[default]
    Words,
    /// To programs too: a line of JSON each second.
    JsonLines,
}

/// The data of a command that looks at no target.
#[derive(Serialize)]
struct Versioned<'d, T> {
    schema_version: u32,
    #[serde(flatten)]
    data: &'d T,
}

/// Which stream is before someone who sees colours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Colours {
    stdout: bool,
    pub(super) stderr: bool,
}

impl Shell {
    /// No colour and no spinner without a terminal, or with `CI`, `NO_COLOR` or a dumb terminal.
    pub(crate) fn new(format: Format, stdout: Stdout) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_ci = std::env::var("CI").is_ok_and(|ci| !["", "0", "false"].contains(&ci.as_str()));
        let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let is_plain = is_ci || is_dumb || set("NO_COLOR");
        let colours = Colours {
            stdout: !is_plain && stdout.is_terminal(),
            stderr: !is_plain && io::stderr().is_terminal(),
        };
        Self {
            format,
            data: Mutex::new(stdout),
            colours,
            is_asking: AtomicBool::new(false),
            spinner: Mutex::new(None),
            progress: ProgressForm::default(),
        }
    }

    /// Whether data goes to a terminal.
    pub(crate) fn is_before_someone(&self) -> bool {
        let data = self.data.lock().unwrap_or_else(PoisonError::into_inner);
        data.is_terminal()
    }

    pub(crate) fn with_progress(self, progress: ProgressForm) -> Self {
        Self { progress, ..self }
    }

    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Whether somebody is being asked something, and nothing runs.
    pub(crate) fn is_asking(&self) -> bool {
        self.is_asking.load(Ordering::Relaxed)
    }

    /// Writes data, whatever its form. Ends it with a line break.
    pub(crate) fn data(&self, text: &str) -> Result<(), Failure> {
        let mut text = text.trim_end().to_owned();
        if text.is_empty() {
            return Ok(());
        }
        text.push('\n');
        let mut data = self.data.lock().unwrap_or_else(PoisonError::into_inner);
        let written = self.aside(|| data.write(&text));
        written.map_err(|cause| {
            Failure::new(Code::File, "the result cannot be written to stdout").caused_by(cause)
        })
    }

    /// Writes a command's result: one JSON document for programs, words for people.
    pub(crate) fn report<T: Serialize>(
        &self,
        data: &T,
        words: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if self.format != Format::Json {
            return self.data(&words());
        }
        let document = Versioned {
            schema_version: super::document::SCHEMA_VERSION,
            data,
        };
        let json = serde_json::to_string_pretty(&document);
        self.data(&json.map_err(|cause| {
            Failure::new(Code::Internal, "the result cannot be written as JSON").caused_by(cause)
        })?)
    }

    /// Says something to people. Not to programs: with `--json`, stderr has at most the error.
    pub(crate) fn say(&self, text: &str) {
        if self.format != Format::Json {
            self.say_anyway(text);
        }
    }

    /// Says some lines to people, where there are any.
    pub(crate) fn tell(&self, lines: &str) {
        if !lines.is_empty() {
            self.say(lines.trim_end());
        }
    }

    /// Says something to people whatever the format.
    pub(super) fn say_anyway(&self, text: &str) {
        // A closed stderr is no reason to stop.
        self.aside(|| drop(writeln!(io::stderr().lock(), "{text}")));
    }

    /// A text in a colour, where stderr has any.
    pub(super) fn tone(&self, tone: Tone, text: &str) -> String {
        if self.colours.stderr {
            tone.paint(text)
        } else {
            text.to_owned()
        }
    }

    /// Prints help or the version, which was asked for and so is data.
    pub(crate) fn help(&self, help: &clap::Error) -> Result<(), Failure> {
        let text = help.render();
        self.data(&if self.colours.stdout {
            text.ansi().to_string()
        } else {
            text.to_string()
        })
    }

    /// Says what is wrong with the arguments.
    pub(crate) fn usage(&self, error: &clap::Error) {
        let text = error.render();
        let text = if self.colours.stderr {
            text.ansi().to_string()
        } else {
            text.to_string()
        };
        self.say(text.trim_end());
    }

    pub(crate) fn has_colour(&self) -> bool {
        self.colours.stdout
    }

    pub(crate) fn stderr_has_colour(&self) -> bool {
        self.colours.stderr
    }

    /// Does something on the terminal without the spinner in its way.
    fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &*self.spinner.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}
