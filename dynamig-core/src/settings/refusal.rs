use crate::{Code, Error};

/// Why a value is refused, before it is known where the value stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// What is wrong with which value: lower case, without a final stop.
    pub(super) says: String,
    /// What to write instead.
    pub(super) hint: Option<String>,
}

impl Refusal {
    pub(super) fn new(says: impl Into<String>) -> Self {
        Self {
            says: says.into(),
            hint: None,
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The refusal as an error about `place`: a variable, a flag or an argument.
    pub(super) fn at(self, place: &str) -> Error {
        Self {
            says: format!("{place}: {}", self.says),
            ..self
        }
        .into()
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let error = Self::new(Code::Configuration, refusal.says);
        match refusal.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}
