use super::{Warning, WarningKind};
use crate::table::{self, Declaration, Presence};

/// What is worth a warning in declared tables that keep every rule.
pub(crate) fn warned_tables(tables: &[Declaration]) -> Vec<Warning> {
    let kept = |table: &&Declaration| table.presence == Presence::Kept;
    tables.iter().filter(kept).flat_map(warned).collect()
}

fn warned(table: &Declaration) -> impl Iterator<Item = Warning> {
    let warnings = table::warnings(&table.definition).into_iter();
    warnings.map(|fault| {
        let rule = fault.violation.rule();
        let (name, place) = (table.name(), &table.place);
        Warning {
            kind: WarningKind::Table(rule.id),
            migrations: Vec::new(),
            message: format!(
                "{}: table `{name}` at {place}: {}",
                rule.id, fault.violation
            ),
            hint: rule.hint.to_owned(),
        }
    })
}
