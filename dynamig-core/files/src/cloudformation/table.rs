//! `AWS::DynamoDB::Table`.

use super::left_out::{inner, leave_out, maps, note_left_out};
use super::template::{get, take};
use crate::shape::Reader;
use crate::value::Entry;

/// What it can have and dynamig does not manage.
const UNMANAGED: &[&str] = &[
    "ContributorInsightsSpecification",
    "GlobalTableSettingsReplicationMode",
    "GlobalTableSourceArn",
    "ImportSourceSpecification",
    "KinesisStreamSpecification",
];

/// Brings its properties into the shape of the CreateTable request.
pub(super) fn shaped(
    entries: &mut Vec<Entry<'_>>,
    notes: &mut Vec<String>,
    reader: &mut Reader<'_>,
) {
    leave_out(entries, UNMANAGED, "the table", notes);
    if get(entries, "VectorIndexes").is_some() {
        // They stay: whoever reads the table passes over the attributes that only they have.
        note_left_out("VectorIndexes", "the table", notes);
    }
    for index in maps(entries, "GlobalSecondaryIndexes") {
        leave_out(
            index,
            &["ContributorInsightsSpecification"],
            "an index",
            notes,
        );
    }
    if let Some(stream) = inner(entries, "StreamSpecification") {
        leave_out(stream, &["ResourcePolicy"], "the stream", notes);
    }
    // Definition files have more members than a template.
    for ours in ["Dropped", "Revision"] {
        if let Some(entry) = take(entries, ours) {
            unknown("AWS::DynamoDB::Table", &entry, reader);
        }
    }
}

/// Refuses a property that a type has not.
pub(super) fn unknown(kind: &str, entry: &Entry<'_>, reader: &mut Reader<'_>) {
    let name = super::template::shown(&entry.name);
    reader.refuse(entry.at, format!("{kind} has no property `{name}`"), "");
}
