use super::Rates;
use crate::meta::{Item, Unreadable, reader};

/// What people wish of a run: it stands in the run's row until whoever holds the run's lease has done it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    pub(crate) wish: Option<Wish>,
    /// Who wishes it.
    pub(crate) by: Option<String>,
    /// Read and write units a second, where they were changed since the run began.
    pub(crate) max_rcu: Option<u32>,
    pub(crate) max_wcu: Option<u32>,
}

/// What is to become of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Pause,
    Resume,
    Cancel,
}

pub(crate) const WISH: &str = "wish";
pub(crate) const WISHED_BY: &str = "wished_by";
pub(crate) const MAX_RCU: &str = "max_rcu";
pub(crate) const MAX_WCU: &str = "max_wcu";

impl Wish {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Cancel => "cancel",
        }
    }

    fn read(text: &str) -> Option<Self> {
        let all = [Self::Pause, Self::Resume, Self::Cancel];
        all.into_iter().find(|wish| wish.as_str() == text)
    }
}

impl Wishes {
    pub(super) fn read(row: &Item) -> Result<Self, Unreadable> {
        let row = reader(row);
        let wish = row.optional_text(WISH)?;
        let unknown = || Unreadable {
            attribute: WISH.to_owned(),
            expected: "wish that this release knows",
        };
        Ok(Self {
            wish: wish
                .map(|wish| Wish::read(wish).ok_or_else(unknown))
                .transpose()?,
            by: row.optional_text(WISHED_BY)?.map(str::to_owned),
            max_rcu: row.optional_number(MAX_RCU)?,
            max_wcu: row.optional_number(MAX_WCU)?,
        })
    }
}

impl Rates {
    /// What people wish, and these where they say nothing.
    pub(crate) fn wished(self, wishes: &Wishes) -> Self {
        Self {
            reads: wishes.max_rcu.map(f64::from).or(self.reads),
            writes: wishes.max_wcu.map(f64::from).or(self.writes),
        }
    }
}
