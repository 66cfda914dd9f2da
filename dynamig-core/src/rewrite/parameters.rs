use crate::error::{Code, Error};
use crate::meta::{Item, Unreadable, number, reader, text};
use crate::migration::{Items, Migration, fingerprint};

/// What does not change while a run goes on, by however many processes one after the other: it is stored when the run
/// begins, and whoever goes on goes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parameters {
    /// Into how many segments the table is divided.
    pub(crate) segments: u32,
    /// The table's real name.
    pub(crate) table: String,
    /// The table's id, where the engine tells one: another table under the same name is another run.
    pub(crate) table_id: Option<String>,
    /// The fingerprint of the code that began it.
    pub(crate) fingerprint: String,
    /// The options that decide what is written, as a text.
    pub(crate) options: String,
}

/// Where they stand in the row of the run.
pub(super) const ATTRIBUTES: [&str; 5] =
    ["segments", "table", "table_id", "fingerprint", "options"];

impl Parameters {
    pub(super) fn read(row: &Item) -> Result<Option<Self>, Unreadable> {
        let row = reader(row);
        let Some(segments) = row.optional_number("segments")? else {
            return Ok(None);
        };
        let owned = |name| row.text(name).map(str::to_owned);
        Ok(Some(Self {
            segments,
            table: owned("table")?,
            table_id: row.optional_text("table_id")?.map(str::to_owned),
            fingerprint: owned("fingerprint")?,
            options: owned("options")?,
        }))
    }

    pub(super) fn attributes(&self) -> Item {
        let mut item = Item::from([
            ("segments".to_owned(), number(self.segments)),
            ("table".to_owned(), text(&self.table)),
            ("fingerprint".to_owned(), text(&self.fingerprint)),
            ("options".to_owned(), text(&self.options)),
        ]);
        if let Some(id) = &self.table_id {
            item.insert("table_id".to_owned(), text(id));
        }
        item
    }
}

impl Parameters {
    /// Refuses to go on with a run that was begun otherwise than it would be now.
    pub(crate) fn check(
        &self,
        migration: &Migration,
        items: &Items,
        now: &Self,
    ) -> Result<(), Error> {
        let id = migration.id();
        let changed = if self.table != now.table {
            format!(
                "over table `{}`, and is to go over `{}` now",
                self.table, now.table
            )
        } else if self.table_id != now.table_id {
            format!(
                "over another table of the name `{}`: that was deleted and created again, or restored",
                self.table
            )
        } else if items
            .options
            .segments
            .is_some_and(|segments| segments != self.segments)
        {
            format!(
                "in {} segments, and is to go on in {}",
                self.segments, now.segments
            )
        } else if self.options != now.options {
            format!(
                "with the options `{}`, and is to go on with `{}`",
                self.options, now.options
            )
        } else if fingerprint::differ(&self.fingerprint, &now.fingerprint) {
            "with another function: it was edited since".to_owned()
        } else {
            return Ok(());
        };
        Err(Error::new(Code::RunChanged, format!("migration {id} was begun {changed}")).hint(format!(
            "restore what it was begun with, and it goes on from its checkpoints; or `mark {id} reverted --reason …`, and \
             it starts at the first item again"
        )))
    }
}
