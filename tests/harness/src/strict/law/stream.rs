//! Streams: switched on with a view, switched off without one, and never changed in between.

use serde_json::Value;

use super::Case;
use crate::strict::asked::given;
use crate::strict::held::Table;
use crate::strict::rejection::{Judged, Rejection, Source};

pub(super) fn check_shape(stream: &Value) -> Judged {
    let view = given(&stream["StreamViewType"]);
    match stream["StreamEnabled"].as_bool() {
        Some(true) if !view => Err(Rejection::parameter(
            "If stream is being enabled then UpdateViewType is required",
        )),
        Some(false) if view => Err(Rejection::parameter(
            "If stream is being disabled, then UpdateViewType must not be specified",
        )),
        Some(_) | None => Ok(()),
    }
}

/// At creation, AWS words the second case otherwise.
pub(super) fn check_created(stream: &Value) -> Judged {
    if stream["StreamEnabled"] == false && given(&stream["StreamViewType"]) {
        return Err(Rejection::parameter(
            "Table is being created with a stream disabled, UpdateViewType should not be specified",
        )
        .from(Source::Captured));
    }
    check_shape(stream)
}

pub(super) fn check_changed(case: &Case<'_>, table: &Table) -> Judged {
    let name = case.name;
    let wanted = case.body()["StreamSpecification"]["StreamEnabled"].as_bool();
    match (wanted, &table.stream) {
        (Some(true), Some(_)) => Err(Rejection::invalid(format!(
            "Table already has an enabled stream: TableName: {name}"
        ))),
        (Some(false), None) => Err(Rejection::invalid(format!(
            "Table has no stream to disable: TableName: {name}"
        ))),
        (Some(true), None) | (Some(false), Some(_)) | (None, _) => Ok(()),
    }
}
