//! What the macros write, what they refuse, and what the fingerprint sees.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod edits;
mod expansion;
mod files;
mod layout;
mod refusals;
mod tables;

use proc_macro2::TokenStream;

use crate::core_path::CorePath;

/// Where the macros find the core, in place of a manifest.
fn found() -> Option<CorePath> {
    Some(CorePath::dynamig())
}

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap()
}
