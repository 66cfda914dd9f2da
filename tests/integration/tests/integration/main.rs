//! The library against a real engine: dynoxide in process, or the one at `DYNAMIG_TEST_ENDPOINT`.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod given;

mod adopt;
mod agreed;
mod bad_targets;
mod budgets;
mod check_items;
mod check_items_runs;
mod context;
mod contract;
mod definitions;
mod directory;
mod down;
mod every_action;
mod fence;
mod fresh_tables;
mod hand_changes;
mod identity;
mod interrupted;
mod item_functions;
mod meta_table;
mod namespaces;
mod one_request;
mod own_tables;
mod own_tables_refused;
mod permissions;
mod permissions_to_look;
mod reading;
mod recovery;
mod released;
mod renamed;
mod rolling;
mod saved;
mod saved_again;
mod tables;
mod up;
mod up_in_parts;
