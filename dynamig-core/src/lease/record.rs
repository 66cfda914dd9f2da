use std::time::Duration;

use crate::meta::{Item, Unreadable, number, reader, text};

/// The row of a lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LockRecord {
    /// The acquisition that holds it, a random name; none where it was released.
    pub owner: Option<String>,
    /// Who runs it.
    pub actor: String,
    /// The holder's host.
    pub host: String,
    /// The holder's process.
    pub pid: u32,
    /// What it runs, for example `up`.
    pub run: String,
    /// Raised with each acquisition, and never lowered.
    pub generation: u64,
    /// Changed with each renewal.
    pub version: String,
    /// How long the holder may be silent.
    pub lease: Duration,
    /// The lease of a holder whose lock was released by force, which may still be at work.
    pub forced: Option<Duration>,
    /// The schema of the row.
    pub schema: u32,
}

impl LockRecord {
    /// The schema that this release writes.
    pub(crate) const SCHEMA: u32 = 1;

    /// Whether somebody holds it, or did when it was last heard of.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.owner.is_some()
    }

    pub(crate) fn read(item: &Item) -> Result<Self, Unreadable> {
        let row = reader(item);
        Ok(Self {
            owner: row.optional_text("owner")?.map(str::to_owned),
            actor: row.optional_text("actor")?.unwrap_or_default().to_owned(),
            host: row.optional_text("host")?.unwrap_or_default().to_owned(),
            pid: row.optional_number("pid")?.unwrap_or_default(),
            run: row.optional_text("run")?.unwrap_or_default().to_owned(),
            generation: row.number("generation")?,
            version: row.text("version")?.to_owned(),
            lease: Duration::from_millis(row.number("lease_ms")?),
            forced: row.optional_number("forced_ms")?.map(Duration::from_millis),
            schema: row.optional_number("schema")?.unwrap_or(Self::SCHEMA),
        })
    }

    /// The attributes besides the key.
    pub(crate) fn attributes(&self) -> Item {
        let mut item = Item::from([
            ("actor".to_owned(), text(&self.actor)),
            ("host".to_owned(), text(&self.host)),
            ("pid".to_owned(), number(self.pid)),
            ("run".to_owned(), text(&self.run)),
            ("generation".to_owned(), number(self.generation)),
            ("version".to_owned(), text(&self.version)),
            ("lease_ms".to_owned(), number(self.lease.as_millis())),
            ("schema".to_owned(), number(self.schema)),
        ]);
        if let Some(owner) = &self.owner {
            item.insert("owner".to_owned(), text(owner));
        }
        if let Some(forced) = self.forced {
            item.insert("forced_ms".to_owned(), number(forced.as_millis()));
        }
        item
    }
}
