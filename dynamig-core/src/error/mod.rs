//! Errors: what, which, and what next.

mod aws;
mod code;

pub(crate) use aws::Call;
pub use code::Code;

/// Any error, boxed: what a migration function may fail with.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What a migration function returns: `?` turns any error of a library into a [`BoxError`].
pub type Result<T, E = BoxError> = std::result::Result<T, E>;

/// An error of dynamig: a sentence that names what and which, a stable [`Code`], and what to do next.
///
/// The cause, where there is one, is in [`source`](std::error::Error::source) and never repeated in the sentence.
#[derive(Debug)]
pub struct Error(Box<Parts>);

#[derive(Debug)]
struct Parts {
    code: Code,
    message: String,
    hint: Option<String>,
    source: Option<BoxError>,
}

impl Error {
    /// Makes an error from its code and its sentence (lower case, without a final stop).
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            code,
            message: message.into(),
            hint: None,
            source: None,
        }))
    }

    /// Adds what the reader can do about it.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Adds the cause.
    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The kind of error, stable across releases.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn what_next(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| &**source as _)
    }
}

/// The sentences of an error and of all its causes, joined by `: `.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// The first error of a type in a chain of causes.
pub(crate) fn find<'e, T: std::error::Error + 'static>(
    error: &'e (dyn std::error::Error + 'static),
) -> Option<&'e T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = error.source();
    }
    None
}
