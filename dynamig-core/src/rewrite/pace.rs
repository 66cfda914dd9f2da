use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::throttled::Throttled;
use super::wish::Wishes;
use super::write::ThrottlingReason;

/// How fast a run reads and writes, in capacity units. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Pace {
    pub(crate) reads: Arc<Flow>,
    pub(crate) writes: Arc<Flow>,
}

/// Units a second at the most; none: as many as AWS gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Rates {
    pub(crate) reads: Option<f64>,
    pub(crate) writes: Option<f64>,
}

impl Pace {
    /// At these rates, to which they rise from a tenth over so long.
    pub(crate) fn new(rates: Rates, ramp: Option<Duration>) -> Self {
        Self {
            reads: Arc::new(Flow::new(rates.reads, ramp)),
            writes: Arc::new(Flow::new(rates.writes, ramp)),
        }
    }

    /// Goes by the rates that people wish, and by the others where they say nothing.
    pub(crate) fn go_by(&self, rates: &Rates, wishes: &Wishes) {
        let Rates { reads, writes } = rates.wished(wishes);
        self.reads.set_cap(reads);
        self.writes.set_cap(writes);
    }
}

impl Pace {
    /// A write was throttled: slows everybody down, unless it was a key range alone, where only those who write there have
    /// to wait.
    pub(crate) fn writes_throttled(&self, reasons: &[ThrottlingReason]) -> Throttled {
        let whom = Throttled::by(reasons);
        if whom == Throttled::Everybody {
            self.writes.throttled();
        }
        whom
    }

    /// The same of a read.
    pub(crate) fn reads_throttled(&self, reasons: &[ThrottlingReason]) {
        if Throttled::by(reasons) == Throttled::Everybody {
            self.reads.throttled();
        }
    }
}

/// One direction: a bucket that is filled at a rate. The rate falls by a third where AWS throttles, and rises slowly again.
#[derive(Debug)]
pub(crate) struct Flow(Mutex<Bucket>);

#[derive(Debug)]
struct Bucket {
    /// What was asked for; none: no limit.
    cap: Option<f64>,
    /// Over how long the cap rises to what was asked for, from when.
    ramp: Option<(Instant, Duration)>,
    /// What is allowed at present; none: no limit.
    rate: Option<f64>,
    /// What may be spent now; what was spent beyond is a debt.
    tokens: f64,
    filled: Instant,
    throttled: Option<Instant>,
    /// Spent since `since`, to know how fast it went when AWS throttled.
    spent: f64,
    since: Instant,
    /// Spent in all.
    total: f64,
}

/// A cap that rises begins with this part of it.
const FIRST: f64 = 0.1;
/// Where AWS throttles, the rate falls to this part of what it was.
const DECREASE: f64 = 0.7;
/// A second without throttling raises it by this part.
const INCREASE: f64 = 0.05;
/// The rate never falls below this, in units a second.
const LEAST: f64 = 1.0;
/// Several requests that are throttled at once are one reason to slow down.
const ONCE: Duration = Duration::from_millis(500);

impl Flow {
    fn new(cap: Option<f64>, ramp: Option<Duration>) -> Self {
        let now = Instant::now();
        Self(Mutex::new(Bucket {
            cap,
            ramp: ramp.map(|ramp| (now, ramp)),
            rate: cap,
            tokens: 0.0,
            filled: now,
            throttled: None,
            spent: 0.0,
            since: now,
            total: 0.0,
        }))
    }

    fn bucket(&self) -> MutexGuard<'_, Bucket> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for one's turn, and takes so many units, of which [`spent`](Self::spent) is then told only what differs.
    pub(crate) async fn turn(&self, units: f64) {
        loop {
            let pause = self.bucket().take(Instant::now(), units);
            match pause {
                None => return,
                Some(pause) => tokio::time::sleep(pause).await,
            }
        }
    }

    /// Units were spent that nobody has taken before.
    pub(crate) fn spent(&self, units: f64) {
        let mut bucket = self.bucket();
        bucket.tokens -= units;
        bucket.spent += units;
        bucket.total += units;
    }

    /// From now on it is spent: until then there was nothing to spend it on.
    pub(crate) fn begin(&self) {
        let (now, mut bucket) = (Instant::now(), self.bucket());
        bucket.ramp = bucket.ramp.map(|(_, ramp)| (now, ramp));
        (bucket.spent, bucket.since) = (0.0, now);
    }

    /// AWS throttled for a reason that concerns everybody.
    pub(crate) fn throttled(&self) {
        self.bucket().slow_down(Instant::now());
    }

    /// Changes what was asked for.
    pub(crate) fn set_cap(&self, cap: Option<f64>) {
        let mut bucket = self.bucket();
        if bucket.cap != cap {
            (bucket.cap, bucket.rate) = (cap, cap);
        }
    }

    /// All that was spent so far, in units.
    pub(crate) fn total(&self) -> f64 {
        self.bucket().total
    }

    /// What is allowed at present, in units a second; none: no limit.
    pub(crate) fn rate(&self) -> Option<f64> {
        self.bucket().rate
    }
}

impl Bucket {
    /// Takes units where nothing is owed; else how long to wait.
    fn take(&mut self, now: Instant, units: f64) -> Option<Duration> {
        self.fill(now);
        match self.rate {
            Some(rate) if self.tokens < 0.0 => {
                let pause = Duration::from_secs_f64((-self.tokens / rate).min(1.0));
                Some(pause.max(Duration::from_millis(1)))
            }
            Some(_) | None => {
                self.tokens -= units;
                self.spent += units;
                self.total += units;
                None
            }
        }
    }

    fn fill(&mut self, now: Instant) {
        let passed = now.saturating_duration_since(self.filled).as_secs_f64();
        self.filled = now;
        let Some(rate) = self.rate else {
            self.tokens = 0.0;
            return;
        };
        // What was not used is not saved up for longer than a tenth of a second: AWS counts by the second.
        self.tokens = (self.tokens + rate * passed).min(rate / 10.0);
        let is_calm = self
            .throttled
            .is_none_or(|at| now.duration_since(at) >= Duration::from_secs(1));
        if is_calm {
            let risen = rate + rate.max(LEAST) * INCREASE * passed;
            self.rate = Some(self.cap.map_or(risen, |cap| risen.min(cap)));
        }
        if let (Some(cap), Some(rate)) = (self.ramped(now), self.rate) {
            self.rate = Some(rate.min(cap));
        }
    }

    /// The cap while it rises; none where it does not, or there is none.
    fn ramped(&self, now: Instant) -> Option<f64> {
        let (since, ramp) = self.ramp?;
        let passed = now.saturating_duration_since(since).as_secs_f64() / ramp.as_secs_f64();
        Some(self.cap? * (FIRST + (1.0 - FIRST) * passed.min(1.0)))
    }

    fn slow_down(&mut self, now: Instant) {
        if self
            .throttled
            .is_some_and(|at| now.duration_since(at) < ONCE)
        {
            return;
        }
        let passed = now.saturating_duration_since(self.since).as_secs_f64();
        // Without a limit it went as fast as it was spent.
        let went = self.spent / passed.max(0.05);
        let rate = self.rate.map_or(went, |rate| rate.min(went.max(LEAST)));
        self.rate = Some((rate * DECREASE).max(LEAST));
        (self.throttled, self.spent, self.since) = (Some(now), 0.0, now);
    }
}

#[cfg(all(test, feature = "test"))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    async fn spend_for(flow: &Flow, seconds: u64, units: f64) -> f64 {
        let (before, end) = (flow.total(), Instant::now() + Duration::from_secs(seconds));
        while Instant::now() < end {
            flow.turn(units).await;
        }
        flow.total() - before
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_the_cap_is_spent() {
        let flow = Flow::new(Some(300.0), None);
        let spent = spend_for(&flow, 20, 25.0).await;
        assert!((5_900.0..=6_100.0).contains(&spent), "{spent}");
        flow.set_cap(Some(50.0));
        let spent = spend_for(&flow, 20, 25.0).await;
        assert!((950.0..=1_100.0).contains(&spent), "{spent}");
    }

    #[tokio::test(start_paused = true)]
    async fn throttling_slows_down_and_calm_speeds_up_to_the_cap() {
        let flow = Flow::new(Some(1_000.0), None);
        spend_for(&flow, 2, 10.0).await;
        flow.throttled();
        flow.throttled();
        let slow = flow.rate().unwrap();
        assert!((600.0..=720.0).contains(&slow), "{slow}");
        spend_for(&flow, 60, 10.0).await;
        assert_eq!(flow.rate(), Some(1_000.0));
    }

    #[tokio::test(start_paused = true)]
    async fn a_ramp_begins_with_a_tenth_and_ends_with_the_cap() {
        let flow = Flow::new(Some(1_000.0), Some(Duration::from_secs(300)));
        let spent = spend_for(&flow, 10, 10.0).await;
        assert!((1_000.0..=1_300.0).contains(&spent), "{spent}");
        spend_for(&flow, 290, 10.0).await;
        let spent = spend_for(&flow, 10, 10.0).await;
        assert!((9_800.0..=10_200.0).contains(&spent), "{spent}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_begins_late_rises_from_then_on_and_slows_down_by_how_fast_it_went() {
        let flow = Flow::new(Some(1_000.0), Some(Duration::from_secs(300)));
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        flow.begin();
        let spent = spend_for(&flow, 10, 10.0).await;
        assert!((1_000.0..=1_300.0).contains(&spent), "{spent}");
        flow.throttled();
        let slow = flow.rate().unwrap();
        assert!((60.0..=100.0).contains(&slow), "{slow}");
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_cap_throttling_shows_how_fast_it_may_go() {
        let flow = Flow::new(None, None);
        for _ in 0..100 {
            flow.turn(10.0).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        flow.throttled();
        let rate = flow.rate().unwrap();
        assert!((600.0..=800.0).contains(&rate), "{rate}");
    }
}
