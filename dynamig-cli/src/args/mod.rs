//! What can be asked on the command line.

mod check_items;
mod cli;
mod command;
mod consent;
mod format;
mod global;
mod limits;
mod no_pitr;
mod progress;
mod selection;
mod trial;
mod values;

pub(crate) use check_items::CheckItemsArgs;
pub(crate) use cli::{Cli, Name};
pub(crate) use command::{Access, Command};
pub(crate) use format::Format;
pub(crate) use global::Global;
pub(crate) use limits::LimitArgs;
pub(crate) use no_pitr::NoPitrArgs;
pub(crate) use progress::ProgressArgs;
pub(crate) use selection::{DownSelectionArgs, SelectionArgs};
pub(crate) use trial::{Shown, TrialArgs};
pub(crate) use values::duration;
