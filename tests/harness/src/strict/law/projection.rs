//! What an index holds.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::strict::asked::{given, list, text};
use crate::strict::rejection::{Judged, Rejection, Source};

pub(super) fn check(index: &Value) -> Judged {
    let projection = &index["Projection"];
    let attributes = &projection["NonKeyAttributes"];
    if !projection.is_object() {
        return Ok(());
    }
    match text(&projection["ProjectionType"]) {
        None if given(&projection["ProjectionType"]) => return Ok(()),
        None => return Err(Rejection::parameter("Unknown ProjectionType: null")),
        Some("INCLUDE") if !given(attributes) => {
            return Err(Rejection::parameter(
                "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
            ));
        }
        Some(kind @ ("ALL" | "KEYS_ONLY")) if given(attributes) => {
            return Err(Rejection::parameter(format!(
                "ProjectionType is {kind}, but NonKeyAttributes is specified"
            )));
        }
        // Another word is the model's.
        Some(_) => {}
    }
    let mut seen = BTreeSet::new();
    for name in list(attributes).iter().filter_map(text) {
        if !seen.insert(name) {
            return Err(Rejection::parameter(format!(
                "Duplicate element in NonKeyAttributes: {name}"
            )));
        }
    }
    if list(attributes).len() > 20 {
        return Err(too_many(20));
    }
    Ok(())
}

/// Over all indexes of a table, an attribute counts as often as it is included.
pub(super) fn check_total(included: usize) -> Judged {
    if included > 100 {
        return Err(too_many(100));
    }
    Ok(())
}

fn too_many(most: usize) -> Rejection {
    Rejection::parameter(format!(
        "Number of attributes in NonKeyAttributes exceeds the limit of {most}"
    ))
    .from(Source::Unworded)
}
