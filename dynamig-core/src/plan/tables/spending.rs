//! What steps spend of the budgets that AWS grants a table.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{Grants, TableStep, TableTarget};
use crate::clock;
use crate::table::{Budget, Call, Capacity, Definition, Observed, Spent, TableRow, Update};

/// What a step spends of a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spending {
    /// The budget.
    pub budget: Budget,
    /// The index that it is the budget of; none for the table.
    pub of: Option<String>,
    /// How often it is known to have been spent lately: by AWS, or by what dynamig did itself.
    pub spent: usize,
    /// When it was last spent, in seconds since 1970, as far as that is known.
    pub last: Option<i64>,
    /// How many steps before this one spend of it in the same plan.
    pub before: usize,
    /// Where all of it is spent: the first instant, in seconds since 1970, at which AWS grants one more.
    pub not_before: Option<i64>,
}

impl Spending {
    /// Whether the plan itself spends more than is granted at once: the step has to be left to a later run.
    #[must_use]
    pub const fn exceeds_by_itself(&self) -> bool {
        self.before >= self.budget.granted()
    }
}

impl std::fmt::Display for Spending {
    /// `AWS grants 2 changes of the class in 30 days, the last was at 2026-11-03T10:00:00Z`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AWS grants {}", self.budget.grants())?;
        if let Some(index) = &self.of {
            write!(f, " (index `{index}`)")?;
        }
        match (self.not_before, self.last) {
            (Some(instant), _) => write!(f, ": wait until {}", clock::instant(instant)),
            (None, Some(last)) => write!(f, ", the last was at {}", clock::instant(last)),
            (None, None) if self.exceeds_by_itself() => f.write_str(": it is left to a later run"),
            (None, None) => Ok(()),
        }
    }
}

impl Serialize for Spending {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json {
            budget: self.budget.as_str(),
            of: self.of.as_deref(),
            grants: self.budget.grants(),
            spent: self.spent,
            last: self.last.map(clock::instant),
            not_before: self.not_before.map(clock::instant),
        }
        .serialize(serializer)
    }
}

/// The form of what a step spends in JSON.
#[derive(Serialize)]
struct Json<'a> {
    budget: &'static str,
    of: Option<&'a str>,
    grants: &'static str,
    spent: usize,
    last: Option<String>,
    not_before: Option<String>,
}

/// Tells of each step of one table, in their order, what it spends, where the engine counts that.
pub(super) fn tell(
    steps: &mut [TableStep],
    observed: Option<&Observed>,
    row: Option<&TableRow>,
    target: &TableTarget,
) {
    if target.capabilities.grants == Grants::Always {
        return;
    }
    let mut before: BTreeMap<(Budget, Option<String>), usize> = BTreeMap::new();
    for step in steps {
        for (budget, of) in budgets(&step.call, observed) {
            let changes = changes(budget, of.as_deref(), observed, row);
            let is_to_come = |at: &i64| target.now.is_none_or(|now| *at > now);
            let count = before.entry((budget, of.clone())).or_default();
            step.spends.push(Spending {
                budget,
                of,
                spent: changes.len(),
                last: changes.last().copied(),
                before: *count,
                not_before: budget.not_before(&changes).filter(is_to_come),
            });
            *count += 1;
        }
    }
}

/// The budgets that a call spends, each with the index that it is of.
fn budgets(call: &Call, observed: Option<&Observed>) -> Vec<(Budget, Option<String>)> {
    let update = match call {
        Call::TtlOn(_) | Call::TtlOff(_) => return vec![(Budget::Ttl, None)],
        Call::Update(update) => update,
        Call::Create(_)
        | Call::Delete
        | Call::BackUp(_)
        | Call::Recovery(_)
        | Call::Tag(_)
        | Call::Untag(_)
        | Call::Policy(_)
        | Call::NoPolicy => return Vec::new(),
    };
    match &**update {
        Update::Class(_) => vec![(Budget::Class, None)],
        Update::Encryption(_) => vec![(Budget::Encryption, None)],
        Update::OnDemand(_) => vec![(Budget::OnDemand, None)],
        Update::Capacity { table, indexes, .. } => {
            let live = observed.map(|observed| &observed.definition);
            decreases(*table, indexes, live)
        }
        Update::Caps(_)
        | Update::IndexCaps(_)
        | Update::Warm(_)
        | Update::IndexWarm(_)
        | Update::Stream(_)
        | Update::DeletionProtection(_)
        | Update::CreateIndex(..)
        | Update::DeleteIndex(_) => Vec::new(),
    }
}

/// What of these capacities is lower than it is. A table that is on demand has none to be lowered.
fn decreases(
    table: Option<Capacity>,
    indexes: &BTreeMap<String, Capacity>,
    live: Option<&Definition>,
) -> Vec<(Budget, Option<String>)> {
    let Some(live) = live else {
        return Vec::new();
    };
    let index = |name: &str| live.indexes.iter().find(|index| index.name == name);
    let of_table = is_lower(table, live.capacity).then_some((Budget::Decrease, None));
    let lower = indexes
        .iter()
        .filter(|(name, to)| is_lower(Some(**to), index(name).and_then(|index| index.capacity)));
    let of_indexes = lower.map(|(name, _)| (Budget::Decrease, Some(name.clone())));
    of_table.into_iter().chain(of_indexes).collect()
}

fn is_lower(to: Option<Capacity>, from: Option<Capacity>) -> bool {
    matches!((from, to), (Some(from), Some(to)) if to.read < from.read || to.write < from.write)
}

/// When a budget is known to have been spent, in order of time: what dynamig remembers, and what AWS tells.
fn changes(
    budget: Budget,
    of: Option<&str>,
    observed: Option<&Observed>,
    row: Option<&TableRow>,
) -> Vec<i64> {
    let Some(observed) = observed else {
        return Vec::new();
    };
    let is_it = |spent: &&Spent| spent.budget == budget && spent.of.as_deref() == of;
    let told = observed.spent.iter().filter(is_it);
    let told = told.flat_map(|spent| std::iter::repeat_n(spent.last, spent.times));
    let ours = row.and_then(|row| row.spent.get(&budget).filter(|_| of.is_none()));
    let mut changes: Vec<i64> = told.collect();
    // AWS tells of our own changes too, a moment before or after we wrote them down.
    let is_told = |at: &i64| changes.iter().any(|told| (told - at).abs() <= SAME_S);
    let untold: Vec<i64> = ours
        .into_iter()
        .flatten()
        .copied()
        .filter(|at| !is_told(at))
        .collect();
    changes.extend(untold);
    changes.sort_unstable();
    changes
}

/// Instants this near to each other, in seconds, are those of one change.
const SAME_S: i64 = 120;
