//! To come.
/// To come.
#[derive(Debug)]
pub struct Report;
/// To come.
pub fn states(_: &crate::Registry, _: &crate::history::History, _: &crate::plan::Target) -> Report {
    Report
}
