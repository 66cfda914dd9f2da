//! What the commands share that make a plan and carry it out.

use dynamig::history::History;
use dynamig::plan::{Action, Plan, Warning, WarningKind};
use dynamig::report::{Report, Summary};
use dynamig::{Consent, MigrationId, Migrator, RunReport};

use super::declared_tables::{self, Told};
use super::item_progress;
use crate::consent::{self, Agreement, Need};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, counted, known_estimate_lines, plan_lines};
use crate::session::Session;

/// What spares consent where nobody knows whether an index breaks anything.
const CHECK_ITEMS: &str = "or look first: `--check-items` reads the items, and an index needs consent only where AWS would \
                           then refuse to write some of them";

/// What a run is held to.
pub(super) struct Agreed {
    pub(super) consent: Consent,
    /// The plan, where somebody was shown it and said yes: to this one and no other.
    pub(super) plan: Option<Plan>,
}

/// A plan before it is carried out.
pub(super) struct Preview<'a> {
    pub(super) plan: Plan,
    pub(super) account: Option<&'a str>,
    /// The history that the plan was made of, where it left nothing to do.
    pub(super) concluded: Option<History>,
}

impl Preview<'_> {
    /// Says where it will write, and asks for the consent that the plan needs. A plan without steps needs none; who would
    /// have been asked about steps is not taken to agree to some that appear later.
    pub(super) fn agree(&self, session: &Session) -> Result<Agreed, Failure> {
        session.announce(self.account);
        if self.plan.is_empty() {
            return Ok(self.agreed(Agreement {
                level: Consent::Safe,
                was_asked: consent::asks_about_everything(session),
            }));
        }
        let what = intention(&self.plan);
        let details = plan_lines(&self.plan, session.shell().stderr_has_colour());
        let need = Need {
            hazard: self.plan.hazard(),
            what: &what,
            account: self.account,
            advice: match declared_tables::has_unchecked_index(&self.plan) {
                true => CHECK_ITEMS,
                false => "",
            },
            details: details.trim_end(),
        };
        let agreement = consent::obtain(session, need)?;
        if !agreement.was_asked {
            session.shell().tell(&known_estimate_lines(&self.plan));
        }
        Ok(self.agreed(agreement))
    }

    /// Where everything stands after a run. Where nothing was done, that was read before; tables that were changed are
    /// looked at again.
    async fn report_after(&self, migrator: &Migrator, run: &RunReport) -> Result<Report, Failure> {
        if let Some(history) = &self.concluded {
            return Ok(migrator.report(history, &run.plan.tables));
        }
        let history = migrator.read_history().await?;
        let has_changed = !run.plan.tables.is_empty() || declared_tables::settling(&run.plan);
        let tables = match has_changed {
            false => run.plan.tables.clone(),
            true => migrator.plan_of_tables(&history).await?,
        };
        Ok(migrator.report(&history, &tables))
    }

    fn agreed(&self, agreement: Agreement) -> Agreed {
        Agreed {
            consent: agreement.level,
            plan: agreement.was_asked.then(|| self.plan.clone()),
        }
    }
}

/// Tells what was done, and how that leaves things.
pub(super) async fn finish(
    session: &Session,
    migrator: &Migrator,
    preview: &Preview<'_>,
    run: RunReport,
) -> Result<Exit, Failure> {
    let told = match preview.concluded {
        Some(_) => Told::Now,
        None => Told::AfterRun {
            released: &run.released,
        },
    };
    let tables = declared_tables::tell(session, &run.plan, told);
    let exit = exit_of(&run.warnings).or(tables).or(paused(&run.plan));
    if session.is_json() {
        let mut report = preview.report_after(migrator, &run).await?;
        item_progress::add(&mut report, migrator).await?;
        let document = Document::new(session, preview.account).report(report);
        document
            .steps(&run.plan)
            .with("items_left", texts(&run.plan.left))
            .warnings(run.warnings)
            .print(session.shell())?;
        return Ok(exit);
    }
    let sentence = if !run.plan.is_empty() || !run.released.is_empty() {
        done(&run)
    } else if !preview.plan.is_empty() {
        "nothing left to do: another process did it meanwhile".to_owned()
    } else {
        let summary = preview.report_after(migrator, &run).await?.summary;
        let nothing = nothing_to_do(&counts(&summary));
        nothing + &declared_tables::looked_at(migrator, &run.plan)
    };
    session.shell().result(&sentence)?;
    tell_left(session, &run.plan);
    explain(session, &run.warnings);
    Ok(exit)
}

/// 75 where something that was selected is paused.
fn paused(plan: &Plan) -> Exit {
    match plan.paused.is_empty() {
        true => Exit::DONE,
        false => Exit::PAUSED,
    }
}

/// Says which item migrations were not to be run.
pub(super) fn tell_left(session: &Session, plan: &Plan) {
    if !plan.left.is_empty() {
        let left = texts(&plan.left).join(", ");
        session.shell().say(&format!(
            "left, with what depends on it: {left} (`up` without `--no-items` runs it)"
        ));
    }
}

/// Says why the command that did its work ends with 4 all the same.
fn explain(session: &Session, warnings: &[Warning]) {
    if exit_of(warnings) == Exit::DONE {
        return;
    }
    let says = "something was left alone that has to be decided (exit 4)";
    let mut hints = vec!["the warnings above say what"];
    if warnings
        .iter()
        .any(|warning| warning.kind == WarningKind::Edited)
    {
        hints.push(match session.settings().is_protected() {
            true => "`repair --reason \"…\"` accepts an edit as it is",
            false => "`redo ID` runs an edited migration again, `repair` accepts it as it is",
        });
    }
    session.shell().warning(says, Some(&hints.join("; ")));
}

/// 4 where something has to be looked at that the command left alone.
pub(super) fn exit_of(warnings: &[Warning]) -> Exit {
    let drifts = |warning: &Warning| {
        matches!(
            warning.kind,
            WarningKind::Unknown
                | WarningKind::Held
                | WarningKind::Edited
                | WarningKind::Cancelled
                | WarningKind::Reverting
                | WarningKind::RecoveryOff
        )
    };
    if warnings.iter().any(drifts) {
        Exit::DRIFT
    } else {
        Exit::DONE
    }
}

/// How many stand where, as `nothing to do` tells it.
pub(super) fn counts(summary: &Summary) -> [(&'static str, usize); 6] {
    [
        ("applied", summary.applied),
        ("baselined", summary.baselined),
        ("skipped", summary.skipped),
        (
            "still pending",
            summary.pending + summary.failed + summary.running,
        ),
        ("suspended", summary.suspended),
        ("unknown", summary.unknown),
    ]
}

/// `nothing to do: 4 migrations applied, 1 skipped`.
pub(super) fn nothing_to_do(counts: &[(&str, usize)]) -> String {
    let mut told = counts.iter().filter(|(_, count)| *count > 0);
    let Some((verb, count)) = told.next() else {
        return "nothing to do: no migration is applied".to_owned();
    };
    let mut text = format!("nothing to do: {} {verb}", counted(*count, "migration"));
    for (verb, count) in told {
        text.push_str(&format!(", {count} {verb}"));
    }
    text
}

/// `apply 2 migrations and revert 1`.
fn intention(plan: &Plan) -> String {
    tell(plan, "change", &[], |action| match action {
        Action::Apply => "apply",
        Action::Revert => "revert",
        Action::Skip(_) => "skip",
        Action::Unskip => "unskip",
        Action::Accept => "accept",
        Action::Rename { .. } => "rename",
        _ => "change",
    })
}

/// `applied 2 migrations, skipped 1`.
fn done(run: &RunReport) -> String {
    tell(&run.plan, "changed", &run.released, |action| match action {
        Action::Apply => "applied",
        Action::Revert => "reverted",
        Action::Skip(_) => "skipped",
        Action::Unskip => "unskipped",
        Action::Accept => "accepted",
        Action::Rename { .. } => "renamed",
        _ => "changed",
    })
}

/// What becomes of tables, and the verbs of a plan's steps with their counts, in the order in which they first occur.
fn tell(
    plan: &Plan,
    changed: &str,
    released: &[String],
    verb: impl Fn(&Action) -> &'static str,
) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for step in &plan.steps {
        let verb = verb(&step.action);
        match counts.iter_mut().find(|(known, _)| *known == verb) {
            Some((_, count)) => *count += 1,
            None => counts.push((verb, 1)),
        }
    }
    let mut told = Vec::new();
    match declared_tables::touched(plan) {
        0 => {}
        count => told.push(format!("{changed} {}", counted(count, "table"))),
    }
    if !released.is_empty() {
        told.push(format!("released {}", counted(released.len(), "table")));
    }
    for (n, (verb, count)) in counts.into_iter().enumerate() {
        told.push(match n {
            0 => format!("{verb} {}", counted(count, "migration")),
            _ => format!("{verb} {count}"),
        });
    }
    told.join(", ")
}

/// The ids as they are printed.
pub(super) fn texts(ids: &[MigrationId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
