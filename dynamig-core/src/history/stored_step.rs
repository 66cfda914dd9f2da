use serde::{Serialize, Serializer};

use super::Store;
use crate::error::Error;
use crate::meta::{Item, Key, SK, Unreadable, reader};
use crate::migration::{Direction, MigrationId};

/// That a step of a migration is done, and what may be said of it: not its result, which may hold what is in the items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StoredStep {
    /// The name that the migration gave it.
    pub name: String,
    /// Which of the migration's functions it belongs to.
    #[serde(serialize_with = "word")]
    pub direction: Direction,
    /// When its result was stored, as an RFC 3339 instant in UTC; none where an early release stored it.
    pub at: Option<String>,
    /// The length of its result as JSON, in bytes; none where an early release stored it.
    pub bytes: Option<u64>,
}

/// When a step's result was stored.
pub(super) const AT: &str = "at";
/// How long a step's result is.
pub(super) const BYTES: &str = "bytes";
/// What stands before the name of a step of a down function.
const DOWN: &str = "down#";

impl StoredStep {
    /// The name under which a step is stored: the two functions of a migration may use the same names.
    pub(crate) fn stored_name(direction: Direction, name: &str) -> String {
        match direction {
            Direction::Up => name.to_owned(),
            Direction::Down => format!("{DOWN}{name}"),
        }
    }

    fn read(item: &Item) -> Result<Self, Unreadable> {
        let row = reader(item);
        let stored = Key::step_name(row.text(SK)?);
        let (direction, name) = match stored.strip_prefix(DOWN) {
            Some(name) => (Direction::Down, name),
            None => (Direction::Up, stored),
        };
        Ok(Self {
            name: name.to_owned(),
            direction,
            at: row.optional_text(AT)?.map(str::to_owned),
            bytes: row.optional_number(BYTES)?,
        })
    }
}

impl Store {
    /// What a migration's steps have stored, the first first, without the results. A Query a megabyte of results.
    pub(crate) async fn steps(&self, id: &MigrationId) -> Result<Vec<StoredStep>, Error> {
        let prefix = Key::step(&self.address.namespace, id, "");
        let rows = self
            .client
            .query_below(&self.address.table, &prefix, &[SK, AT, BYTES]);
        let read = |item: &Item| {
            StoredStep::read(item)
                .map_err(|cause| self.unreadable(&format!("of a step of {id}"), cause))
        };
        let mut steps: Vec<_> = rows.await?.iter().map(read).collect::<Result<_, _>>()?;
        steps.sort_by(|one, other| (&one.at, &one.name).cmp(&(&other.at, &other.name)));
        Ok(steps)
    }
}

fn word<S: Serializer>(direction: &Direction, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    })
}
