//! `doctor`: looks for what is wrong here.

mod checks;
mod finding;
mod meta_table;
mod run;
mod tables;

pub(crate) use run::{DoctorArgs, run};
