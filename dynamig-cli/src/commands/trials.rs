use dynamig::migration::{Direction, Kind};
use dynamig::plan::{Action, Plan, Step};
use dynamig::trial::Trial;
use dynamig::{Code, Migrator, TrialOptions};

use crate::args::{Shown, TrialArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Shell;
use crate::session::Session;

/// Tries out the item migrations of a plan that is not carried out.
pub(super) async fn try_out(
    args: TrialArgs,
    session: &Session,
    migrator: &Migrator,
    plan: &Plan,
) -> Result<Vec<Trial>, Failure> {
    let shell = session.shell();
    check_shown(args.shown(), shell)?;
    let Some(sample) = args.sample() else {
        return Ok(Vec::new());
    };
    let options = TrialOptions::new(sample)
        .keys(args.shown().keys())
        .values(args.shown().values());
    let mut trials = Vec::new();
    for (step, direction) in plan.steps.iter().filter_map(over_items) {
        let id = step.id.to_string();
        match migrator.try_items(&id, direction, options).await {
            Ok(trial) => trials.push(trial),
            Err(error) if error.code() == Code::TableMissing => {
                let says = format!("{id} is not tried out: its table is not there yet");
                shell.say(&says);
            }
            Err(error) if error.code() == Code::PermissionDenied => {
                let message = format!("{id} is not tried out: {error}");
                let hint = "allow it, or say `--sample 0`";
                shell.warning(&message, Some(hint));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(trials)
}

/// Refuses what means nothing where the plan is carried out.
pub(super) fn check_dry_run(args: TrialArgs, session: &Session) -> Result<(), Failure> {
    match args.is_given() && !session.is_dry_run() {
        true => Err(Failure::usage(
            "`--sample` and `--show-values` go with `--dry-run`",
        )),
        false => Ok(()),
    }
}

/// Refuses to let values go where nobody may be looking.
pub(super) fn check_shown(shown: Shown, shell: &Shell) -> Result<(), Failure> {
    match shown {
        Shown::KeysAndValues if !shell.is_before_someone() => Err(Failure::usage(
            "`--show-values` shows what is in your items, and only before a terminal",
        )
        .hint("`--show-keys` names them; look them up where you may")),
        Shown::KeysAndValues | Shown::Keys | Shown::Nothing => Ok(()),
    }
}

/// Whether somebody should look before the plan is carried out.
pub(super) fn exit_of(trials: &[Trial]) -> Exit {
    let counts = || trials.iter().map(|trial| trial.counts);
    if counts().any(|counts| counts.failed > 0) {
        return Exit::TOO_MANY_ERRORS;
    }
    match counts().any(|counts| counts.changed_again > 0) {
        true => Exit::DRIFT,
        false => Exit::DONE,
    }
}

fn over_items(step: &Step) -> Option<(&Step, Direction)> {
    let direction = match step.action {
        Action::Apply => Direction::Up,
        Action::Revert => Direction::Down,
        _ => return None,
    };
    let kind = step.migration.as_ref()?.kind();
    (kind == Kind::Items).then_some((step, direction))
}
