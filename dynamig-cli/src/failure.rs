use std::fmt;
use std::process::ExitCode;

use dynamig::{BoxError, Code, Error};

/// Why a command failed: an error of the core, or one that only the command line can make.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The core's.
    Core(Error),
    /// The command line's.
    Own(Box<Own>),
}

#[derive(Debug)]
pub(crate) struct Own {
    code: Code,
    message: String,
    hint: Option<String>,
    source: Option<BoxError>,
}

impl Failure {
    /// A failure from its code and its sentence (lower case, without a final stop).
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self::Own(Box::new(Own {
            code,
            message: message.into(),
            hint: None,
            source: None,
        }))
    }

    /// A flag or an argument that is wrong.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Code::Usage, message)
    }

    /// Adds what the reader can do about it. The core's errors have their hints already.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Self::Own(own) = &mut self {
            own.hint = Some(hint.into());
        }
        self
    }

    /// Adds the cause.
    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        if let Self::Own(own) = &mut self {
            own.source = Some(source.into());
        }
        self
    }

    /// The kind of failure.
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Core(error) => error.code(),
            Self::Own(own) => own.code,
        }
    }

    /// What to do about it.
    pub(crate) fn what_next(&self) -> Option<&str> {
        match self {
            Self::Core(error) => error.what_next(),
            Self::Own(own) => own.hint.as_deref(),
        }
    }

    /// The sentences of its causes, the nearest first. One that only repeats the sentence before it is left out.
    pub(crate) fn causes(&self) -> Vec<String> {
        let mut causes: Vec<String> = Vec::new();
        let mut next = std::error::Error::source(self);
        while let Some(error) = next {
            let sentence = error.to_string();
            let last = causes.last().cloned().unwrap_or_else(|| self.to_string());
            if !sentence.is_empty() && !last.contains(&sentence) {
                causes.push(sentence);
            }
            next = error.source();
        }
        causes
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code().exit())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Core(error) => error.fmt(f),
            Self::Own(own) => f.write_str(&own.message),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Core(error) => error.source(),
            Self::Own(own) => own.source.as_ref().map(|source| &**source as _),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}
