//! The command line as its users meet it: the program `examples/fixture.rs`, run as a process.
//!
//! `cargo test -p dynamig-cli` builds the program; with `--test commands` alone, cargo takes the one that is there.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod agreed;
mod alone;
mod changes;
mod check_items;
mod consent;
mod definition_files;
mod doctor;
mod document;
mod drift;
mod endpoints;
mod import;
mod item_control;
mod item_costs;
mod item_deferred;
mod item_disk;
mod item_recovery;
mod item_story;
mod item_trial;
mod local;
mod never_build;
mod person;
mod pull;
mod restored;
mod saved;
mod settings;
mod stopping;
mod story;
mod tables;
mod tables_adopted;
mod tables_dropped;
mod tables_released;
mod tables_stopped;
mod terminal;
mod usage;
