//! What item migrations promise, on the engine that `DYNAMIG_TEST_ENDPOINT` names, or the one inside this process.

mod given;
mod kills;
mod live;
mod run;
