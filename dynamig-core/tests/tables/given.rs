//! What a test starts from: declarations, what lives, and one look at it.

use std::collections::BTreeMap;

use dynamig::plan::tables::{
    ComparedTable, TablePlan, TableStep, TableTarget, compare, contract, plan,
};
use dynamig::table::{
    Attribute, AttributeType, Billing, Call, Capacity, Declaration, Definition, Index, Key,
    Observed, Role, Scope, TableRow, check,
};

use crate::model::{Live, apply};

/// An environment with one table, `orders`: what lives, and what is remembered.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    pub(crate) live: Live,
    pub(crate) row: Option<TableRow>,
    pub(crate) target: TableTarget,
}

impl World {
    /// One that was brought to this declaration, with no item in it.
    pub(crate) fn of(declaration: &Declaration) -> Self {
        let mut world = Self::default();
        world.up(declaration);
        world.contract(declaration);
        world
    }

    /// The same with items.
    pub(crate) fn with_items(declaration: &Declaration) -> Self {
        let mut world = Self::of(declaration);
        world.live.as_mut().unwrap().items = 3;
        world
    }

    pub(crate) fn observed(&self) -> BTreeMap<String, Observed> {
        let live = self.live.clone().into_iter();
        live.map(|live| ("orders".to_owned(), live)).collect()
    }

    pub(crate) fn rows(&self) -> BTreeMap<String, TableRow> {
        let row = self.row.clone().into_iter();
        row.map(|row| (row.name.clone(), row)).collect()
    }

    pub(crate) fn plan(&self, declaration: &Declaration) -> TablePlan {
        let declared = [declaration.clone()];
        plan(&declared, &self.observed(), &self.rows(), &self.target)
    }

    pub(crate) fn plan_contract(&self, declaration: &Declaration) -> TablePlan {
        let declared = [declaration.clone()];
        contract(&declared, &self.observed(), &self.rows(), &self.target)
    }

    /// What `diff` tells of the table.
    pub(crate) fn compare(&self, declaration: &Declaration) -> ComparedTable {
        let declared = [declaration.clone()];
        let tables = compare(&declared, &self.observed(), &self.rows(), &self.target);
        let [table] = <[_; 1]>::try_from(tables).unwrap();
        table
    }

    /// Runs `up`, and answers with its steps.
    pub(crate) fn up(&mut self, declaration: &Declaration) -> Vec<TableStep> {
        let plan = self.plan(declaration);
        assert_eq!(plan.refusals, []);
        self.take(declaration, &plan.steps);
        self.settle(declaration);
        plan.steps
    }

    /// Runs `contract`, and answers with its steps.
    pub(crate) fn contract(&mut self, declaration: &Declaration) -> Vec<TableStep> {
        let plan = self.plan_contract(declaration);
        assert_eq!(plan.refusals, []);
        self.take(declaration, &plan.steps);
        self.settle(declaration);
        plan.steps
    }

    /// Takes steps; the migrations that they wait for are applied when they come.
    pub(crate) fn take(&mut self, declaration: &Declaration, steps: &[TableStep]) {
        let observed = self.live.as_ref();
        self.row = Some(TableRow::claimed(self.row.as_ref(), declaration, observed));
        let (waiting, ready): (Vec<_>, Vec<_>) =
            steps.iter().partition(|step| !step.waits_for.is_empty());
        for step in ready.into_iter().chain(waiting) {
            self.target.applied.extend(step.waits_for.iter().cloned());
            let items = self.live.as_ref().map_or(0, |live| live.items);
            apply(&step.call, &mut self.live);
            if let Some(live) = &mut self.live {
                live.items = items;
            }
        }
    }

    /// Remembers what a run remembers at its end.
    pub(crate) fn settle(&mut self, declaration: &Declaration) {
        let row = self.row.take().unwrap();
        self.row = Some(match &self.live {
            Some(live) => row.settled(declaration, live),
            None => row.dropped(),
        });
    }
}

/// A table on demand with the key `id`, which keeps every rule.
pub(crate) fn orders() -> Definition {
    let mut table = Definition {
        name: "orders".to_owned(),
        keys: vec![key("id", Role::Partition)],
        billing: Some(Billing::OnDemand),
        ..Definition::default()
    };
    table.define("id", AttributeType::String);
    table
}

/// The same, provisioned.
pub(crate) fn provisioned(units: u64) -> Definition {
    Definition {
        billing: Some(Billing::Provisioned),
        capacity: Some(capacity(units)),
        ..orders()
    }
}

/// The same with a global index that is called after the attribute of its key.
pub(crate) fn indexed<const N: usize>(attributes: [&str; N]) -> Definition {
    let mut table = orders();
    for attribute in attributes {
        table.define(attribute, AttributeType::String);
        table.indexes.push(index(attribute));
    }
    table
}

/// A global index that is called after the attribute of its key.
pub(crate) fn index(attribute: &str) -> Index {
    let mut index = Index::new(format!("by_{attribute}"), Scope::Global);
    index.keys.push(key(attribute, Role::Partition));
    index
}

pub(crate) fn key(attribute: &str, role: Role) -> Key {
    Key {
        attribute: attribute.to_owned(),
        role,
    }
}

pub(crate) fn string(name: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        kind: Some(AttributeType::String),
    }
}

pub(crate) fn number(name: &str) -> Attribute {
    Attribute {
        kind: Some(AttributeType::Number),
        ..string(name)
    }
}

pub(crate) fn capacity(units: u64) -> Capacity {
    Capacity {
        read: units,
        write: units,
    }
}

/// A definition with one thing said otherwise.
pub(crate) fn with(mut table: Definition, say: impl FnOnce(&mut Definition)) -> Definition {
    say(&mut table);
    table
}

/// A declaration of a definition that keeps every rule.
pub(crate) fn declare(definition: Definition) -> Declaration {
    assert_eq!(check(&definition), []);
    Declaration::new(definition)
}

/// Steps in one line each: phase, hazard and operation, and what it is about.
pub(crate) fn told(steps: &[TableStep]) -> Vec<String> {
    let told = |step: &TableStep| {
        format!(
            "{:?} {:?} {}: {}",
            step.phase,
            step.hazard,
            step.call.operation(),
            step.detail
        )
    };
    steps.iter().map(told).collect()
}

/// Takes a table from one definition to another, and answers with what `up` and `contract` did.
pub(crate) fn change(from: &World, to: Definition) -> (Vec<String>, Vec<String>) {
    let declaration = declare(to);
    let mut world = from.clone();
    let held = told(&world.plan(&declaration).held);
    let up = told(&world.up(&declaration));
    let contract = told(&world.contract(&declaration));
    assert_eq!(held, contract, "what was held is what contract does");
    assert!(world.plan(&declaration).is_empty());
    (up, contract)
}

/// What a step creates.
pub(crate) fn created(step: &TableStep) -> &Definition {
    match &step.call {
        Call::Create(definition) => definition,
        other => panic!("{other:?} creates nothing"),
    }
}
