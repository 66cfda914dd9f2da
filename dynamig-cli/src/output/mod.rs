//! Every word that is printed: data to stdout, words for people to stderr.

mod columns;
mod diff;
mod document;
mod error;
mod events;
mod fields;
mod files;
mod log;
mod markdown;
mod plan;
mod plan_markdown;
mod prompt;
mod shell;
mod status;
mod stdout;
mod stored_steps;
mod table_events;
mod table_status;
mod target;
mod words;

pub(crate) use columns::{Columns, Tone};
pub(crate) use diff::{diff_lines, diff_markdown};
pub(crate) use document::Document;
pub(crate) use events::HumanEvents;
pub(crate) use fields::fields;
pub(crate) use files::{check_lines, init_lines, new_lines, rebase_lines, written_lines};
pub(crate) use log::log_lines;
pub(crate) use plan::plan_lines;
pub(crate) use plan_markdown::plan_markdown;
pub(crate) use shell::Shell;
pub(crate) use status::{status_lines, status_markdown};
pub(crate) use stdout::Stdout;
pub(crate) use stored_steps::step_lines;
pub(crate) use target::TargetDocument;
pub(crate) use words::{counted, instant, milliseconds, took};
