use super::{Action, Plan, Step};
use crate::history::{After, History, MigrationRow, Status, transition};

/// The history as it will be when every step of the plan has gone well.
///
/// Times, durations and actors are left as they were: only a run can know them.
#[must_use]
pub fn after(history: &History, plan: &Plan) -> History {
    let mut history = history.clone();
    for step in &plan.steps {
        take(&mut history, step);
    }
    history
}

fn take(history: &mut History, step: &Step) {
    let from = match &step.action {
        Action::Rename { from } => from,
        _ => &step.id,
    };
    let row = history.row(from).cloned();
    let Some(status) = status_after(row.as_ref().map(|row| &row.status), &step.action) else {
        return;
    };
    let mut row = row.unwrap_or_else(|| MigrationRow::new(step.id.clone(), status.clone()));
    row.status = status;
    match &step.action {
        Action::Apply => {
            row.seq = Some(history.next_seq());
            row.attempts += 1;
            row.error = None;
            row = record_code(row, step);
        }
        Action::Skip(reason) => {
            row.note = Some(reason.as_str().to_owned());
            row = record_code(row, step);
        }
        Action::Accept => row = record_code(row, step),
        Action::Rename { from } => {
            history.remove(from);
            row = match &step.migration {
                Some(migration) => row.moved_to(migration),
                None => row,
            };
        }
        Action::Revert | Action::Unskip => {}
    }
    history.set(row);
}

/// The state that an action's changes lead to; none where the table of transitions forbids one of them.
fn status_after(from: Option<&Status>, action: &Action) -> Option<Status> {
    let mut state = from.cloned();
    for &command in action.commands() {
        match transition(state.as_ref(), command)? {
            After::State(status) => state = Some(status),
            After::Nothing => state = None,
        }
    }
    state
}

fn record_code(row: MigrationRow, step: &Step) -> MigrationRow {
    match &step.migration {
        Some(migration) => row.with_code(migration),
        None => row,
    }
}
