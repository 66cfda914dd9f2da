use serde::{Serialize, Serializer};

use super::tables::{Spending, TableStep};
use super::{Plan, Step};
use crate::item_check::ItemCheck;

/// One step of a plan, of a table or of a migration, with its number in the whole.
#[derive(Clone, Debug)]
pub struct Row {
    /// From 1: the tables' steps come first, then the migrations', then what waits for these.
    pub n: usize,
    /// The step.
    pub kind: RowKind,
}

/// What a step is about.
#[derive(Clone, Debug)]
pub enum RowKind {
    /// A table.
    Table(TableStep),
    /// A migration.
    Migration(Step),
}

impl Plan {
    /// All steps in the order in which they are taken.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let waits = |step: &&TableStep| !step.waits_for.is_empty();
        let tables = self.tables.steps.iter();
        let first = tables.clone().filter(|step| !waits(step));
        let kinds = first
            .cloned()
            .map(RowKind::Table)
            .chain(self.steps.iter().cloned().map(RowKind::Migration))
            .chain(tables.filter(waits).cloned().map(RowKind::Table));
        let numbered = kinds.zip(1..);
        numbered.map(|(kind, n)| Row { n, kind }).collect()
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            RowKind::Migration(step) => step.numbered(self.n).serialize(serializer),
            RowKind::Table(step) => Json {
                n: self.n,
                phase: step.phase,
                hazard: step.hazard,
                action: step.action(),
                table: &step.table,
                call: step.call.operation(),
                detail: &step.detail,
                waits_for: step.waits_for.iter().map(ToString::to_string).collect(),
                needs: &[],
                spends: &step.spends,
                items: step.items.as_ref(),
            }
            .serialize(serializer),
        }
    }
}

/// The form of a table's step in JSON.
#[derive(Serialize)]
struct Json<'a> {
    n: usize,
    phase: super::Phase,
    hazard: super::Hazard,
    action: &'static str,
    table: &'a str,
    call: &'static str,
    detail: &'a str,
    waits_for: Vec<String>,
    needs: &'a [usize],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    spends: &'a [Spending],
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<&'a ItemCheck>,
}
