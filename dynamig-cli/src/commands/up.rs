use dynamig::history::{Head, History};
use dynamig::plan::tables::Adopting;
use dynamig::plan::{Plan, Selection};
use dynamig::{
    CheckItems, Code, ItemRuns, Migrator, Observe, RunReport, UpOptions, UpPart, report,
};
use std::path::{Path, PathBuf};

use super::carry_out::{self, Preview};
use super::declared_tables;
use super::saved_file::read_plan;
use super::trials::check_dry_run;
use crate::args::{CheckItemsArgs, LimitArgs, NoPitrArgs, ProgressArgs, SelectionArgs, TrialArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Document;
use crate::session::Session;

/// Applies pending migrations in the order of their versions; one that failed or was interrupted runs again from its start.
///
/// Migrations that are recorded but not linked (unknown), and those that were edited after they were applied, are left
/// alone: the rest is applied, and the exit code is 4.
#[derive(Debug, clap::Args)]
pub(crate) struct UpArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Does not look at declared tables that the history says are as declared.
    #[arg(long)]
    no_observe: bool,
    /// Takes declared tables over that are there already, whoever has them, and brings them to what is declared
    #[arg(long, conflicts_with = "no_observe")]
    adopt: bool,
    /// Does a part only: what tables gain, or the migrations and what waits for them
    #[arg(long, value_enum, value_name = "PHASE")]
    phase: Option<PhaseArg>,
    /// Carry out the plan that `plan --out FILE` has kept, and nothing else
    #[arg(long, value_name = "FILE", conflicts_with_all = ["SelectionArgs", "no_observe", "adopt", "phase"])]
    plan: Option<PathBuf>,
    /// Leave item migrations, and what depends on them
    #[arg(long, conflicts_with = "plan")]
    no_items: bool,
    #[command(flatten)]
    items: CheckItemsArgs,
    #[command(flatten)]
    trial: TrialArgs,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    recovery: NoPitrArgs,
    #[command(flatten)]
    pub(crate) progress: ProgressArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum PhaseArg {
    /// What tables gain; no migration
    Expand,
    /// Migrations, and what waits for them; refused while tables have something to gain before
    Migrate,
}

pub(crate) async fn run(args: UpArgs, session: &Session) -> Result<Exit, Failure> {
    check_dry_run(args.trial, session)?;
    if let Some(path) = &args.plan {
        return run_saved(path, &args, session).await;
    }
    let mut options = UpOptions::new()
        .select(args.selection.selection())
        .check_items(args.items.check())
        .items(match args.no_items {
            true => ItemRuns::Leave,
            false => ItemRuns::Run,
        });
    if !args.no_observe {
        options = options.observe(Observe::Always);
    }
    options.part = match args.phase {
        None => UpPart::Whole,
        Some(PhaseArg::Migrate) => UpPart::Migrate,
        Some(PhaseArg::Expand) if options.selection == Selection::All => UpPart::Expand,
        Some(PhaseArg::Expand) => {
            return Err(Failure::usage(
                "`--phase expand` applies no migration, so none can be selected",
            ));
        }
    };
    if args.adopt {
        options = options.adopting(Adopting::Stacks);
    }
    options.no_pitr = args.recovery.no_pitr;
    run_with(args.limits.limit(options), Some(args.trial), session).await
}

/// Applies everything, for `fresh`.
pub(super) async fn run_all(session: &Session) -> Result<Exit, Failure> {
    let options = UpOptions::new().items(ItemRuns::Run);
    run_with(options.observe(Observe::Always), None, session).await
}

async fn run_with(
    mut options: UpOptions,
    trial: Option<TrialArgs>,
    session: &Session,
) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let looks = options.observe == Observe::Always && !migrator.registry().tables().is_empty();
    // Whoever looks needs the rows in any case, and the summary is one of them.
    if !looks
        && options.selection == Selection::All
        && let Some(head) = migrator.head().await?
        && migrator.is_settled(&head)
    {
        return settled(session, &migrator, &head).await;
    }
    let history = migrator.read_history().await?;
    let account = history.head.as_ref().map(|head| head.account.clone());
    let account = account.as_deref();
    let plan = plan(&migrator, &history, &options).await?;
    if session.is_dry_run() {
        return super::plan::show_tried(session, &migrator, plan, account, trial).await;
    }
    let mut preview = Preview {
        plan,
        account,
        concluded: None,
    };
    let agreed = preview.agree(session)?;
    options.consent = agreed.consent;
    options.agreed = agreed.plan;
    options.check_items = found(&preview.plan);
    let run = match concluded(&migrator, &options, &history, &preview.plan)? {
        Some(run) => {
            preview.concluded = Some(history.clone());
            run
        }
        None => migrator.up_with(&options).await?,
    };
    carry_out::finish(session, &migrator, &preview, run).await
}

async fn plan(
    migrator: &Migrator,
    history: &History,
    options: &UpOptions,
) -> Result<Plan, Failure> {
    match migrator.plan_of(history, options).await {
        // Somebody is at it right now: what it leaves is looked at under the lock.
        Err(error) if looks_interrupted(error.code()) && is_held(migrator).await? => {
            Ok(Plan::default())
        }
        plan => Ok(plan?),
    }
}

/// What there is to report where the tables that were looked at, and all that is recorded, leave nothing to do: looking
/// again would find the same.
fn concluded(
    migrator: &Migrator,
    options: &UpOptions,
    history: &History,
    plan: &Plan,
) -> Result<Option<RunReport>, Failure> {
    let was_looked_at = !plan.tables.ownership.is_empty();
    match was_looked_at && plan.awaited.is_empty() && history.head.is_some() {
        true => Ok(migrator.conclude(options, history, plan)?),
        false => Ok(None),
    }
}

/// Carries out a plan that was kept in a file.
async fn run_saved(path: &Path, args: &UpArgs, session: &Session) -> Result<Exit, Failure> {
    let saved = read_plan(path)?;
    let migrator = session.migrator()?;
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    // Nobody is asked to agree to a plan that does not hold any more.
    let mut options = args.limits.limit(UpOptions::new());
    options.no_pitr.clone_from(&args.recovery.no_pitr);
    options.check_items = args.items.check();
    let plan = migrator.plan_saved(&saved, &options).await?;
    if session.is_dry_run() {
        return super::plan::show_tried(session, &migrator, plan, account, Some(args.trial)).await;
    }
    let preview = Preview {
        plan,
        account,
        concluded: None,
    };
    let agreed = preview.agree(session)?;
    let mut options = options.saved(saved).consent(agreed.consent);
    options.agreed = agreed.plan;
    options.check_items = found(&preview.plan);
    let run = migrator.up_with(&options).await?;
    carry_out::finish(session, &migrator, &preview, run).await
}

/// What a look at the items found that the plan was made with: the run does not look again.
fn found(plan: &Plan) -> CheckItems {
    let found = plan
        .tables
        .steps
        .iter()
        .filter_map(|step| step.items.clone());
    CheckItems::Found(found.collect())
}

/// Whether a plan was refused for a migration that was started and has not ended.
fn looks_interrupted(code: Code) -> bool {
    matches!(code, Code::ManualDecision | Code::EditedWhileRunning)
}

async fn is_held(migrator: &Migrator) -> Result<bool, Failure> {
    Ok(migrator.lock().await?.is_some_and(|lock| lock.is_held()))
}

/// Nothing to do, by one request: the summary says that all that is linked is settled.
async fn settled(session: &Session, migrator: &Migrator, head: &Head) -> Result<Exit, Failure> {
    if session.is_json() {
        let report = match report::settled(migrator.registry(), head) {
            Some(report) => report,
            // Which ones are baselined or skipped is not in the summary.
            None => migrator.status().await?,
        };
        Document::new(session, Some(&head.account))
            .report(report)
            .print(session.shell())?;
    }
    let applied = migrator
        .registry()
        .all()
        .len()
        .saturating_sub((head.baselined + head.skipped) as usize);
    let counts = [
        ("applied", applied),
        ("baselined", head.baselined as usize),
        ("skipped", head.skipped as usize),
    ];
    let nothing = carry_out::nothing_to_do(&counts) + &declared_tables::not_looked_at(migrator);
    session.shell().result(&nothing)?;
    Ok(Exit::DONE)
}
