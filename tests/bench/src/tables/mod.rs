//! Declared tables: what it takes to make them, to look at them, and to compile them.

mod check;
mod creation;
mod declared;
mod observe_requests;
mod structs;

use crate::suite::Measure;

pub(crate) const FIGURES: &[Measure] =
    &[creation::measure, observe_requests::measure, check::measure];
