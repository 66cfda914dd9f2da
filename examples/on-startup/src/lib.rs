//! A service that migrates when it starts, and tells its history over HTTP.
//!
//! `main` reads as the order of things: [`settings`](target::settings), [`client`](target::client),
//! [`Migrator::up`](dynamig::Migrator::up), [`router`](http::router).

pub mod http;
pub mod migrations;
pub mod target;
