/// The form of what a command writes to stdout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Human,
    /// One JSON document.
    Json,
    /// A table for a pull request: `plan` and `status` have one.
    Markdown,
}
