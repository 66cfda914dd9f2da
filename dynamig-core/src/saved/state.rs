use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::SavedTarget;
use super::document::{self, Kind};
use crate::error::{Code, Error};
use crate::history::History;
use crate::settings::Settings;
use crate::table::{Declaration, Observed};

/// An environment as somebody with the right to look has seen it: its history, and its tables.
///
/// [`Migrator::observe`](crate::Migrator::observe) takes one; [`Migrator::plan_from`](crate::Migrator::plan_from) and
/// [`diff_from`](crate::Migrator::diff_from) work on it without a request. It tells of each table whether it was looked
/// at, so nothing is taken for absent that nobody looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct State {
    /// When it was taken, as an RFC 3339 instant in UTC.
    pub taken_at: String,
    /// What it was taken of.
    pub target: SavedTarget,
    /// What was recorded. Errors of migrations are left out.
    pub history: History,
    /// The real names of all tables behind the prefix; none where listing them was denied.
    pub listed: Option<BTreeSet<String>>,
    /// The tables that were looked at, by their real names; none of one is that it was not there.
    pub tables: BTreeMap<String, Option<Observed>>,
}

impl State {
    /// Its text in a file.
    ///
    /// # Errors
    /// [`Code::Internal`], where there is a defect.
    pub fn to_json(&self) -> Result<String, Error> {
        document::write(Kind::State, self)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// [`Code::File`] where it is none, with the line and the column, and [`Code::NewerSchema`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        document::read(Kind::State, text)
    }

    /// The declared tables as they were, by logical name; those that were not there are left out.
    ///
    /// # Errors
    /// [`Code::TableUnlooked`] for the ones that nobody looked at, all at once.
    pub(crate) fn sighted(
        &self,
        declared: &[Declaration],
        settings: &Settings,
    ) -> Result<BTreeMap<String, Observed>, Error> {
        let (mut sighted, mut unlooked) = (BTreeMap::new(), Vec::new());
        for table in declared {
            let (name, real) = (table.name(), settings.table_name(table.name())?);
            match self.table(&real) {
                Some(None) => {}
                None => unlooked.push(name),
                Some(Some(observed)) => {
                    let mut observed = observed.clone();
                    name.clone_into(&mut observed.definition.name);
                    sighted.insert(name.to_owned(), observed);
                }
            }
        }
        match unlooked.is_empty() {
            true => Ok(sighted),
            false => Err(self.unlooked(&unlooked)),
        }
    }

    /// What is known of a table; none where nobody looked.
    fn table(&self, real: &str) -> Option<Option<&Observed>> {
        if let Some(seen) = self.tables.get(real) {
            return Some(seen.as_ref());
        }
        let listed = self.listed.as_ref()?;
        let is_absent = real.starts_with(&self.target.table_prefix) && !listed.contains(real);
        is_absent.then_some(None)
    }

    fn unlooked(&self, tables: &[&str]) -> Error {
        let names: Vec<_> = tables.iter().map(|name| format!("`{name}`")).collect();
        let (names, flags) = (names.join(", "), tables.join(" --table "));
        let taken = &self.taken_at;
        Error::new(
            Code::TableUnlooked,
            format!("the state of {taken} does not tell of {names}: nobody looked"),
        )
        .hint(format!("take it again with `observe --table {flags}`"))
    }
}
