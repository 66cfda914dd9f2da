use super::table::recorded_tables;
use super::{MigrationReport, Report, State, Summary};
use crate::history::History;

/// Where every recorded migration and table stands, whatever is linked: what can be said without a build. Nothing is pending in
/// it, late, edited or unknown, since that takes the code. Reads nothing but its argument.
#[must_use]
pub fn recorded(history: &History) -> Report {
    let rows = history.rows.iter();
    let migrations: Vec<_> = rows
        .map(|row| MigrationReport::unlinked(row, State::of_row(row)))
        .collect();
    let tables = recorded_tables(&history.tables);
    Report {
        summary: Summary::of(0, &migrations).with_tables(&tables),
        migrations,
        tables,
        warnings: Vec::new(),
    }
}
