//! An engine inside this process: DynamoDB's API over SQLite, for laptops and tests.
//!
//! [`Engine::memory`] is a database of its own for one test; [`Engine::open`] keeps it in a file, which one process
//! holds at a time. [`Engine::client`] reaches it without a socket, [`Engine::serve`] offers it to other processes on
//! loopback, and [`connect_or_open`] finds the process that does.
//!
//! It is not AWS: new tables and indexes are ready at once, nothing is throttled, and point-in-time recovery, backups
//! and exports answer `UnknownOperationException`.

mod connector;
mod engine;
mod file_lock;
mod operations;
mod serve;

pub use connector::config;
pub use engine::{Engine, Opened, connect_or_open, delete};
pub use serve::Served;
