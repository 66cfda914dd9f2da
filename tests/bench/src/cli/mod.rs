//! The command line, and what a program pays for its migrations.

mod boto3;
mod check;
mod functions;
mod launcher;
mod noop_requests;
mod service_dependencies;

use crate::suite::Measure;

pub(crate) const FIGURES: &[Measure] = &[
    noop_requests::measure,
    service_dependencies::measure,
    launcher::measure,
    boto3::measure,
    check::measure,
];
