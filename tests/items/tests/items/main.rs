//! What item migrations promise, on the engine that `DYNAMIG_TEST_ENDPOINT` names, or the one inside this process.

#![expect(clippy::unwrap_used, reason = "tests")]

mod again;
mod application;
mod beside;
mod conditions;
mod connections;
mod deferred;
mod deferred_counts;
mod deferred_kills;
mod deferred_limits;
mod deferred_spools;
mod deferred_stops;
mod documented;
mod down_kills;
mod estimate;
mod failures;
mod faults;
mod flow;
mod fresh;
mod given;
mod indexes;
mod keys;
mod kills;
mod limits;
mod limits_elsewhere;
mod live;
mod marks;
mod permissions;
mod recovery;
mod recovery_told;
mod run;
mod shapes;
mod trial;
mod wishes;
