//! JSON, as jsonc-parser parses it when nothing but JSON is allowed.

mod parse;
mod scan;

pub(crate) use parse::parse;
