use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex};

use super::fence::{Fence, FenceParts};
use super::tables::TablesInner;
use super::{Grant, Requests};
use crate::cancellation::Cancellation;
use crate::error::Error;
use crate::event::{Event, Events};
use crate::meta::MetaAddress;
use crate::migration::{Direction, Migration, MigrationId};
use crate::settings::Settings;

/// What a migration receives: a client that is fenced by the lease, the names of the tables, and ways to remember.
///
/// Cheap to clone, and may be sent to other tasks. When the migration has ended, its client sends nothing more.
///
/// A migration must be safe to run again from its start: DynamoDB has no transaction around it, and a process can die
/// between any two of its requests. [`step`](Self::step) and [`transact`](Self::transact) help with that.
#[derive(Clone)]
pub struct Context(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) parts: Parts,
    pub(super) id: MigrationId,
    pub(super) fence: Fence,
    requests: Requests,
    pub(super) client: aws_sdk_dynamodb::Client,
    pub(super) steps: Mutex<HashSet<String>>,
    pub(super) committed: std::sync::atomic::AtomicBool,
    /// What tables are changed with, and what was done to them; made when first asked for.
    pub(super) tables: std::sync::OnceLock<TablesInner>,
}

/// What a context is made of.
pub(crate) struct Parts {
    pub(crate) client: aws_sdk_dynamodb::Client,
    pub(crate) cancellation: Cancellation,
    pub(crate) settings: Arc<Settings>,
    /// The tables that are declared dropped and not there, by their logical names.
    pub(crate) dropped: Arc<BTreeSet<String>>,
    pub(crate) events: Events,
    pub(crate) direction: Direction,
    pub(crate) grant: Grant,
}

impl Context {
    /// The context of a migration, which may not name dynamig's own tables, at this address.
    pub(crate) fn new(migration: &Migration, own: &MetaAddress, parts: Parts) -> Self {
        let settings = &parts.settings;
        let real = |name: &String| settings.real_name(name);
        let requests = Requests::default();
        let fence = Fence::new(FenceParts {
            permit: parts.grant.permit(),
            cancellation: parts.cancellation.clone(),
            touches: migration
                .touches()
                .map(|tables| tables.iter().map(real).collect()),
            own_tables: own.tables().into_iter().map(str::to_owned).collect(),
            data_attempt: settings.attempt_timeout_data_plane(),
            control_attempt: settings.attempt_timeout_control_plane(),
            requests: requests.clone(),
        });
        Self(Arc::new(Inner {
            id: migration.id().clone(),
            client: fence.client(&parts.client),
            fence,
            requests,
            parts,
            steps: Mutex::default(),
            committed: std::sync::atomic::AtomicBool::new(false),
            tables: std::sync::OnceLock::new(),
        }))
    }

    /// The caller's client, fenced: right before each request is sent, it is refused when the lease is running out,
    /// when the run was cancelled, or when the migration has ended. A refusal is a dispatch failure that is not
    /// retried; the cause says why.
    ///
    /// Calls that are made with other clients cannot be fenced.
    #[must_use]
    pub fn client(&self) -> &aws_sdk_dynamodb::Client {
        &self.0.client
    }

    /// The real name of a table in this environment, from its logical name; none for a table that is declared dropped
    /// where it is gone, or never was: in a fresh environment. Until `contract` has deleted it there is something in it to
    /// be copied, and it has its name.
    ///
    /// Fits the SDK's setters: `cx.client().scan().set_table_name(cx.table("customers"))`. A name that AWS would
    /// refuse in this environment is given as it is, for AWS to refuse by name.
    #[must_use]
    pub fn table(&self, logical: &str) -> Option<String> {
        let parts = &self.0.parts;
        (!parts.dropped.contains(logical)).then(|| parts.settings.real_name(logical))
    }

    /// The name of the environment, where one is named.
    #[must_use]
    pub fn env(&self) -> Option<&str> {
        self.0.parts.settings.environment()
    }

    /// The id of the migration that runs.
    #[must_use]
    pub fn id(&self) -> &MigrationId {
        &self.0.id
    }

    /// Whether the run was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.parts.cancellation.is_cancelled()
    }

    /// Waits until the run is asked to stop, for `select!` in loops that wait for something themselves.
    pub async fn cancelled(&self) {
        self.0.parts.cancellation.cancelled().await;
    }

    /// Tells whoever watches how far it is, in a few words and without values of items.
    pub fn progress(&self, message: impl Into<String>) {
        self.0.parts.events.emit(Event::Progress {
            id: self.id().clone(),
            message: message.into(),
        });
    }

    /// The requests that went out through [`client`](Self::client) so far.
    #[must_use]
    pub fn requests(&self) -> &Requests {
        &self.0.requests
    }
}

impl Context {
    /// Refuses a table by its real name, as the client does: dynamig's own, and what the migration does not touch.
    pub(crate) fn check_table(&self, real: &str) -> Result<(), Error> {
        let named = BTreeSet::from([real.to_owned()]);
        let checked = self.0.fence.check_names(&named);
        checked.map_err(|refused| Error::new(refused.code(), refused.to_string()))
    }

    /// Its migration has ended: a clone that was kept sends nothing more.
    pub(crate) fn end(&self) {
        self.0.fence.end();
    }

    /// Waits until no request of its migration can still take effect: where one has no answer, an attempt time-out.
    pub(crate) async fn quiet(&self) {
        self.0.fence.quiet().await;
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("id", &format_args!("{}", self.id()))
            .finish_non_exhaustive()
    }
}
