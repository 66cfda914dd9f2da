use std::time::Duration;

/// How long AWS takes, and how long it wants to be left alone. The defaults are what was measured on AWS.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Durations {
    /// A new table is `CREATING`.
    pub creating: Duration,
    /// A deleted table is `DELETING`.
    pub deleting: Duration,
    /// A table is `UPDATING` after its capacity, or that of an index, was changed.
    pub capacity: Duration,
    /// A table is `UPDATING` after its billing was changed.
    pub billing: Duration,
    /// A table is `UPDATING`, and its new index `CREATING` without backfilling.
    pub index_allocating: Duration,
    /// A new index is backfilling after that, also over an empty table; the table is `ACTIVE`.
    pub index_backfilling: Duration,
    /// An index is `DELETING`.
    pub index_deleting: Duration,
    /// Warm throughput is `UPDATING`; the table is `ACTIVE`.
    pub warm: Duration,
    /// A table is `UPDATING` after its stream was switched.
    pub stream: Duration,
    /// Encryption is `UPDATING`; the table is `ACTIVE`.
    pub encryption: Duration,
    /// A table is `UPDATING` after its class was changed.
    pub class: Duration,
    /// TTL is `ENABLING` or `DISABLING`.
    pub ttl: Duration,
    /// Tags are locked after a change.
    pub tag_lock: Duration,
    /// Backups are not available after a new table is `ACTIVE`.
    pub recovery_ready: Duration,
    /// Deletion protection is not to be switched again.
    pub protection_interval: Duration,
    /// TTL is not to be changed again.
    pub ttl_interval: Duration,
    /// Two changes of class are the most.
    pub class_window: Duration,
    /// Four changes of encryption are the most.
    pub encryption_window: Duration,
    /// Beyond those four, one is allowed.
    pub encryption_interval: Duration,
    /// Beyond four in a day of UTC, one decrease of capacity is allowed.
    pub decrease_interval: Duration,
    /// The resource policy is not to be changed again.
    pub policy_interval: Duration,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl Default for Durations {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            creating: seconds(8),
            deleting: seconds(5),
            capacity: seconds(2),
            billing: seconds(90),
            index_allocating: seconds(30),
            index_backfilling: seconds(10 * MINUTE),
            index_deleting: seconds(5),
            warm: seconds(5 * MINUTE),
            stream: seconds(5),
            encryption: seconds(22),
            class: seconds(5),
            ttl: seconds(30),
            tag_lock: seconds(2),
            recovery_ready: seconds(2),
            protection_interval: seconds(15),
            ttl_interval: seconds(31 * MINUTE),
            class_window: seconds(30 * DAY),
            encryption_window: seconds(DAY),
            encryption_interval: seconds(6 * HOUR),
            decrease_interval: seconds(HOUR),
            policy_interval: seconds(15),
        }
    }
}

impl Durations {
    /// The same law with every transient state `factor` times as long; 0 makes everything ready at once. What is limited
    /// by the day, the month or the like stays as it is.
    ///
    /// # Panics
    ///
    /// If `factor` is negative, or no number.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        for transient in [
            &mut self.creating,
            &mut self.deleting,
            &mut self.capacity,
            &mut self.billing,
            &mut self.index_allocating,
            &mut self.index_backfilling,
            &mut self.index_deleting,
            &mut self.warm,
            &mut self.stream,
            &mut self.encryption,
            &mut self.class,
            &mut self.ttl,
            &mut self.tag_lock,
            &mut self.recovery_ready,
        ] {
            *transient = transient.mul_f64(factor);
        }
        self
    }
}
