use super::global::CONSENT;

/// What the caller agrees to beforehand.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ConsentFlags {
    /// Answer every question with yes, except for consent to break or destroy
    #[arg(long, short = 'y', global = true, help_heading = CONSENT)]
    pub(crate) yes: bool,

    /// Agree to steps that may break or destroy something; a protected target needs `--confirm` too
    #[arg(long, global = true, value_name = "HAZARD", help_heading = CONSENT)]
    pub(crate) allow: Option<Allow>,

    /// Name the protected target that the consent is for: its environment
    #[arg(long, global = true, value_name = "ENV", help_heading = CONSENT)]
    pub(crate) confirm: Option<String>,
}

/// How much is agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(crate) enum Allow {
    /// What may break readers or writers
    Breaking,
    /// What loses data, or may; includes breaking
    Destructive,
}

impl From<Allow> for dynamig::Consent {
    fn from(allow: Allow) -> Self {
        match allow {
            Allow::Breaking => Self::Breaking,
            Allow::Destructive => Self::Destructive,
        }
    }
}
