use crate::strict::clock::Moment;

/// Until when the parts of a table are on their way. What is past is done.
#[derive(Clone, Debug, Default)]
pub(in crate::strict) struct Pending {
    pub(in crate::strict) created: Moment,
    pub(in crate::strict) updated: Moment,
    /// A change of billing: another one meanwhile is answered with 200, and lost.
    pub(in crate::strict) billed: Moment,
    pub(in crate::strict) encrypted: Moment,
    pub(in crate::strict) warmed: Moment,
    pub(in crate::strict) ttl: Moment,
    pub(in crate::strict) tagged: Moment,
    pub(in crate::strict) backups: Moment,
    pub(in crate::strict) deleted: Option<Moment>,
}

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::strict) enum Status {
    Creating,
    Updating,
    Active,
    Deleting,
    Gone,
}

impl Pending {
    pub(in crate::strict) fn status(&self, now: Moment) -> Status {
        match self.deleted {
            Some(deleted) if now < deleted => Status::Deleting,
            Some(_) => Status::Gone,
            None if now < self.created => Status::Creating,
            None if now < self.updated => Status::Updating,
            None => Status::Active,
        }
    }
}

impl Status {
    pub(in crate::strict) fn word(self) -> &'static str {
        match self {
            Self::Creating => "CREATING",
            Self::Updating => "UPDATING",
            Self::Active => "ACTIVE",
            Self::Deleting | Self::Gone => "DELETING",
        }
    }
}
