use super::Definition;

/// A table as it was observed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Observed {
    /// What it is. A setting that was not looked at is unsaid; what AWS grows or reorders is as AWS told it.
    pub definition: Definition,
    /// AWS's id of this very table: another one where a table of the same name was deleted and created again. Not
    /// every engine tells one.
    pub id: Option<String>,
    /// When it was created, in seconds since 1970.
    pub created: Option<i64>,
    /// Its Amazon resource name.
    pub arn: Option<String>,
    /// How many items it has, as DynamoDB counts every six hours.
    pub items: u64,
    /// How many bytes they take, as DynamoDB counts every six hours.
    pub bytes: u64,
    /// What is still changing; empty where everything has settled.
    pub changing: Vec<Changing>,
    /// What dynamig sees, keeps as it is and never plans, in words: replicas, vector indexes and the like.
    pub preserved: Vec<String>,
    /// The CloudFormation stack that owns it, where a tag tells.
    pub stack: Option<String>,
    /// Whether Application Auto Scaling sets its capacity, so that a declaration has no say in it.
    pub scaled: Scaled,
}

/// Who sets a table's capacity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scaled {
    /// Nobody else, as far as is known.
    #[default]
    No,
    /// Application Auto Scaling.
    Automatically,
}

/// One thing that is changing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changing {
    /// What it is.
    pub part: ChangingPart,
    /// Its state as DynamoDB names it, such as `CREATING` or `BACKFILLING`.
    pub state: String,
}

/// What can be changing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ChangingPart {
    /// The table itself.
    Table,
    /// An index, by its name.
    Index(String),
    /// The encryption.
    Encryption,
    /// The warm throughput of the table, or of an index by its name.
    Warm(Option<String>),
    /// The time to live.
    Ttl,
    /// The point-in-time recovery.
    Recovery,
}
