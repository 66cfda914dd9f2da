use std::fmt;
use std::sync::Arc;

use super::items::{ItemOptions, Items};
use super::{
    Called, Declaration, Fresh, IsMigration, MigrationBuilder, MigrationId, OnInterrupt, Work,
};
use crate::Context;

/// A migration: its identity, what it declares of itself, and the functions that do and undo it.
///
/// Cheap to clone.
#[derive(Clone)]
pub struct Migration(Arc<Definition>);

/// Where the code of one direction lives.
pub(super) type Function = Arc<dyn for<'a> Fn(&'a Context) -> Called<'a> + Send + Sync>;

pub(super) struct Definition {
    pub(super) id: MigrationId,
    pub(super) description: String,
    pub(super) depends_on: Vec<String>,
    pub(super) work: Does,
    pub(super) revision: u32,
    pub(super) renamed_from: Vec<String>,
    pub(super) on_interrupt: OnInterrupt,
    pub(super) fresh: Fresh,
    pub(super) only_in: Vec<String>,
    pub(super) touches: Option<Vec<String>>,
    pub(super) fingerprint: String,
    pub(super) package: String,
    pub(super) file: String,
    pub(super) line: u32,
}

/// What a migration does, and where the code lives.
pub(super) enum Does {
    Once {
        up: Function,
        down: Option<Function>,
    },
    Items(Items),
}

/// What a migration is run over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A function that runs once.
    Once,
    /// A function that runs once for each item of a table.
    Items,
}

/// Which of a migration's two functions runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The one that does it.
    Up,
    /// The one that undoes it.
    Down,
}

impl Kind {
    /// The kind's name in JSON and in the history.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Items => "items",
        }
    }
}

impl Migration {
    /// The migration that an annotated function declares: `Migration::of::<seed_plans>()`.
    #[must_use]
    pub fn of<M: IsMigration>() -> Self {
        Self::from(M::DECLARATION)
    }

    /// Makes a migration from values at run time, for what a configuration lists. See [`MigrationBuilder`].
    #[track_caller]
    pub fn builder(version: u64, name: impl Into<String>) -> MigrationBuilder {
        MigrationBuilder::new(version, name.into())
    }

    pub(super) fn from_definition(definition: Definition) -> Self {
        Self(Arc::new(definition))
    }

    /// The identity: `VERSION_name`.
    #[must_use]
    pub fn id(&self) -> &MigrationId {
        &self.0.id
    }

    /// The first line of the function's documentation; may be empty.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.0.description
    }

    /// What it is run over.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.0.work {
            Does::Once { .. } => Kind::Once,
            Does::Items(_) => Kind::Items,
        }
    }

    /// The table, the functions and the options of an item migration.
    pub(crate) fn items(&self) -> Option<&Items> {
        match &self.0.work {
            Does::Once { .. } => None,
            Does::Items(items) => Some(items),
        }
    }

    /// The ids of the migrations that must have run before it.
    #[must_use]
    pub fn depends_on(&self) -> &[String] {
        &self.0.depends_on
    }

    /// Whether it names this one as a dependency, whatever the text's leading zeros.
    pub(crate) fn needs(&self, id: &MigrationId) -> bool {
        self.depends_on().iter().any(|text| id.is_written(text))
    }

    /// The ids that it had before, as far as they are ids.
    pub(crate) fn former_ids(&self) -> impl Iterator<Item = MigrationId> {
        self.renamed_from()
            .iter()
            .filter_map(|text| text.parse().ok())
    }

    /// Whether it has a `down`.
    #[must_use]
    pub fn is_reversible(&self) -> bool {
        match &self.0.work {
            Does::Once { down, .. } => down.is_some(),
            Does::Items(items) => items.down.is_some(),
        }
    }

    /// The revision, from 1: raised by hand to say that an edit of an applied migration is meant.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.0.revision
    }

    /// The ids that it had before its function was renamed.
    #[must_use]
    pub fn renamed_from(&self) -> &[String] {
        &self.0.renamed_from
    }

    /// What happens at the next `up` when its process died or it failed.
    #[must_use]
    pub fn on_interrupt(&self) -> OnInterrupt {
        self.0.on_interrupt
    }

    /// What happens to it in a fresh environment.
    #[must_use]
    pub fn fresh(&self) -> Fresh {
        self.0.fresh
    }

    /// The environments it is meant for; empty: all.
    #[must_use]
    pub fn only_in(&self) -> &[String] {
        &self.0.only_in
    }

    /// The logical names of the tables it reads and writes, where declared.
    #[must_use]
    pub fn touches(&self) -> Option<&[String]> {
        self.0.touches.as_deref()
    }

    /// The logical names of the tables that it is known to read and write: the one that it is run over, and those that it
    /// declares; none where nothing is known.
    #[must_use]
    pub fn known_tables(&self) -> Option<Vec<&str>> {
        let over = self.items().map(|items| items.table.as_str());
        let touches = self.touches();
        let known = over.into_iter();
        let known = known.chain(touches.iter().copied().flatten().map(String::as_str));
        (over.is_some() || touches.is_some()).then(|| known.collect())
    }

    /// How it is run over the items of a table; none where it runs once.
    #[must_use]
    pub fn item_options(&self) -> Option<&ItemOptions> {
        self.items().map(|items| &items.options)
    }

    /// The digest of the function's own text, prefixed with its algorithm's version; empty where it has none.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.0.fingerprint
    }

    /// The package that declares it, for messages and for the ownership of shared packages.
    #[must_use]
    pub fn package(&self) -> &str {
        &self.0.package
    }

    /// Where it is written, as `file:line`, for messages only.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}:{}", self.0.file, self.0.line)
    }

    /// Calls a direction of what runs once; none where there is no such function.
    pub(crate) fn call<'a>(
        &'a self,
        direction: Direction,
        context: &'a Context,
    ) -> Option<Called<'a>> {
        let Does::Once { up, down } = &self.0.work else {
            return None;
        };
        match direction {
            Direction::Up => Some(up(context)),
            Direction::Down => down.as_ref().map(|down| down(context)),
        }
    }
}

impl From<&'static Declaration> for Migration {
    fn from(declaration: &'static Declaration) -> Self {
        let texts = |texts: &[&str]| {
            texts
                .iter()
                .map(|&text| text.to_owned())
                .collect::<Vec<_>>()
        };
        Self::from_definition(Definition {
            id: MigrationId::new(declaration.version, declaration.name),
            description: declaration.description.to_owned(),
            depends_on: texts(declaration.depends_on),
            work: Does::from(&declaration.work),
            revision: declaration.revision,
            renamed_from: texts(declaration.renamed_from),
            on_interrupt: declaration.on_interrupt,
            fresh: declaration.fresh,
            only_in: texts(declaration.only_in),
            touches: declaration.touches.map(texts),
            fingerprint: declaration.fingerprint.to_owned(),
            package: declaration.place.package.to_owned(),
            file: declaration.place.file.to_owned(),
            line: declaration.place.line,
        })
    }
}

impl From<&Work> for Does {
    fn from(work: &Work) -> Self {
        match *work {
            Work::Once { up, down } => Self::Once {
                up: Arc::new(up),
                down: down.map(|down| Arc::new(down) as Function),
            },
            Work::Items(ref items) => Self::Items(Items::from(items)),
        }
    }
}

impl fmt::Debug for Migration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Migration")
            .field("id", &format_args!("{}", self.id()))
            .field("place", &self.place())
            .finish_non_exhaustive()
    }
}
