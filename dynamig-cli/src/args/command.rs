use std::path::Path;

use crate::commands::{
    baseline, completions, contract, diff, doctor, down, files, fresh, history, iam_policy,
    item_run, local, lock, mark, meta, observe, plan, pull, redo, repair, reset, retry, show,
    status, up, verify, wait,
};
use crate::output::ProgressForm;

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Apply pending migrations
    Up(up::UpArgs),
    /// Take away from tables what is no longer wanted
    Contract(contract::ContractArgs),
    /// Undo applied migrations, the last applied first
    Down(down::DownArgs),
    /// Undo one migration, the last applied where none is named, and apply it again
    Redo(redo::RedoArgs),
    /// Undo every applied migration, and apply all again
    Reset(reset::ResetArgs),
    /// Begin anew: forget everything that was applied, and apply all (unprotected targets only)
    Fresh(fresh::FreshArgs),
    /// Show what `up` would do
    Plan(plan::PlanArgs),
    /// Show in what the declared tables differ from what is there
    Diff(diff::DiffArgs),
    /// Take down the history and the tables in a file, for `plan --state` and `diff --state`; never builds
    Observe(observe::ObserveArgs),
    /// Show where every migration stands
    Status(status::StatusArgs),
    /// Show what is recorded, and the audit log; never builds
    History(history::HistoryArgs),
    /// Show everything that is recorded of one migration, or of one table; never builds
    Show(show::ShowArgs),
    /// Record what you know of a migration, without running anything
    Mark(mark::MarkArgs),
    /// Record pending migrations as done, for an environment that already is as they would make it
    Baseline(baseline::BaselineArgs),
    /// Accept migrations that were edited after they were applied
    Repair(repair::RepairArgs),
    /// Show or release the lock; never builds
    #[command(subcommand)]
    Lock(lock::LockCommand),
    /// Create, delete or print the table of the history; never builds
    #[command(subcommand)]
    Meta(meta::MetaCommand),
    /// Print the least that AWS has to allow, for what is pending now
    IamPolicy(iam_policy::IamPolicyArgs),
    /// Wait until somebody has applied a migration; never builds
    Wait(wait::WaitArgs),
    /// Have an item migration wait; never builds
    Pause(item_run::PauseArgs),
    /// Have a paused or cancelled item migration go on; never builds
    Resume(item_run::ResumeArgs),
    /// End an item migration as far as it is; never builds
    Cancel(item_run::CancelArgs),
    /// Change the rates of an item migration; never builds
    Throttle(item_run::ThrottleArgs),
    /// Look at the items again: which ones would an item migration still change?
    Verify(verify::VerifyArgs),
    /// Try the items again that an item migration went past
    Retry(retry::RetryArgs),
    /// Write live tables as declarations; never builds
    Pull(pull::PullArgs),
    /// Look for what is wrong here; never builds
    Doctor(doctor::DoctorArgs),
    /// Serve the embedded engine's file to other programs until stopped; never builds
    Local(local::LocalArgs),
    #[command(flatten)]
    Files(files::FileCommand),
    /// Print completions for a shell
    Completions(completions::CompletionsArgs),
}

/// What a command does to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// It only reads, and creates nothing.
    Reads,
    /// It may write.
    Writes,
}

impl Command {
    /// Whether it may write to the target. With `--dry-run` nothing does.
    pub(crate) fn access(&self) -> Access {
        match self {
            Self::Up(_)
            | Self::Contract(_)
            | Self::Down(_)
            | Self::Redo(_)
            | Self::Reset(_)
            | Self::Fresh(_)
            | Self::Mark(_)
            | Self::Baseline(_)
            | Self::Repair(_)
            | Self::Local(_)
            | Self::Pause(_)
            | Self::Resume(_)
            | Self::Cancel(_)
            | Self::Throttle(_)
            | Self::Retry(_)
            | Self::Lock(lock::LockCommand::Release(_))
            | Self::Meta(meta::MetaCommand::Create(_) | meta::MetaCommand::Destroy(_)) => {
                Access::Writes
            }
            Self::Plan(_)
            | Self::Diff(_)
            | Self::Observe(_)
            | Self::Status(_)
            | Self::IamPolicy(_)
            | Self::History(_)
            | Self::Show(_)
            | Self::Lock(lock::LockCommand::Show(_))
            | Self::Meta(meta::MetaCommand::Template(_))
            | Self::Wait(_)
            | Self::Verify(_)
            | Self::Pull(_)
            | Self::Doctor(_)
            | Self::Files(_)
            | Self::Completions(_) => Access::Reads,
        }
    }

    /// Whether it works with tables of definition files that nothing links.
    pub(crate) fn takes_tables(&self) -> bool {
        matches!(
            self,
            Self::Up(_)
                | Self::Plan(_)
                | Self::Diff(_)
                | Self::Status(_)
                | Self::Observe(_)
                | Self::Contract(_)
                | Self::Baseline(_)
                | Self::IamPolicy(_)
        )
    }

    /// Whether its result has a form for pull requests.
    pub(crate) fn has_markdown(&self) -> bool {
        matches!(self, Self::Plan(_) | Self::Diff(_) | Self::Status(_))
    }

    /// How it is told how far item migrations are.
    pub(crate) fn progress(&self) -> ProgressForm {
        match self {
            Self::Up(args) => args.progress.form(),
            Self::Down(args) => args.progress.form(),
            Self::Redo(args) => args.progress.form(),
            _ => ProgressForm::default(),
        }
    }

    /// The saved state that stands for the target: nothing is connected to then.
    pub(crate) fn state(&self) -> Option<&Path> {
        match self {
            Self::Plan(args) => args.state(),
            Self::Diff(args) => args.state(),
            _ => None,
        }
    }
}
