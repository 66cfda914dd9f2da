use dynamig::plan::tables::{ComparedTable, Existence};
use dynamig::table::diff::Difference;
use serde::Serialize;
use serde_json::{Value, json};

use super::columns::{Columns, Tone};

/// A declared table in JSON.
#[derive(Clone, Debug, Serialize)]
struct TableDocument {
    name: String,
    /// As `status` has it.
    state: String,
    changes: Vec<ChangeDocument>,
}

/// One thing in which a table differs.
#[derive(Clone, Debug, Serialize)]
struct ChangeDocument {
    property: &'static str,
    of: Option<String>,
    declared: String,
    observed: String,
}

/// The declared tables in JSON, with what differs.
pub(crate) fn diff_values(tables: &[ComparedTable]) -> Vec<Value> {
    tables
        .iter()
        .map(|table| json!(TableDocument::new(table)))
        .collect()
}

impl TableDocument {
    fn new(table: &ComparedTable) -> Self {
        Self {
            name: table.name.clone(),
            state: table
                .standing
                .as_ref()
                .map_or("absent", |one| one.as_str())
                .to_owned(),
            changes: changes(table),
        }
    }
}

impl ChangeDocument {
    /// ``indexes `by_email` ``.
    fn what(&self) -> String {
        match &self.of {
            None => self.property.to_owned(),
            Some(of) => format!("{} `{of}`", self.property),
        }
    }
}

impl From<&Difference> for ChangeDocument {
    fn from(difference: &Difference) -> Self {
        Self {
            property: difference.property.as_str(),
            of: difference.of.clone(),
            declared: difference.declared.clone(),
            observed: difference.observed.clone(),
        }
    }
}

/// What differs of a table, its existence first.
fn changes(table: &ComparedTable) -> Vec<ChangeDocument> {
    let existence = |declared: &str, observed: &str| ChangeDocument {
        property: "table",
        of: None,
        declared: declared.to_owned(),
        observed: observed.to_owned(),
    };
    let existence = match table.existence {
        Existence::AsDeclared => None,
        Existence::Missing => Some(existence("there", "none")),
        Existence::NotDropped => Some(existence("dropped", "there")),
    };
    let differences = table.differences.iter().map(ChangeDocument::from);
    existence.into_iter().chain(differences).collect()
}

/// What differs, as a table for people.
pub(crate) fn diff_lines(tables: &[ComparedTable], has_colour: bool) -> String {
    let mut columns = Columns::new(&["TABLE", "STATE", "WHAT", "DECLARED", "THERE"]);
    for row in rows(tables) {
        columns.row(Tone::Plain, row);
    }
    columns.text(has_colour)
}

/// What differs, as a table in markdown, for a pull request.
pub(crate) fn diff_markdown(tables: &[ComparedTable]) -> String {
    let rows = rows(tables);
    if rows.is_empty() {
        return "No difference.\n".to_owned();
    }
    let mut text =
        "| table | state | what | declared | there |\n|---|---|---|---|---|\n".to_owned();
    for [name, state, what, declared, there] in rows {
        let cells = [&format!("`{name}`"), &state, &what, &declared, &there];
        text.push_str(&super::markdown::row(&cells.map(String::as_str)));
    }
    text
}

/// A row for each change; one without for a table that is as declared, and not ours to keep so.
fn rows(tables: &[ComparedTable]) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for table in tables.iter().filter(|table| table.differs()) {
        let (name, state) = (table.name.clone(), table.standing.as_ref());
        let state = state.map_or_else(|| "not there".to_owned(), |one| one.as_str().to_owned());
        let changes = changes(table);
        if changes.is_empty() {
            let none = String::new;
            rows.push([name.clone(), state.clone(), none(), none(), none()]);
        }
        for change in changes {
            let what = change.what();
            rows.push([
                name.clone(),
                state.clone(),
                what,
                change.declared,
                change.observed,
            ]);
        }
    }
    rows
}
