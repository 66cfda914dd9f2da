use dynamig::plan::tables::{TablePlan, TableStep};
use dynamig::plan::{Hazard, Phase, Plan, Row, RowKind, Warning};

use super::estimate::estimate_markdown;
use super::markdown::row;
use super::plan::{cells, hazard};

/// A plan in markdown, for a pull request: the steps, and in sections of their own what item migrations will
/// cost, what waits for `contract`, what is left as it is, why tables are refused, and what else should be looked at.
pub(crate) fn plan_markdown(plan: &Plan) -> String {
    let mut sections = vec![steps(plan)];
    sections.extend(estimate_markdown(plan));
    sections.extend(held(&plan.tables));
    sections.extend(left(&plan.tables));
    sections.extend(refused(&plan.tables));
    sections.extend(warned(&plan.warnings));
    sections.join("\n")
}

fn steps(plan: &Plan) -> String {
    if plan.is_empty() {
        return "Nothing to do.\n".to_owned();
    }
    let mut text = header(&[
        "step",
        "phase",
        "action",
        "migration",
        "hazard",
        "touches",
        "what",
    ]);
    for one in plan.rows() {
        let phase = phase(&one);
        let [n, action, subject, hazard, touches, what] = cells(&one);
        let hazard = if hazard.is_empty() { "safe" } else { &hazard };
        let subject = format!("`{subject}`");
        text.push_str(&row(&[
            &n, phase, &action, &subject, hazard, &touches, &what,
        ]));
    }
    text
}

fn held(plan: &TablePlan) -> Option<String> {
    let mut text = "Held for `contract`:\n\n".to_owned() + &header(&["table", "hazard", "what"]);
    for TableStep {
        table,
        hazard: worst,
        detail,
        ..
    } in &plan.held
    {
        let hazard = match worst {
            Hazard::Safe => "safe",
            worst => hazard(*worst),
        };
        text.push_str(&row(&[&format!("`{table}`"), hazard, detail]));
    }
    (!plan.held.is_empty()).then_some(text)
}

fn left(plan: &TablePlan) -> Option<String> {
    let mut text = "Different, and left as it is:\n\n".to_owned() + &header(&["table", "what"]);
    for (table, one) in &plan.differences {
        text.push_str(&row(&[&format!("`{table}`"), &one.to_string()]));
    }
    (!plan.differences.is_empty()).then_some(text)
}

fn refused(plan: &TablePlan) -> Option<String> {
    let mut text = "Refused:\n\n".to_owned() + &header(&["table", "why", "what next"]);
    for refusal in &plan.refusals {
        let table = format!("`{}`", refusal.table);
        text.push_str(&row(&[&table, &refusal.message, &refusal.hint]));
    }
    (!plan.refusals.is_empty()).then_some(text)
}

fn warned(warnings: &[Warning]) -> Option<String> {
    let mut text = "Warnings:\n\n".to_owned() + &header(&["what", "what next"]);
    for warning in warnings {
        text.push_str(&row(&[&warning.message, &warning.hint]));
    }
    (!warnings.is_empty()).then_some(text)
}

fn header(names: &[&str]) -> String {
    row(names) + "|" + &"---|".repeat(names.len()) + "\n"
}

fn phase(row: &Row) -> &'static str {
    let phase = match &row.kind {
        RowKind::Table(step) => step.phase,
        RowKind::Migration(step) => step.phase,
    };
    match phase {
        Phase::Prepare => "prepare",
        Phase::Expand => "expand",
        Phase::Migrate => "migrate",
        Phase::Contract => "contract",
        Phase::NeedsRoom => "needs room",
    }
}
