use std::path::PathBuf;
use std::time::Duration;

use dynamig::settings::{Engine, Layer};

use super::Format;
use super::consent::ConsentFlags;
use super::values::duration;
use crate::failure::Failure;

const TARGET: &str = "Target (flags before DYNAMIG_* before dynamig.toml before AWS_*)";
const RUN: &str = "Run";
pub(super) const CONSENT: &str = "Consent";

/// The flags of every command.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Global {
    /// The environment: `[env.NAME]` of dynamig.toml
    #[arg(long, global = true, value_name = "NAME", help_heading = TARGET)]
    pub(crate) env: Option<String>,

    /// The embedded engine, on a file under target/dynamig/
    #[arg(long, global = true, help_heading = TARGET)]
    pub(crate) local: bool,

    /// Another engine that speaks DynamoDB's protocol
    #[arg(long, global = true, value_name = "URL", help_heading = TARGET)]
    pub(crate) endpoint_url: Option<String>,

    /// The AWS region
    #[arg(long, global = true, value_name = "REGION", help_heading = TARGET)]
    pub(crate) region: Option<String>,

    /// The profile of the AWS configuration files
    #[arg(long, global = true, value_name = "NAME", help_heading = TARGET)]
    pub(crate) aws_profile: Option<String>,

    /// What stands in front of each table's name
    #[arg(long, global = true, value_name = "PREFIX", help_heading = TARGET)]
    pub(crate) table_prefix: Option<String>,

    /// How long the lock holds without being renewed
    #[arg(long, global = true, value_name = "DURATION", value_parser = duration, help_heading = RUN)]
    pub(crate) lease: Option<Duration>,

    /// How long to wait for a lock that its holder keeps renewing, then exit 5; default: as long as that takes
    #[arg(long, global = true, value_name = "DURATION", value_parser = duration, help_heading = RUN)]
    pub(crate) lock_timeout: Option<Duration>,

    /// How long the command may take, then it stops cleanly with 75: run it again
    #[arg(long, global = true, value_name = "DURATION", value_parser = duration, help_heading = RUN)]
    pub(crate) deadline: Option<Duration>,

    /// Say what would be done, and write nothing
    #[arg(long, global = true, help_heading = RUN)]
    pub(crate) dry_run: bool,

    /// Refuse where dynamig.lock would have to change; the default under CI and on a protected target
    #[arg(long, global = true, help_heading = RUN)]
    pub(crate) locked: bool,

    /// Tables of definition files (EDN, JSON) in this directory, besides those that are linked
    #[arg(id = "definition_files", long = "tables", global = true, value_name = "DIR", help_heading = RUN)]
    pub(crate) tables: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) consent: ConsentFlags,

    /// One JSON document on stdout; short for `--format json`
    #[arg(long, global = true, help_heading = OUTPUT)]
    json: bool,

    /// The form of what is written to stdout
    #[arg(long, global = true, value_name = "FORMAT", help_heading = OUTPUT)]
    format: Option<Format>,
}

const OUTPUT: &str = "Output";

impl Global {
    /// The form of what is written to stdout.
    pub(crate) fn format(&self) -> Format {
        match self.format {
            Some(format) => format,
            None if self.json => Format::Json,
            None => Format::Human,
        }
    }

    /// As if `--local` were given, where no environment is named.
    pub(crate) fn on_the_embedded_engine(self) -> Self {
        Self {
            local: self.local || self.env.is_none(),
            ..self
        }
    }

    /// Refuses flags that contradict each other: clap does not see those before and after the command together.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        if self.local && self.endpoint_url.is_some() {
            return Err(
                Failure::usage("`--local` and `--endpoint-url` name two engines")
                    .hint("give one of them"),
            );
        }
        if self.json && self.format.is_some_and(|format| format != Format::Json) {
            return Err(
                Failure::usage("`--json` and `--format` name two formats").hint("give one of them")
            );
        }
        Ok(())
    }

    /// What these flags say of the settings.
    pub(crate) fn layer(&self) -> Layer {
        let mut layer = Layer::default();
        layer.environment.clone_from(&self.env);
        layer.engine = match &self.endpoint_url {
            Some(url) => Some(Engine::Endpoint(url.clone())),
            None => self.local.then_some(Engine::Embedded),
        };
        layer.region.clone_from(&self.region);
        layer.aws_profile.clone_from(&self.aws_profile);
        layer.table_prefix.clone_from(&self.table_prefix);
        layer.lease = self.lease;
        layer.lock_timeout = self.lock_timeout;
        layer
    }
}
