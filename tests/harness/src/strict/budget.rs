/// What AWS lets a caller change only so often.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Budget {
    /// TTL: once in 31 minutes.
    Ttl,
    /// The class: twice in 30 days.
    Class,
    /// Encryption: four times in 24 hours.
    Encryption,
    /// Deletion protection: every 15 seconds.
    Protection,
    /// The resource policy: every 15 seconds.
    Policy,
    /// Decreases of the table's capacity: four in a day of UTC, then one an hour.
    Decrease,
    /// The same of the named index.
    IndexDecrease(String),
}
