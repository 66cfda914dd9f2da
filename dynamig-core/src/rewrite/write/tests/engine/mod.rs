//! Writes against the embedded engine, and answers that it never gives, as AWS documents them.

mod also;
mod answers;
mod batches;
mod conflicts;
mod costs;
mod moves;
mod statements;
mod table;
