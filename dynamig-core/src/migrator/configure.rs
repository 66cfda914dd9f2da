use std::sync::Arc;

use aws_sdk_dynamodb::Client;

use crate::cancellation::Cancellation;
use crate::clock::Clock;
use crate::error::Error;
use crate::event::{Event, Events, trace};
use crate::history::Store;
use crate::identity::Identity;
use crate::meta::{MetaAddress, MetaClient};
use crate::plan::{ItemRuns, Protection, Target};
use crate::random::Random;
use crate::registry::Registry;
use crate::runner::Redact;
use crate::settings::Settings;

/// Plans and runs migrations in one environment.
///
/// Works with any client of the SDK's, and starts no task of its own: dropping the future of a call ends everything
/// that it does. Cheap to clone.
///
/// ```no_run
/// use dynamig::{Migrator, Settings};
///
/// # async fn start(client: aws_sdk_dynamodb::Client) -> Result<(), dynamig::Error> {
/// let settings = Settings::new("shop")?;
/// let report = Migrator::new(client, settings)?.up().await?;
/// println!("{} migrations applied", report.done.len());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Migrator {
    pub(super) client: Client,
    pub(super) settings: Arc<Settings>,
    pub(super) registry: Arc<Registry>,
    pub(super) events: Events,
    pub(super) clock: Clock,
    pub(super) random: Random,
    pub(super) identity: Identity,
    pub(super) redact: Redact,
    pub(super) cancellation: Cancellation,
    #[cfg(feature = "autoscaling")]
    pub(super) scaling: Option<aws_sdk_applicationautoscaling::Client>,
}

impl Migrator {
    /// For the migrations that are linked into this program, without those of packages that the settings give to
    /// other namespaces.
    ///
    /// # Errors
    /// Everything that [`Registry::linked_except`] refuses.
    pub fn new(client: Client, settings: Settings) -> Result<Self, Error> {
        let registry = Registry::linked_except(settings.foreign_packages())?;
        Ok(Self::with_registry(client, settings, registry))
    }

    /// For the migrations of a registry of one's own.
    #[must_use]
    pub fn with_registry(client: Client, settings: Settings, registry: Registry) -> Self {
        let mut identity = Identity::of_this_process();
        if let Some(actor) = settings.actor() {
            actor.clone_into(&mut identity.actor);
        }
        Self {
            client,
            settings: Arc::new(settings),
            registry: Arc::new(registry),
            events: Events::to(trace),
            clock: Clock::system(),
            random: Random::from_entropy(),
            identity,
            redact: Redact::nothing(),
            cancellation: Cancellation::new(),
            #[cfg(feature = "autoscaling")]
            scaling: None,
        }
    }

    /// Sends events there, instead of to [`tracing`].
    #[must_use]
    pub fn with_events(mut self, sink: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        self.events = Events::to(sink);
        self
    }

    /// Takes out of errors of migrations what must not be stored or shown, before they are.
    #[must_use]
    pub fn with_redact(mut self, redact: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.redact = Redact::with(redact);
        self
    }

    /// Stops when this is cancelled.
    #[must_use]
    pub fn with_cancellation(mut self, cancellation: Cancellation) -> Self {
        self.cancellation = cancellation;
        self
    }

    /// Asks Application Auto Scaling with this client whether it sets the capacity of a declared table that is
    /// provisioned: that capacity is then not compared. Without it, a plan says that nobody asked.
    ///
    /// # Cost
    /// One request for up to 50 tables and indexes whose capacity is declared; none where there is none. Needs
    /// `application-autoscaling:DescribeScalableTargets`.
    #[cfg(feature = "autoscaling")]
    #[must_use]
    pub fn with_scaling(mut self, client: aws_sdk_applicationautoscaling::Client) -> Self {
        self.scaling = Some(client);
        self
    }

    /// Uses another clock than the machine's: for tests.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Uses a seeded source of randomness: for tests.
    #[must_use]
    pub fn with_random(mut self, random: Random) -> Self {
        self.random = random;
        self
    }

    /// Acts as another process than this one seems to be: what the lock, the rows and the audit log say of who ran. It
    /// comes before the actor of the settings, and it alone can name the version of the package.
    #[must_use]
    pub fn with_identity(mut self, identity: Identity) -> Self {
        self.identity = identity;
        self
    }

    /// The migrations that it knows.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The settings that it works by.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(super) fn store(&self) -> Store {
        Store::new(self.meta_client(), self.address())
    }

    pub(super) fn meta_client(&self) -> MetaClient {
        MetaClient::new(&self.client, self.settings.attempt_timeout_data_plane())
    }

    /// Creating and deleting tables takes longer than reading a row.
    pub(super) fn control_client(&self) -> MetaClient {
        MetaClient::new(&self.client, self.settings.attempt_timeout_control_plane())
    }

    pub(super) fn address(&self) -> MetaAddress {
        let settings = &self.settings;
        MetaAddress::new(
            settings.meta_table_name(),
            settings.lock_table_name(),
            settings.namespace(),
        )
    }

    pub(super) fn target(&self) -> Target {
        Target {
            environment: self.settings.environment().map(str::to_owned),
            protection: match self.settings.is_protected() {
                true => Protection::Protected,
                false => Protection::Unprotected,
            },
            items: ItemRuns::Run,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::Migrator;
    use crate::plan::DownSelection;
    use crate::{DownOptions, Registry, Settings};

    /// What a caller's own future holds while it awaits one of ours. A build without optimisation copies it into the
    /// stack frame of every caller above, and a test's thread has 2 MB of stack.
    #[test]
    fn the_futures_of_a_migrator_are_small() {
        let client = aws_sdk_dynamodb::Client::from_conf(
            aws_sdk_dynamodb::Config::builder()
                .behavior_version_latest()
                .build(),
        );
        let settings = Settings::new("small").unwrap();
        let migrator = Migrator::with_registry(client, settings, Registry::empty());
        let down = DownOptions::new(DownSelection::All);
        let sizes = [
            ("up", size_of_val(&migrator.up())),
            ("down", size_of_val(&migrator.down(&down))),
            ("status", size_of_val(&migrator.status())),
        ];
        for (name, size) in sizes {
            assert!(size <= 4096, "{name} takes {size} bytes");
        }
    }
}
