//! Processes that die, stall, race and disagree about the time, on one served engine; and one process in which every
//! request in turn goes wrong.
#![expect(clippy::unwrap_used, reason = "tests")]

mod killed;
mod process;
mod scene;
mod ten_at_once;
