//! The control plane: looking at tables, changing them, and waiting until they have settled.

mod answer;
mod awaited;
mod budgets;
mod carry_out;
mod changing;
mod describe;
mod limiter;
mod list;
mod looks;
mod observe;
mod observe_all;
mod raw;
mod request;
#[cfg(feature = "autoscaling")]
mod scaling;
mod send;
mod settle;
mod table_request;
mod tags;

pub(crate) use carry_out::{Carried, ControlPlane, ControlPlaneParts, Named};
pub(crate) use list::list_tables;
pub(crate) use looks::{Items, Looks};
pub(crate) use observe::observe;
pub(crate) use observe_all::{Sight, observe_all};
pub(crate) use raw::Raw;
#[cfg(feature = "autoscaling")]
pub(crate) use scaling::scaled;
