//! What a migration receives.

/// What a migration receives.
#[derive(Clone, Debug)]
pub struct Context {}
