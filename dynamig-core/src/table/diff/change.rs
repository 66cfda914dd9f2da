use crate::table::{Billing, Capacity, Caps, Encryption, Recovery, StreamView, TableClass, Warm};

/// One thing in which a live table is not what its declaration says.
///
/// The planner turns each into calls, and [`Difference`](super::Difference) into words: neither compares by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The table's key, or the type of one of its attributes: nothing can change it.
    Key { declared: String, observed: String },
    /// A local index: nothing can change it. `None` is that there is none.
    Local {
        name: String,
        declared: Option<String>,
        observed: Option<String>,
    },
    /// A declared global index that is not there.
    MissingIndex { name: String, declared: String },
    /// A global index of the declared name with another key, other types or another projection.
    OtherIndex {
        name: String,
        declared: String,
        observed: String,
    },
    /// A global index that was declared once and is no longer.
    HeldIndex { name: String, observed: String },
    /// Billing, and with it the capacity or the end of it.
    Billing { from: Billing, to: Billing },
    /// Provisioned capacity, of the table (`None`) or of an index by its name.
    Capacity {
        of: Option<String>,
        from: Option<Capacity>,
        to: Capacity,
    },
    /// Caps on demand; `to` says both, with what is there where nothing is declared.
    Caps {
        of: Option<String>,
        from: Caps,
        to: Caps,
    },
    /// Warm throughput; `to` says only what has to rise.
    Warm {
        of: Option<String>,
        from: Warm,
        to: Warm,
    },
    /// The stream; `None` is off.
    Stream {
        from: Option<StreamView>,
        to: Option<StreamView>,
    },
    /// Encryption; `None` is the key that AWS owns.
    Encryption {
        from: Option<Encryption>,
        to: Option<Encryption>,
    },
    /// The class.
    Class { from: TableClass, to: TableClass },
    /// Deletion protection that is to be on.
    Protect,
    /// Deletion protection that is to be off.
    Unprotect,
    /// A tag; `None` is that it is not there.
    Tag {
        key: String,
        from: Option<String>,
        to: Option<String>,
    },
    /// The time to live; `None` is off.
    Ttl {
        from: Option<String>,
        to: Option<String>,
    },
    /// Point-in-time recovery; `None` is off.
    Recovery {
        from: Option<Recovery>,
        to: Option<Recovery>,
    },
    /// The resource policy; `None` is that there is none.
    Policy {
        from: Option<String>,
        to: Option<String>,
    },
}
