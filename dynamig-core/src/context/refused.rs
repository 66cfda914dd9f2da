use crate::error::Code;
use crate::lease::Lost;

/// Why a request of a migration's was not sent. The SDK reports it as a dispatch failure with this as its cause.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    #[error("dynamig did not send this request: the lease was lost: {}", .0.sentence())]
    LeaseLost(Lost),
    #[error("dynamig did not send this request: the run was cancelled")]
    Cancelled,
    #[error("dynamig did not send this request: the migration has ended")]
    Ended,
    #[error("dynamig did not send this request: table `{0}` is dynamig's own")]
    OwnTable(String),
    #[error(
        "dynamig did not send this request: table `{0}` is not among the tables that the migration touches"
    )]
    Untouched(String),
    #[error(
        "dynamig did not send this request: {0} may write, and nothing is written when a migration is only tried out"
    )]
    Writes(String),
}

impl Refused {
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::LeaseLost(_) => Code::LeaseLost,
            Self::Cancelled => Code::Interrupted,
            Self::Ended | Self::OwnTable(_) | Self::Untouched(_) | Self::Writes(_) => {
                Code::RequestRefused
            }
        }
    }
}
