use serde::{Serialize, Serializer};

use super::{Hazard, Phase, Step};
use crate::estimate::Forecast;
use crate::migration::Migration;

/// The form of a step in JSON.
#[derive(Serialize)]
struct Json<'a> {
    n: usize,
    phase: Phase,
    hazard: Hazard,
    action: &'a str,
    id: String,
    table: Option<&'a str>,
    call: Option<&'a str>,
    detail: Option<&'a str>,
    touches: Option<Vec<&'a str>>,
    late: bool,
    rerun: bool,
    /// Of an item migration: whether nothing is written before its function has run for every item.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deferred: bool,
    needs: &'a [usize],
    #[serde(skip_serializing_if = "Option::is_none")]
    estimate: Option<&'a Forecast>,
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let description = self.migration.as_ref().map(Migration::description);
        Json {
            n: self.n,
            phase: self.phase,
            hazard: self.hazard,
            action: self.action.as_str(),
            id: self.id.to_string(),
            table: None,
            call: None,
            detail: self
                .note
                .as_deref()
                .or(description)
                .filter(|text| !text.is_empty()),
            touches: self.migration.as_ref().and_then(Migration::known_tables),
            late: self.late,
            rerun: self.rerun,
            deferred: self.is_deferred(),
            needs: &self.needs,
            estimate: self.estimate.as_ref(),
        }
        .serialize(serializer)
    }
}
