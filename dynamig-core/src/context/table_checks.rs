//! Whether what a migration asks for of a table can be.

use std::collections::BTreeSet;

use crate::error::{Code, Error};
use crate::table::diff::{Change, Compared, Difference};
use crate::table::{self, Definition, Observed};

/// Refuses a definition that breaks a rule.
pub(super) fn check(definition: &Definition) -> Result<(), Error> {
    let Some(fault) = table::check(definition).into_iter().next() else {
        return Ok(());
    };
    let message = format!("table `{}`: {}", definition.name, fault.violation);
    Err(Error::new(Code::InvalidMigration, message).hint(fault.violation.rule().hint))
}

fn changes(definition: &Definition, observed: &Observed) -> Vec<Change> {
    let compared = Compared {
        declared: definition,
        observed,
        row: None,
        ignored: &BTreeSet::new(),
    };
    compared.changes()
}

/// Refuses a table that is there and cannot have been made from this definition.
pub(super) fn refuse_another(definition: &Definition, observed: &Observed) -> Result<(), Error> {
    let differs = |change: &&Change| {
        matches!(
            change,
            Change::Key { .. }
                | Change::Local { .. }
                | Change::MissingIndex { .. }
                | Change::OtherIndex { .. }
        )
    };
    match changes(definition, observed).iter().find(differs) {
        Some(change) => Err(another(&definition.name, change)),
        None => Ok(()),
    }
}

/// Refuses an index that is there and is not the one that this definition has.
pub(super) fn refuse_another_index(
    definition: &Definition,
    index: &str,
    observed: &Observed,
) -> Result<(), Error> {
    let is_other =
        |change: &&Change| matches!(change, Change::OtherIndex { name, .. } if name == index);
    match changes(definition, observed).iter().find(is_other) {
        Some(change) => Err(another(&definition.name, change)),
        None => Ok(()),
    }
}

fn another(table: &str, change: &Change) -> Error {
    let Difference {
        property,
        declared,
        observed,
        ..
    } = Difference::from(change);
    let property = property.as_str();
    let message = format!(
        "table `{table}` is there, and is another one: its {property} is {observed}, not {declared}"
    );
    Error::new(Code::TableChangeImpossible, message)
        .hint("choose another name, or delete that table first if nothing in it is needed")
}
