#![expect(clippy::unwrap_used, reason = "tests")]

#[cfg(feature = "test")]
mod engine;
mod intents;
mod packing;
