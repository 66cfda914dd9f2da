//! What happens, told as facts to whoever wants to know.

mod trace;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::item_check::{ItemCheck, ReadUnits};
use crate::migration::{Direction, MigrationId};
use crate::plan::tables::NoteKind;
use crate::rewrite::ItemProgress;
use crate::table::ChangingPart;

pub use trace::trace;

/// Something that has happened. The words are the receiver's: core prints nothing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// The meta table was created, and is ready.
    MetaTableCreated {
        /// Its real name.
        table: String,
    },
    /// Another process holds the lock, and this one waits for it.
    LockAwaited {
        /// Who holds it.
        actor: String,
        /// On which host.
        host: String,
        /// In which process.
        pid: u32,
        /// What for, for example `up`.
        run: String,
        /// How long it may be silent before the lock can be taken.
        lease: Duration,
    },
    /// The lock was taken.
    LockAcquired {
        /// Its generation now.
        generation: u64,
        /// How long that took.
        waited: Duration,
    },
    /// The lock was once released by force: whoever held it may still be at work, so this process waits.
    QuarantineStarted {
        /// For how long.
        wait: Duration,
    },
    /// A migration's function was started.
    MigrationStarted {
        /// Which.
        id: MigrationId,
        /// Its up or its down.
        direction: Direction,
        /// The number of its step, from 1.
        n: usize,
        /// The number of steps of the run.
        of: usize,
        /// How often it was started, this time included.
        attempt: u64,
        /// Whether a migration with a higher version was applied before it.
        late: bool,
    },
    /// A migration says how far it is.
    Progress {
        /// Which.
        id: MigrationId,
        /// In its own words.
        message: String,
    },
    /// A migration's function returned, and that is recorded.
    MigrationFinished {
        /// Which.
        id: MigrationId,
        /// Its up or its down.
        direction: Direction,
        /// The number of its step, from 1.
        n: usize,
        /// The number of steps of the run.
        of: usize,
        /// How long its function ran.
        elapsed: Duration,
        /// How many requests it sent through its client.
        requests: u64,
    },
    /// A migration's function failed, and that is recorded where the lease was still held.
    MigrationFailed {
        /// Which.
        id: MigrationId,
        /// Its up or its down.
        direction: Direction,
        /// What it failed with, redacted and cut.
        error: String,
        /// How long its function ran.
        elapsed: Duration,
    },
    /// A migration's row was changed without running anything.
    MigrationRecorded {
        /// Which.
        id: MigrationId,
        /// What was recorded, for example `skip`.
        action: &'static str,
        /// The number of its step, from 1.
        n: usize,
        /// The number of steps of the run.
        of: usize,
        /// Why.
        note: Option<String>,
    },
    /// An item migration goes through its table, from the beginning or from its checkpoints.
    ItemsStarted {
        /// Which.
        id: MigrationId,
        /// Its up or its down.
        direction: Direction,
        /// The table's logical name.
        table: String,
        /// How far earlier processes came; all zero at the beginning.
        progress: ItemProgress,
    },
    /// An item migration whose writes are deferred calls its function for every item, and writes nothing to any table.
    ItemsCollecting {
        /// Which.
        id: MigrationId,
        /// Where on this machine what it answers waits: as large as the items that change, and deleted when they are written.
        directory: PathBuf,
    },
    /// Its function has been called for every item; from now on what it answered is written.
    ItemsCollected {
        /// Which.
        id: MigrationId,
        /// About how many items there is something to write.
        answers: u64,
        /// How large that is on the disk.
        bytes: u64,
    },
    /// How far an item migration is. Every second.
    ItemsProgressed {
        /// Which.
        id: MigrationId,
        /// How far.
        progress: ItemProgress,
    },
    /// An item migration has dealt with every item, and that is recorded.
    ItemsFinished {
        /// Which.
        id: MigrationId,
        /// Its up or its down.
        direction: Direction,
        /// What it came to.
        progress: ItemProgress,
    },
    /// A person had an item migration pause, go on, or end.
    ItemsWished {
        /// Which.
        id: MigrationId,
        /// `pause`, `resume` or `cancel`.
        wish: &'static str,
    },
    /// An item migration failed, and that is recorded. What it has done is checkpointed.
    ItemsFailed {
        /// Which.
        id: MigrationId,
        /// Its up or its down.
        direction: Direction,
        /// What it failed with, redacted and cut.
        error: String,
    },
    /// A part of the items of a table was looked at: for indexes that are to be made, or to try out or verify an item
    /// migration. Every 10 seconds.
    ItemsLookedAt {
        /// The table's logical name.
        table: String,
        /// How many by now.
        items: u64,
        /// What that consumed.
        read_units: ReadUnits,
        /// How long it took.
        elapsed: Duration,
    },
    /// All items of a table were looked at, for an index that is to be made.
    ItemsChecked(Box<ItemCheck>),
    /// A table is still changing, and the run waits for it.
    TableAwaited {
        /// Its logical name.
        table: String,
        /// What of it is changing.
        part: ChangingPart,
        /// Its state, as DynamoDB names it.
        state: String,
        /// For how long by now.
        since: Duration,
    },
    /// Something about a declared table that stops nothing.
    TableNoted {
        /// What it is about.
        kind: NoteKind,
        /// A sentence.
        message: String,
    },
    /// A table was changed, and has settled.
    TableChanged {
        /// Its logical name.
        table: String,
        /// What was done, in words.
        detail: String,
        /// The number of its step, from 1.
        n: usize,
        /// The number of steps of the run.
        of: usize,
        /// How long it took, the waiting included.
        elapsed: Duration,
    },
    /// A table was managed, and is left alone from now on: it is no longer declared.
    TableReleased {
        /// Its logical name.
        table: String,
    },
    /// Something that stops nothing and should be looked at.
    Warned {
        /// A sentence.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// The lock was released.
    LockReleased,
}

/// Where events go.
#[derive(Clone)]
pub(crate) struct Events(Arc<dyn Fn(&Event) + Send + Sync>);

impl Events {
    pub(crate) fn to(sink: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        Self(Arc::new(sink))
    }

    pub(crate) fn emit(&self, event: Event) {
        (self.0)(&event);
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events")
    }
}
