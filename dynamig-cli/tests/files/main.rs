//! The commands that write files, as a user meets them: in a real project, which the real program makes, links and tests.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod project;
mod story;
