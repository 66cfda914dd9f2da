//! Item migrations: how the items of a table are rewritten.

mod write;
