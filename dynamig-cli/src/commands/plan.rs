use std::path::{Path, PathBuf};

use dynamig::Migrator;
use dynamig::plan::Plan;
use dynamig::report::Report;
use dynamig::saved::State;
use dynamig::trial::Trial;

use super::carry_out::{self, exit_of};
use super::declared_tables::{self, Told};
use super::saved_file::{self, read_state};
use super::trials;
use crate::args::{CheckItemsArgs, Format, SelectionArgs, TrialArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, plan_lines, plan_markdown, trial_lines};
use crate::session::Session;

/// Shows what `up` would do now. Reads the history and the declared tables, and writes nothing.
///
/// Exits with 4 where `up` would: for migrations that are recorded but not linked, or edited after they were applied, and
/// on a protected target for item migrations over tables without point-in-time recovery.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    selection: SelectionArgs,

    /// Exit with 3 where something is to be done
    #[arg(long)]
    exit_code: bool,

    /// Plan from what `observe --out FILE` has written, without a request
    #[arg(long, value_name = "FILE", conflicts_with = "item_check")]
    state: Option<PathBuf>,

    /// Keep the plan in a file, for `up --plan FILE`; only you can read it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    items: CheckItemsArgs,
}

impl PlanArgs {
    /// The file that stands for the target.
    pub(crate) fn state(&self) -> Option<&Path> {
        self.state.as_deref()
    }
}

pub(crate) async fn run(args: PlanArgs, session: &Session) -> Result<Exit, Failure> {
    let (migrator, selection) = (session.migrator()?, args.selection.selection());
    let state = args.state().map(read_state).transpose()?;
    let (plan, saved) = match &state {
        Some(state) => migrator.save_plan_from(state, &selection)?,
        None => migrator.save_plan(&selection, &args.items.check()).await?,
    };
    if let (Some(path), Some(state)) = (args.state(), &state) {
        session.tell_state(path, state);
    }
    if let Some(path) = &args.out {
        saved_file::write(path, &saved.to_json()?)?;
        let file = path.display();
        let says = format!("wrote {file}: `up --plan {file}` carries out this plan and no other");
        session.shell().say(&says);
    }
    let is_pending = !plan.is_empty() || declared_tables::settling(&plan);
    let pending = match args.exit_code && is_pending {
        true => Exit::PENDING,
        false => Exit::DONE,
    };
    let account = state
        .as_ref()
        .and_then(|state| state.target.account.as_deref());
    let exit = print(session, &migrator, plan, account, state.as_ref(), &[]).await?;
    Ok(exit.or(pending))
}

/// Prints a plan that is not carried out.
pub(super) async fn show(
    session: &Session,
    migrator: &Migrator,
    plan: Plan,
    account: Option<&str>,
) -> Result<Exit, Failure> {
    show_tried(session, migrator, plan, account, None).await
}

/// Prints one that is not carried out, with what its item migrations would do to some of the items.
pub(super) async fn show_tried(
    session: &Session,
    migrator: &Migrator,
    plan: Plan,
    account: Option<&str>,
    trial: Option<TrialArgs>,
) -> Result<Exit, Failure> {
    let trials = match trial {
        Some(args) => trials::try_out(args, session, migrator, &plan).await?,
        None => Vec::new(),
    };
    let exit = print(session, migrator, plan, account, None, &trials).await?;
    Ok(exit.or(trials::exit_of(&trials)))
}

/// Prints a plan, made from a saved state or from what is there.
async fn print(
    session: &Session,
    migrator: &Migrator,
    plan: Plan,
    account: Option<&str>,
    state: Option<&State>,
    trials: &[Trial],
) -> Result<Exit, Failure> {
    let shell = session.shell();
    session.announce(account);
    for warning in &plan.warnings {
        shell.warning(&warning.message, Some(&warning.hint));
    }
    carry_out::tell_left(session, &plan);
    let tables = declared_tables::tell(session, &plan, Told::Now);
    let exit = exit_of(&plan.warnings).or(tables);
    match shell.format() {
        Format::Json => {
            let document = document(session, migrator, &plan, account, state).await?;
            let document = match trials {
                [] => document,
                trials => document.with_form("trials", &trials)?,
            };
            document.print(shell)?;
        }
        Format::Markdown => shell.data(&plan_markdown(&plan))?,
        Format::Human if plan.is_empty() => {
            let report = report(migrator, &plan, state).await?;
            let nothing = carry_out::nothing_to_do(&carry_out::counts(&report.summary));
            shell.data(&(nothing + &declared_tables::looked_at(migrator, &plan)))?;
        }
        Format::Human => {
            shell.data(&plan_lines(&plan, shell.has_colour()))?;
            shell.data(&trial_lines(trials))?;
        }
    }
    Ok(exit)
}

async fn document(
    session: &Session,
    migrator: &Migrator,
    plan: &Plan,
    account: Option<&str>,
    state: Option<&State>,
) -> Result<Document, Failure> {
    let lock = match state {
        Some(_) => None,
        None => migrator.lock().await?,
    };
    let report = report(migrator, plan, state).await?;
    let document = Document::new(session, account).report(report);
    let document = document.lock(lock.as_ref()).steps(plan);
    Ok(document.warnings(plan.warnings.clone()))
}

/// Where everything stands that the plan was made from.
async fn report(
    migrator: &Migrator,
    plan: &Plan,
    state: Option<&State>,
) -> Result<Report, Failure> {
    Ok(match state {
        Some(state) => migrator.report(&state.history, &plan.tables),
        None => migrator.report(&migrator.read_history().await?, &plan.tables),
    })
}
