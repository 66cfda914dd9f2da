use super::Status;

/// What may happen to a migration's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Command {
    /// The lease holder starts its function.
    Start,
    /// Its function returned.
    Finish,
    /// Its function returned an error, panicked or was interrupted.
    Fail,
    /// The lease holder starts its down.
    StartDown,
    /// Its down returned.
    FinishDown,
    /// Its down returned an error, panicked or was interrupted.
    FailDown,
    /// The lease holder starts the down of an item migration.
    StartReverting,
    /// A person has an item migration wait.
    Pause,
    /// A person has an item migration end, and stay as far as it is.
    Cancel,
    /// A person has a paused, cancelled or failed item migration go on.
    Resume,
    /// It is not meant for this environment.
    Skip,
    /// An existing environment is adopted.
    Baseline,
    /// A linked revision above the recorded one is accepted, or its function was renamed.
    Accept,
    /// A person says that it is applied.
    MarkApplied,
    /// A person says that it is reverted.
    MarkReverted,
    /// A person says that it is skipped.
    MarkSkipped,
    /// A person has the row removed.
    MarkForgotten,
}

impl Command {
    /// Every command.
    pub const ALL: [Self; 17] = [
        Self::Start,
        Self::Finish,
        Self::Fail,
        Self::StartDown,
        Self::FinishDown,
        Self::FailDown,
        Self::StartReverting,
        Self::Pause,
        Self::Cancel,
        Self::Resume,
        Self::Skip,
        Self::Baseline,
        Self::Accept,
        Self::MarkApplied,
        Self::MarkReverted,
        Self::MarkSkipped,
        Self::MarkForgotten,
    ];

    /// The command as the audit log names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Finish => "finish",
            Self::Fail => "fail",
            Self::StartDown => "start-down",
            Self::FinishDown => "finish-down",
            Self::FailDown => "fail-down",
            Self::StartReverting => "start-reverting",
            Self::Pause => "pause",
            Self::Cancel => "cancel",
            Self::Resume => "resume",
            Self::Skip => "skip",
            Self::Baseline => "baseline",
            Self::Accept => "accept",
            Self::MarkApplied => "mark-applied",
            Self::MarkReverted => "mark-reverted",
            Self::MarkSkipped => "mark-skipped",
            Self::MarkForgotten => "mark-forgotten",
        }
    }
}

/// What a command leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum After {
    /// A row in this state.
    State(Status),
    /// No row.
    Nothing,
}

/// The one table of what may follow what: `None` as the state is a migration without a
/// row, and an answer of `None` is a change that nobody may make.
#[must_use]
pub fn transition(from: Option<&Status>, command: Command) -> Option<After> {
    use Command as C;
    use Status as S;
    let to = match (from, command) {
        // The holder of the lease starts what is pending, what an earlier holder left running, and what failed.
        (None | Some(S::Running | S::Failed | S::Reverted), C::Start) => S::Running,
        // Only what was started ends.
        (Some(S::Running), C::Finish) => S::Applied,
        (Some(S::Running), C::Fail) => S::Failed,
        // A one-shot migration counts as applied until its down is done, also where that fails.
        (Some(S::Applied), C::StartDown | C::FailDown) => S::Applied,
        (Some(S::Applied), C::FinishDown) => S::Reverted,
        // What was recorded without running is reverted like what ran: its down meets what it would have made.
        (Some(S::Baselined), C::StartDown | C::FailDown) => S::Baselined,
        (Some(S::Baselined), C::FinishDown) => S::Reverted,
        // An item migration does not count as applied once its down has begun, which may be from half way up.
        (
            Some(S::Applied | S::Baselined | S::Failed | S::Cancelled | S::Reverting),
            C::StartReverting,
        ) => S::Reverting,
        (Some(S::Reverting), C::FinishDown) => S::Reverted,
        (Some(S::Reverting), C::FailDown) => S::Reverting,
        (Some(S::Running | S::Failed), C::Pause) => S::Paused,
        (Some(S::Running | S::Failed | S::Paused), C::Cancel) => S::Cancelled,
        (Some(S::Paused | S::Cancelled), C::Resume) => S::Running,
        // A skipped migration did nothing, so nothing is run to undo it.
        (Some(S::Skipped), C::FinishDown) => S::Reverted,
        // Only what never ran, or was undone, is skipped or baselined.
        (None | Some(S::Reverted), C::Skip) => S::Skipped,
        (None | Some(S::Reverted), C::Baseline) => S::Baselined,
        // Accepting an edit, or a new name, changes no state.
        (Some(S::Applied), C::Accept) => S::Applied,
        (Some(S::Baselined), C::Accept) => S::Baselined,
        (Some(S::Skipped), C::Accept) => S::Skipped,
        (Some(S::Reverted), C::Accept) => S::Reverted,
        (Some(S::Failed), C::Accept) => S::Failed,
        (Some(S::Running), C::Accept) => S::Running,
        // A person who has looked may settle anything that this release understands.
        (
            None
            | Some(
                S::Running
                | S::Paused
                | S::Cancelled
                | S::Failed
                | S::Reverting
                | S::Reverted
                | S::Baselined
                | S::Skipped,
            ),
            C::MarkApplied,
        ) => S::Applied,
        (
            Some(
                S::Running
                | S::Paused
                | S::Cancelled
                | S::Failed
                | S::Applied
                | S::Reverting
                | S::Baselined
                | S::Skipped,
            ),
            C::MarkReverted,
        ) => S::Reverted,
        (None | Some(S::Running | S::Failed | S::Reverted), C::MarkSkipped) => S::Skipped,
        // Also what it does not understand: that is what forgetting is for.
        (Some(_), C::MarkForgotten) => return Some(After::Nothing),
        _ => return None,
    };
    Some(After::State(to))
}
