//! EDN, as clojure-reader parses it.

mod parse;
mod scan;

pub(crate) use parse::parse;
