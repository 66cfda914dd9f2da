/// Whether item migrations may do without recovery.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct NoPitrArgs {
    /// Run item migrations on a protected target though the point-in-time recovery of their tables is off; the audit log
    /// keeps why
    #[arg(long, value_name = "REASON", help_heading = "Items")]
    pub(crate) no_pitr: Option<String>,
}
