//! How far an item migration is by what is stored of it, whoever runs it.

use dynamig::rewrite::{ItemPhase, ItemProgress};
use serde_json::{Value, json};

use super::item_phase::{NOTHING_WRITTEN, all, done};

/// What is stored of a run, as JSON: what `status` knows of one, whoever is at it.
pub(crate) fn stored(progress: &ItemProgress) -> Value {
    json!({
        "phase": progress.phase,
        "counts": progress.counts,
        "consumed": progress.consumed,
        "items": progress.items,
        "segments_done": progress.segments_done,
        "segments": progress.segments,
    })
}

/// How far a run is by what is stored of it, in words.
pub(crate) fn stored_words(progress: &ItemProgress) -> String {
    if progress.phase == ItemPhase::Collecting {
        return NOTHING_WRITTEN.to_owned();
    }
    let segments = format!(
        "{} of {} segments",
        progress.segments_done, progress.segments
    );
    let consumed = consumed(progress.consumed.read, progress.consumed.write);
    format!("{}, {segments} done, {consumed}", items(progress))
}

/// The same from its JSON.
pub(super) fn stored_value_words(progress: &Value) -> Option<String> {
    if progress.get("phase").and_then(Value::as_str) == Some("collecting") {
        return Some(NOTHING_WRITTEN.to_owned());
    }
    let number = |value: &Value| value.as_u64().unwrap_or_default();
    let (done, all) = (
        number(progress.get("counts")?.get("scanned")?),
        number(progress.get("items")?),
    );
    let segments = (
        number(progress.get("segments_done")?),
        number(progress.get("segments")?),
    );
    let units = |kind: &str| progress.get("consumed")?.get(kind)?.as_f64();
    let consumed = consumed(
        units("read").unwrap_or_default(),
        units("write").unwrap_or_default(),
    );
    Some(format!(
        "{}, {} of {} segments done, {consumed}",
        of(done, all),
        segments.0,
        segments.1
    ))
}

/// `12 read and 300 write units`.
fn consumed(read: f64, write: f64) -> String {
    format!("{read:.0} read and {write:.0} write units")
}

/// `1200 of about 8000 items (15 %)`.
pub(super) fn items(progress: &ItemProgress) -> String {
    of(done(progress), all(progress))
}

fn of(done: u64, all: u64) -> String {
    match done.saturating_mul(100).checked_div(all) {
        // More than there were when it was counted, or never counted.
        None | Some(101..) => format!("{done} items"),
        Some(percent) => format!("{done} of about {all} items ({percent} %)"),
    }
}
