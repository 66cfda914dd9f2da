//! How far item migrations are, in words and as JSON.

use std::time::Duration;

use dynamig::migration::Direction;
use dynamig::rewrite::{ItemCounts, ItemPhase, ItemProgress};
use serde_json::{Value, json};

use super::item_phase::{all, at, done};
use super::item_stored::{items, stored};
use super::item_throttling::throttled;
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
    /// The read and write units that this process had consumed by then.
    pub(super) spent: (f64, f64),
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
            self.spent = (progress.read_units, progress.write_units);
            self.before = done(progress);
        }
        enters
    }

    /// Items a second, of this process alone.
    fn rate(&self, progress: &ItemProgress) -> f64 {
        let dealt_with = done(progress).saturating_sub(self.before);
        self.a_second(dealt_with as f64, progress)
    }

    /// So much of something since this phase began is so much a second.
    fn a_second(&self, since_then: f64, progress: &ItemProgress) -> f64 {
        match progress.elapsed.saturating_sub(self.since).as_secs_f64() {
            elapsed if elapsed > 0.0 => since_then / elapsed,
            _ => 0.0,
        }
    }

    /// Units a second against what is allowed, where anything limits them: `, 48 of 50 write units/s`.
    fn against_limits(&self, progress: &ItemProgress) -> String {
        let of = |kind, spent, limit: Option<f64>| match limit {
            Some(limit) => {
                let rate = self.a_second(spent, progress);
                format!(", {rate:.0} of {limit:.0} {kind} units/s")
            }
            None => String::new(),
        };
        let (read, write) = self.spent;
        let reads = of("read", progress.read_units - read, progress.read_limit);
        let writes = of("write", progress.write_units - write, progress.write_limit);
        format!("{reads}{writes}")
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
        let ItemProgress {
            read_units,
            write_units,
            conflicts,
            counts,
            ..
        } = progress;
        format!(
            "{items}, {:.0}/s, {read_units:.0} read and {write_units:.0} write units{}, {conflicts} conflicts, {} failed, {}",
            self.rate(progress),
            self.against_limits(progress),
            counts.failed,
            throttled(progress),
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
            "throttled_by": progress.throttled_by,
            "read_limit": progress.read_limit,
            "write_limit": progress.write_limit,
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
            spent: (0.0, 0.0),
            told: 0,
        }
    }

    #[test]
    fn units_are_told_against_what_is_allowed_and_what_failed_beside_conflicts() {
        let mut progress = at(500, 1_000, 10);
        (progress.read_units, progress.write_units) = (20.0, 480.0);
        let tells = |progress: &ItemProgress| course(0).words(progress);
        assert_eq!(
            tells(&progress),
            "500 of about 1000 items (50 %), 50/s, 20 read and 480 write units, 0 conflicts, 0 failed, 0 throttled, \
             about 10.0 s left"
        );
        progress.write_limit = Some(50.0);
        (progress.conflicts, progress.counts.failed) = (2, 3);
        let words = tells(&progress);
        let says = "480 write units, 48 of 50 write units/s, 2 conflicts, 3 failed";
        assert!(words.contains(says), "{words}");
        progress.read_limit = Some(7.5);
        let words = tells(&progress);
        let says = "2 of 8 read units/s, 48 of 50 write units/s";
        assert!(words.contains(says), "{words}");
        let line = course(0).json("progress", &progress);
        assert_eq!(
            (&line["read_limit"], &line["write_limit"]),
            (&7.5.into(), &50.0.into())
        );
    }

    #[test]
    fn units_of_a_phase_are_counted_from_its_beginning() {
        let mut course = course(0);
        let mut progress = at(1_000, 1_000, 100);
        (progress.phase, progress.write_limit) = (ItemPhase::Writing, Some(50.0));
        assert!(course.enters(&progress));
        progress.elapsed = Duration::from_secs(110);
        progress.write_units = 400.0;
        let words = course.words(&progress);
        assert!(words.contains("40 of 50 write units/s"), "{words}");
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
