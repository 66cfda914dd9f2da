//! Declarations that commands write: in which form, and where to.

mod form;
mod out;

pub(crate) use form::{Form, definition};
pub(crate) use out::{Out, OutArgs};
