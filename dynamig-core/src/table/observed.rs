use std::collections::BTreeSet;

use super::diff::Property;
use super::{Budget, Call, Definition, Update};

/// A table as it was observed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    /// Properties that were not looked at, of those with a request of their own.
    pub unlooked: BTreeSet<Property>,
    /// How many items it has, as DynamoDB counts every six hours. The planner takes 0 for a table that is empty: who
    /// observes looks for one item before it says so.
    pub items: u64,
    /// How many bytes they take, as DynamoDB counts every six hours.
    pub bytes: u64,
    /// What is still changing; empty where everything has settled.
    pub changing: Vec<Changing>,
    /// What dynamig sees, keeps as it is and never plans, in words: replicas, vector indexes and the like.
    pub preserved: Vec<String>,
    /// The regions of its replicas, as far as AWS names them: each write is made, and charged, in each of them too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replicas: Vec<String>,
    /// The CloudFormation stack that owns it, where a tag tells.
    pub stack: Option<String>,
    /// The keys of tags that AWS keeps by itself, which begin with `aws:` and are no part of a definition.
    pub reserved_tags: Vec<String>,
    /// Whether Application Auto Scaling sets its capacity, so that a declaration has no say in it.
    pub scaled: Scaled,
    /// What is spent of the budgets that AWS grants it, as far as DescribeTable tells.
    pub spent: Vec<Spent>,
}

impl Observed {
    /// Whether something is in it.
    #[must_use]
    pub const fn has_items(&self) -> bool {
        self.items > 0 || self.bytes > 0
    }

    /// Whether it is being deleted.
    #[must_use]
    pub fn is_going(&self) -> bool {
        self.is(&ChangingPart::Table, "DELETING")
    }

    /// Whether a part of it is in this state, by DynamoDB's name.
    #[must_use]
    pub fn is(&self, part: &ChangingPart, state: &str) -> bool {
        self.changing
            .iter()
            .any(|changing| changing.part == *part && changing.state == state)
    }
}

/// Who sets a table's capacity.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Scaled {
    /// Nobody else, as far as is known.
    #[default]
    No,
    /// Nobody asked.
    Unasked,
    /// Application Auto Scaling.
    Automatically,
}

/// What is spent of a budget.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Spent {
    /// The budget.
    pub budget: Budget,
    /// The index that it is the budget of; none for the table.
    pub of: Option<String>,
    /// How often it was spent lately, as AWS counts.
    pub times: usize,
    /// When it was last spent, in seconds since 1970.
    pub last: i64,
}

impl Spent {
    /// That a budget of the table, or of an index by its name, was last spent then.
    #[must_use]
    pub fn new(budget: Budget, of: Option<&str>, times: usize, last: i64) -> Self {
        Self {
            budget,
            of: of.map(str::to_owned),
            times,
            last,
        }
    }
}

/// One thing that is changing.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Changing {
    /// What it is.
    pub part: ChangingPart,
    /// Its state as DynamoDB names it, such as `CREATING` or `BACKFILLING`.
    pub state: String,
}

/// What can be changing.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
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

impl Changing {
    /// A part that is in a state, by DynamoDB's name.
    #[must_use]
    pub fn new(part: ChangingPart, state: impl Into<String>) -> Self {
        Self {
            part,
            state: state.into(),
        }
    }
}

impl Observed {
    /// What of it is still changing. A time to live takes up to an hour to be enabled, and is in force as declared.
    pub(crate) fn is_changing(&self) -> Option<&Changing> {
        let mut changing = self.changing.iter();
        changing.find(|changing| changing.part != ChangingPart::Ttl)
    }

    /// Whether the table itself is being made, or is going: what is set beside it shows afterwards.
    pub(crate) fn comes_or_goes(&self) -> bool {
        let is = |state| self.is(&ChangingPart::Table, state);
        is("CREATING") || is("DELETING")
    }

    /// The first change that a call has to wait for, or whose end tells that the call has taken effect.
    pub(crate) fn blocks(&self, call: &Call) -> Option<&Changing> {
        self.changing
            .iter()
            .find(|changing| match (&changing.part, call) {
                // A time to live takes up to an hour to be enabled, and is in force as declared.
                (ChangingPart::Ttl, _) => false,
                // An index that is backfilling keeps the table from other index changes, and from its end.
                (ChangingPart::Index(_), Call::Update(update)) => {
                    matches!(**update, Update::CreateIndex(..) | Update::DeleteIndex(_))
                }
                (ChangingPart::Index(_), call) => matches!(call, Call::Delete | Call::Create(_)),
                (ChangingPart::Warm(_), Call::Update(update)) => {
                    matches!(**update, Update::Warm(_) | Update::IndexWarm(_))
                }
                (ChangingPart::Warm(_), _) => false,
                (ChangingPart::Table | ChangingPart::Encryption | ChangingPart::Recovery, _) => {
                    true
                }
            })
    }
}
