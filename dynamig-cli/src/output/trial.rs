use dynamig::migration::Direction;
use dynamig::trial::{Extent, Trial, TrialExample, TrialFound};

use super::words::items;

/// What a look at the items after a run found, for people.
pub(crate) fn verified_lines(trial: &Trial) -> String {
    let mut lines = vec![format!("{}: {}", trial.id, looked_at(trial))];
    lines.push(match trial.counts.left() {
        0 => format!("  none would change: {}", rest(trial)),
        left => format!("  {} would still change: {}", items(left), rest(trial)),
    });
    lines.extend(trial.examples.iter().map(example));
    lines.extend(worth(trial));
    lines.join("\n")
}

/// What item migrations would do, for people.
pub(crate) fn trial_lines(trials: &[Trial]) -> String {
    let lines = trials.iter().flat_map(one);
    lines.collect::<Vec<_>>().join("\n")
}

fn one(trial: &Trial) -> Vec<String> {
    let which = match trial.direction {
        Direction::Up => "",
        Direction::Down => " (down)",
    };
    let mut lines = vec![format!("{}{which}: tried, {}", trial.id, looked_at(trial))];
    lines.push(format!("  {}", rest(trial)));
    lines.extend(trial.examples.iter().map(example));
    let counts = trial.counts;
    if counts.changed_again > 0 {
        let again = items(counts.changed_again);
        lines.push(format!(
            "  not idempotent: {again} would not stay as the function makes them; a run that goes on after a crash calls it \
             again with some: make f(f(x)) = f(x), or say `exactly_once`"
        ));
    } else if counts.updated > 0 {
        let says = "applied to what it gave, the function changes nothing more";
        lines.push(format!("  {says}"));
    }
    lines
}

/// `looked at 100 of about 400 items of customers (12.5 read units)`.
fn looked_at(trial: &Trial) -> String {
    let seen = trial.counts.looked_at;
    let (table, units) = (&trial.table, trial.read_units);
    let what = match trial.extent {
        Extent::Whole => format!("all {} of {table}", items(trial.counts.looked_at)),
        Extent::Sample => format!("{seen} of about {} of {table}", items(trial.items)),
    };
    format!("looked at {what} ({units} read units)")
}

/// `93 change, 7 stay as they are, 2 writes besides`.
fn rest(trial: &Trial) -> String {
    let counts = trial.counts;
    let told = [
        (counts.updated, "change"),
        (counts.deleted, "are deleted"),
        (counts.kept, "stay as they are"),
        (counts.other, "are of other types"),
        (counts.failed, "fail"),
        (counts.also, "writes besides"),
    ];
    let told = told.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<_> = told
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    match told.as_slice() {
        [] => "there is no item".to_owned(),
        told => told.join(", "),
    }
}

fn example(example: &TrialExample) -> String {
    let list = |changes: &[dynamig::trial::AttributeChange]| {
        let changes = changes.iter().map(ToString::to_string);
        changes.collect::<Vec<_>>().join("; ")
    };
    let what = match &example.found {
        TrialFound::Updated { changes } => list(changes),
        TrialFound::Deleted => "is deleted".to_owned(),
        TrialFound::Failed { message } => format!("fails: {message}"),
        TrialFound::ChangedAgain { changes } => format!("once more: {}", list(changes)),
        TrialFound::DeletedThen => "once more: is deleted".to_owned(),
        TrialFound::FailedThen { message } => format!("once more: fails: {message}"),
    };
    format!("  {}: {what}", example.item)
}

/// What a sample says of all.
fn worth(trial: &Trial) -> Option<String> {
    if trial.extent == Extent::Whole {
        return None;
    }
    let is_clean = trial.counts.left() + trial.counts.failed == 0;
    Some(match trial.bound() {
        Some(bound) => {
            let one_in = (1.0 / bound) as u64;
            format!(
                "  a sample: with 95 % confidence fewer than 1 in {one_in} partition keys has an item that would; `--full` looks at all"
            )
        }
        None if is_clean => "  a sample of parts of partitions, which says nothing about the rest: `--full` looks at all".to_owned(),
        None => "  a sample: `--full` counts all".to_owned(),
    })
}
