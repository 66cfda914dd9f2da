use std::num::NonZeroUsize;

use dynamig::plan::{DownSelection, Selection};

use super::values::count;

/// Which of the pending migrations; without any of these, all. An ID is `VERSION_name`, or the version or the name alone.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(multiple = false)]
pub(crate) struct SelectionArgs {
    /// Every pending migration up to this one
    #[arg(long, value_name = "ID", help_heading = SELECTION)]
    to: Option<String>,

    /// Every pending migration below this one
    #[arg(long, value_name = "ID", help_heading = SELECTION)]
    before: Option<String>,

    /// The next N pending migrations
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true, help_heading = SELECTION)]
    steps: Option<NonZeroUsize>,

    /// This one alone
    #[arg(long, value_name = "ID", help_heading = SELECTION)]
    only: Option<String>,
}

/// Which of the applied migrations, the last applied first. An ID is `VERSION_name`, or the version or the name alone.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct DownSelectionArgs {
    /// Those applied after this one, which stays applied
    #[arg(long, value_name = "ID", help_heading = SELECTION)]
    to: Option<String>,

    /// This one, and those applied after it
    #[arg(long, value_name = "ID", help_heading = SELECTION)]
    before: Option<String>,

    /// The last N applied
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true, help_heading = SELECTION)]
    steps: Option<NonZeroUsize>,

    /// This one alone
    #[arg(long, value_name = "ID", help_heading = SELECTION)]
    only: Option<String>,

    /// Everything that is applied
    #[arg(long, help_heading = SELECTION)]
    all: bool,
}

const SELECTION: &str = "Selection";

impl SelectionArgs {
    pub(crate) fn selection(&self) -> Selection {
        let Self {
            to,
            before,
            steps,
            only,
        } = self;
        match (to, before, steps, only) {
            (Some(id), ..) => Selection::To(id.clone()),
            (_, Some(id), ..) => Selection::Before(id.clone()),
            (_, _, Some(steps), _) => Selection::Steps(*steps),
            (.., Some(id)) => Selection::Only(id.clone()),
            (None, None, None, None) => Selection::All,
        }
    }
}

impl DownSelectionArgs {
    pub(crate) fn selection(&self) -> DownSelection {
        let Self {
            to,
            before,
            steps,
            only,
            all: _,
        } = self;
        match (to, before, steps, only) {
            (Some(id), ..) => DownSelection::To(id.clone()),
            (_, Some(id), ..) => DownSelection::Before(id.clone()),
            (_, _, Some(steps), _) => DownSelection::Steps(*steps),
            (.., Some(id)) => DownSelection::Only(id.clone()),
            // One of them is required, so it is `--all`.
            (None, None, None, None) => DownSelection::All,
        }
    }
}
