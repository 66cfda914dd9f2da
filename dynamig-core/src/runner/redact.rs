use std::fmt;
use std::sync::Arc;

use crate::history::cut;

/// The most of an error that a row keeps, in bytes.
const ERROR_LIMIT: usize = 1024;

/// Takes out of an error's text what must not be stored or shown.
#[derive(Clone)]
pub(crate) struct Redact(Arc<dyn Fn(&str) -> String + Send + Sync>);

impl Redact {
    /// Uses a function of the caller's.
    pub(crate) fn with(redact: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(redact))
    }

    /// Leaves texts as they are.
    pub(crate) fn nothing() -> Self {
        Self::with(str::to_owned)
    }
}

impl fmt::Debug for Redact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redact")
    }
}

/// A text as it may be stored: redacted, then cut to 1 KB.
pub(crate) fn redacted(redact: &Redact, text: &str) -> String {
    cut(&(redact.0)(text), ERROR_LIMIT)
}
