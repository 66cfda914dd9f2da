use super::waiting::{Waiting, waiting};
use super::{Refusal, TableStep, TableTarget, refuse};
use crate::migration::MigrationId;
use crate::plan::{Hazard, Phase};
use crate::table::diff::{Change, Compared, keys};
use crate::table::{AttributeTypes, Billing, Call, Declaration, Index, Observed, Scope, Update};

/// A table that is there and may be changed.
pub(super) struct Live<'a> {
    pub(super) declaration: &'a Declaration,
    pub(super) compared: Compared<'a>,
    /// In what it differs, as far as that may be changed.
    pub(super) changes: Vec<Change>,
    pub(super) target: &'a TableTarget,
    waiting: Waiting,
}

impl<'a> Live<'a> {
    pub(super) fn new(
        declaration: &'a Declaration,
        compared: Compared<'a>,
        changes: Vec<Change>,
        target: &'a TableTarget,
    ) -> Self {
        let mut live = Self {
            declaration,
            compared,
            changes,
            target,
            waiting: Waiting::new(),
        };
        live.waiting = waiting(&live);
        live
    }

    pub(super) fn name(&self) -> &'a str {
        self.declaration.name()
    }

    pub(super) fn observed(&self) -> &'a Observed {
        self.compared.observed
    }

    pub(super) fn step(
        &self,
        phase: Phase,
        hazard: Hazard,
        call: Call,
        detail: impl Into<String>,
    ) -> TableStep {
        TableStep::new(self.name(), phase, hazard, call, detail)
    }

    pub(super) fn update(
        &self,
        phase: Phase,
        hazard: Hazard,
        update: Update,
        detail: impl Into<String>,
    ) -> TableStep {
        self.step(phase, hazard, Call::Update(Box::new(update)), detail)
    }

    /// Where billing is to change, to what.
    pub(super) fn flips_to(&self) -> Option<Billing> {
        self.changes.iter().find_map(|change| match change {
            Change::Billing { to, .. } => Some(*to),
            _ => None,
        })
    }

    /// How it is paid for when indexes are made: on demand from the preparation on, provisioned not before `contract`.
    pub(super) fn billing_in_expand(&self) -> Billing {
        let on_demand = self.flips_to().filter(|&to| to == Billing::OnDemand);
        on_demand.unwrap_or_else(|| self.observed().definition.billing())
    }

    /// The declared indexes that are made.
    pub(super) fn made(&self) -> impl Iterator<Item = &'a Index> {
        let declared = self.compared.declared.indexes.iter();
        declared.filter(|index| {
            self.changes.iter().any(|change| match change {
                Change::MissingIndex { name, .. } | Change::OtherIndex { name, .. } => {
                    *name == index.name
                }
                _ => false,
            })
        })
    }

    /// The global indexes that were declared once and are no longer.
    pub(super) fn held(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().filter_map(|change| match change {
            Change::HeldIndex { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }

    /// The live global indexes.
    pub(super) fn globals(&self) -> impl Iterator<Item = &'a Index> {
        let observed = self.observed();
        let indexes = observed.definition.indexes.iter();
        indexes.filter(|index| {
            index.scope == Scope::Global && keys::live(observed, &index.name).is_some()
        })
    }

    pub(super) fn declared(&self, index: &str) -> Option<&'a Index> {
        let mut indexes = self.compared.declared.indexes.iter();
        indexes.find(|one| one.name == index)
    }

    /// The migrations that an index which is made waits for, of those that are not applied.
    pub(super) fn index_waits(&self, index: &str) -> Vec<MigrationId> {
        let waiting = self.waiting.get(index).into_iter().flatten();
        waiting.cloned().collect()
    }

    /// What can go wrong by making an index: an item whose attribute has another type is left out, and cannot be
    /// written any more. A look at the items knows better, see [`TablePlan::checked`](super::TablePlan::checked).
    pub(super) fn index_hazard(&self, index: &Index) -> Hazard {
        let observed = self.observed();
        let is_enforced = index.keys.iter().all(|key| {
            let of_table = observed.definition.keys.iter();
            let of_indexes = observed.definition.indexes.iter().flat_map(|one| &one.keys);
            of_table
                .chain(of_indexes)
                .any(|live| live.attribute == key.attribute)
        });
        let is_retyped =
            keys::types_differ(&index.keys, self.compared.declared, &observed.definition);
        match self.declaration.types {
            _ if !observed.has_items() => Hazard::Safe,
            AttributeTypes::OfFields => Hazard::Slow,
            AttributeTypes::Stated if is_enforced && !is_retyped => Hazard::Slow,
            AttributeTypes::Stated => Hazard::Breaking,
        }
    }

    /// Refuses what no call can change.
    pub(super) fn refuse_impossible(&self) -> Result<(), Refusal> {
        let refusals = self.changes.iter().filter_map(|change| match change {
            Change::Key { declared, observed } => {
                Some(refuse::key(self.name(), declared, observed))
            }
            Change::Local {
                name,
                declared,
                observed,
            } => Some(refuse::local(
                self.name(),
                name,
                declared.as_deref(),
                observed.as_deref(),
            )),
            _ => None,
        });
        refusals.into_iter().next().map_or(Ok(()), Err)
    }
}
