/// What exists at one moment: the tables, and what each process is about to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// The row of the lock.
    pub lock: Lock,
    /// The migrations that are recorded, each with the process that recorded it.
    pub history: Vec<(usize, usize)>,
    /// Which of the tables `x` and `y` exist.
    pub schema: [bool; 2],
    /// The processes.
    pub runners: Vec<Runner>,
    /// How many crashes there were.
    pub crashes: usize,
    /// How many answers were lost.
    pub losses: usize,
}

/// The row of the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lock {
    /// The process that holds it, as far as the row says.
    pub owner: Option<usize>,
    /// Raised with each acquisition.
    pub generation: usize,
}

/// One process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Runner {
    /// What it does next.
    pub at: At,
    /// The generation that it believes to hold.
    pub generation: usize,
    /// The migration that it is at.
    pub migration: usize,
}

/// What a process does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// Takes the lock.
    Idle,
    /// Reads the history.
    Plan,
    /// Looks at its lease.
    Check,
    /// Sends the control-plane call.
    Send,
    /// Records that it is done.
    Record,
    /// Nothing.
    Done,
}

impl Runner {
    /// A process that has just started.
    pub const STARTED: Self = Self {
        at: At::Idle,
        generation: 0,
        migration: 0,
    };
}

/// The migrations: create `x`, delete `x`, create `y`, each as a table and whether it then exists.
const MIGRATIONS: [(usize, bool); 3] = [(0, true), (0, false), (1, true)];

impl State {
    /// How many migrations there are.
    pub const MIGRATIONS: usize = MIGRATIONS.len();

    /// Nothing exists, and so many processes have just started.
    #[must_use]
    pub fn empty(runners: usize) -> Self {
        Self {
            lock: Lock {
                owner: None,
                generation: 0,
            },
            history: Vec::new(),
            schema: [false; 2],
            runners: vec![Runner::STARTED; runners],
            crashes: 0,
            losses: 0,
        }
    }

    /// Whether the history has each migration once, in order, up to some point.
    #[must_use]
    pub fn history_is_right(&self) -> bool {
        let recorded = self.history.iter().map(|(migration, _)| *migration);
        recorded.eq(0..self.history.len())
    }

    /// Whether all processes are done.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.runners.iter().all(|runner| runner.at == At::Done)
    }

    /// Whether the tables are as all migrations in order leave them.
    #[must_use]
    pub fn schema_is_right(&self) -> bool {
        let mut wanted = Self::empty(0);
        (0..MIGRATIONS.len()).for_each(|migration| wanted.apply(migration));
        self.schema == wanted.schema
    }

    /// The control-plane call of a migration is carried out, whoever sent it and whenever.
    pub(crate) fn apply(&mut self, migration: usize) {
        let (table, exists) = MIGRATIONS[migration];
        self.schema[table] = exists;
    }
}
