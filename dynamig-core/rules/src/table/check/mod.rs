//! The rules that a table must keep, and what it may do but should think about.
//!
//! They are DynamoDB's, from the service model and the answers of CreateTable and UpdateTable; each file holds the rules
//! of one part. What needs the live table, or a budget in time, is decided when a plan is made.

pub mod attributes;
pub mod capacity;
pub mod global;
pub mod indexes;
pub mod keys;
pub mod local;
pub mod projection;
pub mod protection;
pub mod tags;
mod warning;

use super::{Definition, Fault, IndexPart, Part, name};
pub use warning::{INCLUDED_KEY, MANY_INDEXES, SAME_KEYS, TTL_ON_KEY, warnings};

/// Every rule that a table breaks, in the order of its parts.
#[must_use]
pub fn check(table: &Definition) -> Vec<Fault> {
    let mut faults = Faults::default();
    faults.add(Part::Name, name::check_table(&table.name));
    keys::check(table, &mut faults);
    attributes::check(table, &mut faults);
    indexes::check(table, &mut faults);
    local::check(table, &mut faults);
    global::check(table, &mut faults);
    projection::check(table, &mut faults);
    capacity::check(table, &mut faults);
    protection::check(table, &mut faults);
    tags::check(table, &mut faults);
    faults.found
}

/// The faults that are found.
#[derive(Default)]
struct Faults {
    found: Vec<Fault>,
}

impl Faults {
    /// Keeps what a part breaks.
    fn add(&mut self, part: Part, result: Result<(), crate::Violation>) {
        if let Err(violation) = result {
            self.found.push(Fault { part, violation });
        }
    }

    /// Says that a part breaks a rule.
    fn broken(&mut self, part: Part, rule: &'static crate::Rule, sentence: impl Into<String>) {
        self.add(part, Err(rule.broken(sentence)));
    }

    /// The same of an index.
    fn index(
        &mut self,
        index: usize,
        part: IndexPart,
        rule: &'static crate::Rule,
        sentence: impl Into<String>,
    ) {
        self.broken(Part::Index(index, part), rule, sentence);
    }
}
