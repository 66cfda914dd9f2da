//! Processes that die, stall, race and disagree about the time, on one served engine; and one process in which every
//! request in turn goes wrong.
#![expect(clippy::unwrap_used, reason = "tests")]

mod clocks;
mod findings;
mod hanging;
mod item_scene;
mod items_beside;
mod items_killed;
mod items_stopped;
mod killed;
mod neighbours;
mod on_failure;
mod process;
mod rolling_deploy;
mod scene;
mod stopped;
mod sweep;
mod ten_at_once;
