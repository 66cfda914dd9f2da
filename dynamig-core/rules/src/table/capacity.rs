use super::Setting;

/// How a table is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Billing {
    /// `PAY_PER_REQUEST`.
    OnDemand,
    /// `PROVISIONED`.
    Provisioned,
}

/// Provisioned capacity, in units a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Capacity {
    /// Read units a second.
    pub read: u64,
    /// Write units a second.
    pub write: u64,
}

/// The most that may be consumed on demand, in units a second. Off is no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Caps {
    /// Read units a second.
    pub read: Setting<u64>,
    /// Write units a second.
    pub write: Setting<u64>,
}

/// What DynamoDB is to be ready for at once, in units a second. AWS raises it by itself and never lowers it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Warm {
    /// Read units a second.
    pub read: Option<u64>,
    /// Write units a second.
    pub write: Option<u64>,
}

impl Caps {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_unsaid(&self) -> bool {
        self.read.is_unsaid() && self.write.is_unsaid()
    }
}

impl Warm {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_unsaid(self) -> bool {
        self.read.is_none() && self.write.is_none()
    }
}
