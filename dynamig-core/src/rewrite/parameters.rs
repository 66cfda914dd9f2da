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
    /// The revision of that code.
    pub(crate) revision: u32,
    /// The options that decide what is written, as a text.
    pub(crate) options: String,
    /// How many items the table had, as DynamoDB counted them last when the run began: for people, who want to know how
    /// much is left.
    pub(crate) items: u64,
}

/// Where they stand in the row of the run.
pub(super) const ATTRIBUTES: [&str; 7] = [
    "segments",
    "table",
    "table_id",
    "fingerprint",
    "revision",
    "options",
    "items",
];

/// How the options end where writes are deferred.
pub(crate) const DEFERRED: &str = " Deferred";

impl Parameters {
    /// Whether writes wait until the function has been called for every item.
    pub(crate) fn is_deferred(&self) -> bool {
        self.options.ends_with(DEFERRED)
    }

    /// Whether the function is another than that which the run was begun with: one without a fingerprint is by its revision.
    pub(crate) fn is_another_function(&self, begun: &Self) -> bool {
        let is_unknown = self.fingerprint.is_empty() || begun.fingerprint.is_empty();
        fingerprint::differ(&begun.fingerprint, &self.fingerprint)
            || is_unknown && self.revision != begun.revision
    }

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
            revision: row.number("revision")?,
            options: owned("options")?,
            items: row.optional_number("items")?.unwrap_or_default(),
        }))
    }

    pub(super) fn attributes(&self) -> Item {
        let mut item = Item::from([
            ("segments".to_owned(), number(self.segments)),
            ("table".to_owned(), text(&self.table)),
            ("fingerprint".to_owned(), text(&self.fingerprint)),
            ("revision".to_owned(), number(self.revision)),
            ("options".to_owned(), text(&self.options)),
            ("items".to_owned(), number(self.items)),
        ]);
        if let Some(id) = &self.table_id {
            item.insert("table_id".to_owned(), text(id));
        }
        item
    }
}

/// What is made of a function that was edited since the run began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edits {
    /// It is refused, unless a higher revision says that it is to go on from the checkpoints.
    Refused,
    /// It is taken: it is for the items on which the one before it failed.
    Taken,
}

impl Parameters {
    /// What to go on by: what the run was begun with, by the code that there is now.
    ///
    /// # Errors
    /// [`Code::RunChanged`] where the run was begun otherwise than it would be now.
    pub(crate) fn go_on(
        self,
        migration: &Migration,
        items: &Items,
        now: &Self,
        edits: Edits,
    ) -> Result<Self, Error> {
        if let Some(how) = self.differs(items, now) {
            return Err(changed(migration, &how));
        }
        let is_edited = fingerprint::differ(&self.fingerprint, &now.fingerprint);
        if is_edited && edits == Edits::Refused && now.revision <= self.revision {
            return Err(edited(migration, self.revision));
        }
        Ok(Self {
            fingerprint: now.fingerprint.clone(),
            revision: now.revision,
            ..self
        })
    }

    fn differs(&self, items: &Items, now: &Self) -> Option<String> {
        let (table, segments) = (&self.table, self.segments);
        if *table != now.table {
            let now = &now.table;
            Some(format!("over table `{table}`, and is to go over `{now}`"))
        } else if self.table_id != now.table_id {
            Some(format!(
                "over another table of the name `{table}`: that was deleted and created again, or restored"
            ))
        } else if items.options.segments.is_some_and(|now| now != segments) {
            let now = now.segments;
            Some(format!("in {segments} segments, and is to go on in {now}"))
        } else if self.options != now.options {
            let (was, now) = (&self.options, &now.options);
            Some(format!(
                "with the options `{was}`, and is to go on with `{now}`"
            ))
        } else {
            None
        }
    }
}

fn changed(migration: &Migration, how: &str) -> Error {
    let id = migration.id();
    let message = format!("the run of migration {id} was begun {how}");
    Error::new(Code::RunChanged, message).hint(format!(
        "restore what it was begun with, and it goes on from its checkpoints; or `mark {id} reverted --reason …`, and it \
         starts at the first item again"
    ))
}

fn edited(migration: &Migration, revision: u32) -> Error {
    let id = migration.id();
    let message = format!("migration {id} was edited since its run began");
    Error::new(Code::RunChanged, message).hint(format!(
        "restore it; or raise its revision above {revision}, and the edited function goes on from the checkpoints; or \
         `mark {id} reverted --reason …`, and it starts at the first item again"
    ))
}
