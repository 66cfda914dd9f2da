//! One file for each command: it translates arguments, calls the library, and has `output` tell the result.

pub(crate) mod baseline;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod contract;
mod declared_tables;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod down;
pub(crate) mod files;
pub(crate) mod fresh;
pub(crate) mod graph;
pub(crate) mod history;
pub(crate) mod iam_policy;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod item_run;
pub(crate) mod local;
pub(crate) mod lock;
pub(crate) mod mark;
pub(crate) mod meta;
pub(crate) mod new;
pub(crate) mod observe;
pub(crate) mod plan;
pub(crate) mod pull;
pub(crate) mod rebase;
pub(crate) mod redo;
pub(crate) mod repair;
pub(crate) mod reset;
pub(crate) mod retry;
pub(crate) mod show;
mod show_table;
pub(crate) mod status;
mod trials;
pub(crate) mod up;
pub(crate) mod verify;
pub(crate) mod wait;

mod carry_out;
#[cfg(test)]
mod given;
mod item_progress;
mod remains;
mod saved_file;
