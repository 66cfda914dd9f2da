use super::fault::Fault;
use crate::migration::Migration;
use crate::table::{self, Declaration};

/// Finds what the declared tables break; `tables` are sorted by name.
pub(super) fn check(tables: &[Declaration], migrations: &[Migration], faults: &mut Vec<Fault>) {
    for table in tables {
        rules(table, faults);
        awaited(table, migrations, faults);
    }
    duplicates(tables, faults);
}

/// What only the types of the fields tell, or a file or a program declares.
fn rules(table: &Declaration, faults: &mut Vec<Fault>) {
    for fault in table::check(&table.definition) {
        faults.push(Fault {
            sentence: format!("{}: {}", at(table), fault.violation),
            hint: fault.violation.rule().hint.to_owned(),
        });
    }
}

fn duplicates(tables: &[Declaration], faults: &mut Vec<Fault>) {
    for [one, other] in tables.array_windows() {
        if one.name() == other.name() {
            let (name, here, there) = (one.name(), &one.place, &other.place);
            faults.push(Fault {
                sentence: format!("table `{name}` is declared twice: at {here} and at {there}"),
                hint:
                    "declare it once; the structs of a table's other entities need no declaration"
                        .to_owned(),
            });
        }
    }
}

fn awaited(table: &Declaration, migrations: &[Migration], faults: &mut Vec<Fault>) {
    for id in table.waits_for() {
        if !migrations.iter().any(|migration| migration.id() == id) {
            faults.push(Fault {
                sentence: format!("{} waits for `{id}`, which is not linked", at(table)),
                hint:
                    "name the crate that has it, or the linker leaves it out: `use its_crate as _;`"
                        .to_owned(),
            });
        }
    }
}

fn at(table: &Declaration) -> String {
    format!("table `{}` at {}", table.name(), table.place)
}
