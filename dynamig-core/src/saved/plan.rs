use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::SavedTarget;
use super::agreed::Moment;
use super::document::{self, Kind};
use super::parts::TableParts;
use crate::error::{Code, Error};
use crate::history::History;
use crate::migration::MigrationId;
use crate::plan::tables::TableStep;
use crate::plan::{Action, Plan, Selection};
use crate::registry::Registry;
use crate::settings::Settings;

/// A plan that somebody looked at, and with it what it was made from: the code, the history, and the declared tables.
///
/// [`UpOptions::saved`](crate::UpOptions::saved) carries it out, and nothing else: it is refused once anything of what it
/// was made from has moved by another hand. What a run of this very plan has done does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedPlan {
    /// A digest of all the rest, under which the log tells of what was done by it.
    id: String,
    #[serde(flatten)]
    pub(super) content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    made_at: String,
    target: SavedTarget,
    selection: Selection,
    code: Linked,
    pub(super) history: HistoryMark,
    /// The declared tables; none of one is that it was not there, and none of all that nobody looked.
    pub(super) tables: Option<BTreeMap<String, Option<TableParts>>>,
    pub(super) steps: Vec<SavedStep>,
    pub(super) table_steps: Vec<TableStep>,
}

/// A step of a migration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SavedStep {
    pub(super) action: Action,
    pub(super) id: MigrationId,
    pub(super) rerun: bool,
}

/// What the program links: each migration with its fingerprint, each table with its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Linked {
    migrations: BTreeMap<MigrationId, String>,
    tables: BTreeMap<String, String>,
}

/// Where the history stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HistoryMark {
    /// How often its head was written.
    pub(super) counter: u64,
    digest: String,
    tables: String,
}

impl SavedPlan {
    pub(crate) fn new(
        plan: &Plan,
        selection: &Selection,
        target: SavedTarget,
        made_at: String,
        moment: &Moment<'_>,
    ) -> Result<Self, Error> {
        let steps = plan.steps.iter().map(|step| SavedStep {
            action: step.action.clone(),
            id: step.id.clone(),
            rerun: step.rerun,
        });
        let table_steps = plan.tables.steps.iter().map(|step| TableStep {
            spends: Vec::new(),
            items: None,
            ..step.clone()
        });
        let content = Content {
            made_at,
            target,
            selection: selection.clone(),
            code: Linked::of(moment.registry),
            history: HistoryMark::of(moment.history),
            tables: moment.tables(),
            steps: steps.collect(),
            table_steps: table_steps.collect(),
        };
        Ok(Self {
            id: content.digest()?,
            content,
        })
    }

    /// Its text in a file.
    ///
    /// # Errors
    /// [`Code::Internal`], where there is a defect.
    pub fn to_json(&self) -> Result<String, Error> {
        document::write(Kind::Plan, self)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// [`Code::File`] where it is none, with the line and the column, and [`Code::NewerSchema`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        document::read(Kind::Plan, text)
    }

    /// What the log knows it by.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// When it was made, as an RFC 3339 instant in UTC.
    #[must_use]
    pub fn made_at(&self) -> &str {
        &self.content.made_at
    }

    /// Which of the pending migrations it is about.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.content.selection
    }

    /// Refuses a plan of another target or of other code.
    ///
    /// # Errors
    /// [`Code::WrongTarget`] and [`Code::PlanChanged`].
    pub(crate) fn check_code(&self, registry: &Registry, settings: &Settings) -> Result<(), Error> {
        self.content.target.check(settings)?;
        let (then, now) = (&self.content.code, Linked::of(registry));
        let migration =
            other(&then.migrations, &now.migrations).map(|id| format!("migration {id}"));
        let table = || other(&then.tables, &now.tables).map(|name| format!("table `{name}`"));
        match migration.or_else(table) {
            None => Ok(()),
            Some(what) => Err(changed(&format!(
                "it was made of other code: {what} is another"
            ))),
        }
    }
}

impl Content {
    fn digest(&self) -> Result<String, Error> {
        let text = serde_json::to_string(self).map_err(|cause| {
            Error::new(Code::Internal, "a plan cannot be written").caused_by(cause)
        })?;
        let digest = Sha256::digest(text.as_bytes());
        Ok(digest
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect())
    }
}

impl Linked {
    fn of(registry: &Registry) -> Self {
        let migrations = registry.all().iter();
        let tables = registry.tables().iter();
        Self {
            migrations: migrations
                .map(|one| (one.id().clone(), one.fingerprint().to_owned()))
                .collect(),
            tables: tables
                .map(|one| (one.name().to_owned(), one.hash()))
                .collect(),
        }
    }
}

impl HistoryMark {
    pub(super) fn of(history: &History) -> Self {
        Self {
            counter: history.head.as_ref().map_or(0, |head| head.counter),
            digest: history.digest(),
            tables: history.tables_digest(),
        }
    }
}

/// The first key under which two maps differ.
fn other<'a, K: Ord>(
    one: &'a BTreeMap<K, String>,
    another: &'a BTreeMap<K, String>,
) -> Option<&'a K> {
    let keys: BTreeSet<_> = one.keys().chain(another.keys()).collect();
    keys.into_iter()
        .find(|key| one.get(*key) != another.get(*key))
}

pub(super) fn changed(what: &str) -> Error {
    Error::new(
        Code::PlanChanged,
        format!("the plan does not hold any more: {what}"),
    )
    .hint("nothing was changed; make and agree to a new plan: `plan --out FILE`")
}
