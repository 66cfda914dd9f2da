use crate::output::ProgressForm;

/// How it is told how far item migrations are.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ProgressArgs {
    /// Tell how far item migrations are in lines of JSON on stderr, one a second; with `--json` nothing else is there but
    /// an error
    #[arg(long)]
    json_progress: bool,
}

impl ProgressArgs {
    pub(crate) fn form(&self) -> ProgressForm {
        match self.json_progress {
            true => ProgressForm::JsonLines,
            false => ProgressForm::Words,
        }
    }
}
