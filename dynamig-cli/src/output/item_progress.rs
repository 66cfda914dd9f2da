//! How far item migrations are, in words and as JSON.

use std::time::Duration;

use dynamig::migration::Direction;
use dynamig::rewrite::{ItemCounts, ItemPhase, ItemProgress};
use serde_json::{Value, json};

use super::item_phase::{NOTHING_WRITTEN, all, at, done};
use super::took;

/// A run of this process, from its start.
#[derive(Clone, Debug)]
pub(super) struct Course {
    pub(super) id: String,
    pub(super) direction: Direction,
    pub(super) table: String,
    /// The items that earlier processes had dealt with, or that were dealt with before this phase.
    pub(super) before: u64,
    pub(super) phase: ItemPhase,
    /// Whether any item may have been written, by this process or one before it.
    pub(super) may_have_written: bool,
    /// When this phase began.
    pub(super) since: Duration,
    /// After how many tens of seconds it was last told of in a line.
    pub(super) told: u64,
}

/// Between two lines, where there is no bar.
const LINE_EVERY: u64 = 10;

impl Course {
    /// Whether it is time for another line.
    pub(super) fn is_due(&mut self, progress: &ItemProgress) -> bool {
        let at = progress.elapsed.as_secs() / LINE_EVERY;
        std::mem::replace(&mut self.told, at) < at
    }

    /// Notes what it is at. Whether that is something else than before, which is counted from here on.
    pub(super) fn enters(&mut self, progress: &ItemProgress) -> bool {
        let enters = self.phase != progress.phase;
        if enters {
            (self.phase, self.since) = (progress.phase, progress.elapsed);
            self.before = done(progress);
        }
        enters
    }

    /// Items a second, of this process alone.
    fn rate(&self, progress: &ItemProgress) -> f64 {
        let dealt_with = done(progress).saturating_sub(self.before);
        match progress.elapsed.saturating_sub(self.since).as_secs_f64() {
            elapsed if elapsed > 0.0 => dealt_with as f64 / elapsed,
            _ => 0.0,
        }
    }

    /// How long the rest takes at this rate, once a hundredth is done: before that nobody knows. The number of items is
    /// DynamoDB's, up to six hours old.
    fn left(&self, progress: &ItemProgress) -> Option<Duration> {
        let (done, all) = (done(progress), all(progress));
        let rate = self.rate(progress);
        let is_known = done.saturating_mul(100) >= all && all > done && rate > 0.0;
        is_known.then(|| Duration::from_secs(((all - done) as f64 / rate).ceil() as u64))
    }

    /// `1200 of about 8000 items (15 %), 120 items/s, …`.
    pub(super) fn words(&self, progress: &ItemProgress) -> String {
        let left = self.left(progress);
        let left = left.map_or_else(String::new, |left| format!(", about {} left", took(left)));
        let at = at(progress.phase);
        format!("{at}{}{left}", self.numbers(progress, &items(progress)))
    }

    /// The same for beside a bar, which shows the items.
    pub(super) fn beside_bar(&self, progress: &ItemProgress) -> String {
        let left = self.left(progress);
        let left = left.map_or_else(String::new, |left| format!(", {} left", took(left)));
        let at = at(progress.phase);
        format!("{at}{}{left}", self.numbers(progress, "items"))
    }

    fn numbers(&self, progress: &ItemProgress, items: &str) -> String {
        format!(
            "{items}, {:.0}/s, {:.0} read and {:.0} write units, {} conflicts, {} throttled",
            self.rate(progress),
            progress.read_units,
            progress.write_units,
            progress.conflicts,
            progress.throttled,
        )
    }

    /// A line for programs.
    pub(super) fn json(&self, event: &str, progress: &ItemProgress) -> Value {
        let millis = |duration: Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let mut line = stored(progress);
        let more = json!({
            "event": event,
            "id": self.id,
            "direction": match self.direction {
                Direction::Up => "up",
                Direction::Down => "down",
            },
            "table": self.table,
            "conflicts": progress.conflicts,
            "throttled": progress.throttled,
            "read_units": progress.read_units,
            "write_units": progress.write_units,
            "elapsed_ms": millis(progress.elapsed),
            "items_per_second": self.rate(progress),
            "eta_ms": self.left(progress).map(millis),
        });
        if let (Value::Object(line), Value::Object(more)) = (&mut line, more) {
            line.extend(more);
        }
        line
    }
}

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
fn items(progress: &ItemProgress) -> String {
    of(done(progress), all(progress))
}

fn of(done: u64, all: u64) -> String {
    match done.saturating_mul(100).checked_div(all) {
        // More than there were when it was counted, or never counted.
        None | Some(101..) => format!("{done} items"),
        Some(percent) => format!("{done} of about {all} items ({percent} %)"),
    }
}

/// What became of the items: `300 items: 200 written, 100 kept`.
pub(super) fn became(counts: &ItemCounts) -> String {
    let kinds = [
        (counts.written, "written"),
        (counts.deleted, "deleted"),
        (counts.kept, "kept"),
        (counts.other, "other"),
        (counts.gone, "gone"),
        (counts.failed, "failed"),
    ];
    let told: Vec<_> = kinds
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| format!("{count} {kind}"))
        .collect();
    match told.is_empty() {
        true => "no items".to_owned(),
        false => format!("{} items: {}", counts.scanned, told.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(scanned: u64, items: u64, seconds: u64) -> ItemProgress {
        let mut progress = ItemProgress::default();
        (progress.counts.scanned, progress.items) = (scanned, items);
        progress.elapsed = Duration::from_secs(seconds);
        progress
    }

    fn course(before: u64) -> Course {
        Course {
            id: "1_a".to_owned(),
            direction: Direction::Up,
            table: "customers".to_owned(),
            before,
            phase: ItemPhase::Streaming,
            may_have_written: true,
            since: Duration::ZERO,
            told: 0,
        }
    }

    #[test]
    fn what_earlier_processes_did_is_no_part_of_the_rate() {
        let line = course(1_000).json("progress", &at(1_500, 3_000, 10));
        assert_eq!(line["items_per_second"], 50.0);
        assert_eq!(line["eta_ms"], 30_000);
    }

    #[test]
    fn how_long_it_takes_is_told_once_a_hundredth_is_done() {
        assert_eq!(course(0).left(&at(9, 1_000, 1)), None);
        assert_eq!(
            course(0).left(&at(10, 1_000, 1)),
            Some(Duration::from_secs(99))
        );
        // DynamoDB counts every six hours: there may be more by now.
        assert_eq!(course(0).left(&at(1_200, 1_000, 1)), None);
        assert_eq!(items(&at(1_200, 1_000, 1)), "1200 items");
        assert_eq!(items(&at(500, 1_000, 1)), "500 of about 1000 items (50 %)");
    }

    #[test]
    fn what_is_written_of_deferred_answers_is_counted_by_itself() {
        let mut course = course(0);
        let mut progress = at(1_000, 900, 10);
        progress.phase = ItemPhase::Collecting;
        assert!(course.enters(&progress) && !course.enters(&progress));
        assert!(
            course
                .words(&progress)
                .starts_with("collecting: 1000 items")
        );
        progress.phase = ItemPhase::Writing;
        progress.counts.kept = 400;
        progress.elapsed = Duration::from_secs(20);
        assert!(course.enters(&progress));
        progress.counts.written = 100;
        progress.elapsed = Duration::from_secs(30);
        let words = course.words(&progress);
        assert!(
            words.starts_with("writing: 500 of about 1000 items (50 %), 10/s"),
            "{words}"
        );
        assert_eq!(course.left(&progress), Some(Duration::from_secs(50)));
        assert_eq!(course.json("progress", &progress)["phase"], "writing");
    }

    #[test]
    fn a_line_is_due_every_ten_seconds() {
        let mut course = course(0);
        let due = [1, 9, 10, 11, 19, 25, 26, 41].map(|second| course.is_due(&at(0, 0, second)));
        assert_eq!(due, [false, false, true, false, false, true, false, true]);
    }

    #[test]
    fn what_became_of_items_is_told_as_far_as_there_was_anything() {
        let mut counts = ItemCounts::default();
        assert_eq!(became(&counts), "no items");
        (counts.scanned, counts.written, counts.kept) = (3, 2, 1);
        assert_eq!(became(&counts), "3 items: 2 written, 1 kept");
    }
}
