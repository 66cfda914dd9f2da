#![expect(clippy::unwrap_used, reason = "tests")]

mod intents;
mod packing;
