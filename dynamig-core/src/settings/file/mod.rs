//! The configuration file: `dynamig.toml`.

mod document;
mod entry;
mod faults;
mod layer_keys;
mod snippet;

#[cfg(test)]
mod tests;

pub use document::File;
