//! `doctor`: looks for what is wrong here.

mod checks;
mod finding;
mod meta_table;
mod run;

pub(crate) use run::{DoctorArgs, run};
