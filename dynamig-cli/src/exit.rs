use std::process::ExitCode;

/// How a command ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exit(u8);

impl Exit {
    /// Done, or nothing to do.
    pub(crate) const DONE: Self = Self(0);
    /// There is something pending; only where `--exit-code`, or `verify`, asked for it.
    pub(crate) const PENDING: Self = Self(3);
    /// Something has to be looked at: it is not linked, or it was edited.
    pub(crate) const DRIFT: Self = Self(4);

    /// Something is paused: to be run again once it is resumed.
    pub(crate) const PAUSED: Self = Self(75);

    /// Items failed, and are noted.
    pub(crate) const TOO_MANY_ERRORS: Self = Self(65);

    /// The failure of a check that says so itself, as `doctor` does.
    pub(crate) const FAILED: Self = Self(1);

    /// This one, unless it is that all is done: then the other.
    pub(crate) fn or(self, other: Self) -> Self {
        match self {
            Self::DONE => other,
            _ => self,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.0)
    }
}
