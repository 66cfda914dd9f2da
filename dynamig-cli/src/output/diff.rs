use dynamig::plan::tables::{ComparedTable, Existence};
use dynamig::table::diff::Difference;

use super::columns::{Columns, Tone};

/// One thing in which a table differs.
struct Change {
    what: String,
    declared: String,
    observed: String,
}

impl From<&Difference> for Change {
    fn from(difference: &Difference) -> Self {
        Self {
            what: difference.what(),
            declared: difference.declared.clone(),
            observed: difference.observed.clone(),
        }
    }
}

/// What differs of a table, its existence first.
fn changes(table: &ComparedTable) -> Vec<Change> {
    let existence = |declared: &str, observed: &str| Change {
        what: "table".to_owned(),
        declared: declared.to_owned(),
        observed: observed.to_owned(),
    };
    let existence = match table.existence {
        Existence::AsDeclared => None,
        Existence::Missing => Some(existence("there", "none")),
        Existence::NotDropped => Some(existence("dropped", "there")),
    };
    let differences = table.differences.iter().map(Change::from);
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
        let (name, state) = (table.name.clone(), table.state.as_str().to_owned());
        let changes = changes(table);
        if changes.is_empty() {
            let none = String::new;
            rows.push([name.clone(), state.clone(), none(), none(), none()]);
        }
        for change in changes {
            rows.push([
                name.clone(),
                state.clone(),
                change.what,
                change.declared,
                change.observed,
            ]);
        }
    }
    rows
}
