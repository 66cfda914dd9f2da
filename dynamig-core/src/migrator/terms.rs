use std::time::Duration;

use super::{Consent, UpPart};
use crate::error::{Code, Error};
use crate::history::History;
use crate::item_check::ItemCheck;
use crate::plan::tables::{Adopting, Backup, Refusal, TableStep};
use crate::plan::{Hazard, Plan, Step};
use crate::rewrite::Limits;
use crate::saved::SavedPlan;

/// What kind of plan is made under the lock.
pub(super) type Make<'a> = dyn Fn(&History) -> Result<Plan, Error> + Send + Sync + 'a;

/// How a plan is carried out.
pub(super) struct Terms<'a> {
    pub(super) name: &'static str,
    pub(super) consent: Consent,
    pub(super) deadline: Option<Duration>,
    pub(super) agreed: Option<&'a Plan>,
    /// The plan from a file that is carried out.
    pub(super) saved: Option<&'a SavedPlan>,
    pub(super) tables: Bring,
    pub(super) goal: Goal,
    /// What was found of the items of tables that are to get an index.
    pub(super) checked: Vec<ItemCheck>,
    /// How much the run of each item migration may do.
    pub(super) limits: Limits,
    /// Why item migrations run over tables that cannot be recovered; none: they do not.
    pub(super) no_pitr: Option<&'a str>,
    /// Why a person takes a risk, for the audit log.
    pub(super) reason: Option<&'a str>,
}

impl Terms<'_> {
    /// Whether tables that are no longer declared are recorded as released.
    pub(super) fn releases(&self) -> bool {
        self.tables != Bring::Nothing && matches!(self.goal, Goal::Declared(..))
    }
}

/// What is to become of the declared tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// They gain what is declared, or a part of it; those of others may be taken over.
    Declared(UpPart, Adopting),
    /// They lose what is no longer wanted.
    Contracted(Backup),
}

impl Goal {
    /// What `up` is for where nothing else is said: all that is declared, and nothing of others.
    pub(super) const UP: Self = Self::Declared(UpPart::Whole, Adopting::No);
}

/// Whether the declared tables are brought to what is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bring {
    /// They are left alone.
    Nothing,
    /// They are, where the history does not say that they were.
    WhenUnrecorded,
    /// They are looked at in any case.
    Always,
}

/// Refuses tables that are not ours, and steps that nobody agreed to.
pub(super) fn check_terms(plan: &Plan, terms: &Terms<'_>) -> Result<(), Error> {
    check_refusals(&plan.tables.refusals)?;
    check_held(plan, terms.goal)?;
    check_consent(plan, terms.consent)?;
    match terms.agreed {
        Some(agreed) => check_agreed(plan, agreed),
        None => Ok(()),
    }
}

/// Refuses steps that are not in a plan that was agreed to.
pub(super) fn check_agreed(plan: &Plan, agreed: &Plan) -> Result<(), Error> {
    if let Some(TableStep { table, detail, .. }) = plan.tables.beyond(&agreed.tables) {
        return Err(plan_changed(&format!("`{detail}` of table `{table}`")));
    }
    match plan.beyond(agreed) {
        None => Ok(()),
        Some(Step { action, id, .. }) => {
            let action = action.as_str();
            Err(plan_changed(&format!("`{action}` of migration {id}")))
        }
    }
}

/// One error for all tables that are left as they are.
pub(super) fn check_refusals(refusals: &[Refusal]) -> Result<(), Error> {
    let Some((first, others)) = refusals.split_first() else {
        return Ok(());
    };
    let error: Error = first.clone().into();
    Err(others.iter().fold(error, |error, other| {
        let cause: Error = other.clone().into();
        error.caused_by(cause)
    }))
}

/// Refuses what has to wait until `up` has brought the tables. Nothing is taken away while something is still to be
/// added: what takes its place may not be there. And a migration sees the new shape.
pub(super) fn check_held(plan: &Plan, goal: Goal) -> Result<(), Error> {
    let (first, hint) = match goal {
        Goal::Contracted(_) => (
            plan.tables.held.first(),
            "run `up` first, then `contract` again",
        ),
        Goal::Declared(UpPart::Migrate, _) => (
            plan.tables.ready().next(),
            "run `up --phase expand` first, then this again",
        ),
        Goal::Declared(UpPart::Whole | UpPart::Expand, _) => (None, ""),
    };
    match first {
        None => Ok(()),
        Some(TableStep { table, detail, .. }) => {
            let message = format!("table `{table}` is still to be changed by `up`: {detail}");
            Err(Error::new(Code::Unsettled, message).hint(hint))
        }
    }
}

fn check_consent(plan: &Plan, consent: Consent) -> Result<(), Error> {
    let uncovered = |hazard: Hazard| !consent.covers(hazard);
    if let Some(step) = plan.tables.steps.iter().find(|step| uncovered(step.hazard)) {
        let TableStep {
            table,
            detail,
            hazard,
            items,
            ..
        } = step;
        let found = items.as_ref().map(|found| format!(": {found}"));
        let found = found.unwrap_or_default();
        return Err(consent_needed(
            &format!("a change of table `{table}` needs consent: {detail}{found}"),
            *hazard,
        ));
    }
    if let Some(step) = plan.steps.iter().find(|step| uncovered(step.hazard)) {
        let Step {
            id, action, hazard, ..
        } = step;
        let what = format!(
            "`{}` of migration {id} needs consent on a protected environment",
            action.as_str()
        );
        return Err(consent_needed(&what, *hazard));
    }
    Ok(())
}

fn consent_needed(what: &str, hazard: Hazard) -> Error {
    let (flag, variant) = match hazard {
        Hazard::Breaking => ("breaking", "Breaking"),
        _ => ("destructive", "Destructive"),
    };
    Error::new(Code::ConsentNeeded, what).hint(format!(
        "add `--allow {flag}` and `--confirm ENV`, or `.consent(Consent::{variant})` in a program"
    ))
}

fn plan_changed(what: &str) -> Error {
    Error::new(
        Code::PlanChanged,
        format!("the plan has changed meanwhile: {what} is new in it"),
    )
    .hint("nothing was changed; look at the new plan and run the command again")
}
