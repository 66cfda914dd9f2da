//! The service as a process of its own, in front of an engine that this process serves.

mod environments;
mod instance;
mod links;
mod migrates;
