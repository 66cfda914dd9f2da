use std::time::Duration;

use super::option_methods::option_methods;
use crate::estimate::MicroDollars;
use crate::item_check::CheckItems;
use crate::plan::tables::Adopting;
use crate::plan::{DownSelection, Hazard, ItemRuns, Plan, Selection, Strand};
use crate::rewrite::Limits;
use crate::saved::SavedPlan;

/// What the caller agrees to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Consent {
    /// Nothing that breaks or destroys.
    #[default]
    Safe,
    /// What may break writers or readers.
    Breaking,
    /// What loses data too.
    Destructive,
}

impl Consent {
    /// Whether a step of this hazard may be taken.
    #[must_use]
    pub fn covers(self, hazard: Hazard) -> bool {
        match hazard {
            Hazard::Safe | Hazard::Slow | Hazard::Costly => true,
            Hazard::Breaking => self >= Self::Breaking,
            Hazard::Destructive => self >= Self::Destructive,
        }
    }
}

/// How [`Migrator::up_with`](crate::Migrator::up_with) goes about it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct UpOptions {
    /// Which of the pending migrations.
    pub selection: Selection,
    /// What the caller agrees to.
    pub consent: Consent,
    /// After how long to stop, cleanly, with [`Code::Interrupted`](crate::Code::Interrupted).
    pub deadline: Option<Duration>,
    /// The plan that somebody has seen and agreed to: steps that are not in it are refused.
    pub agreed: Option<Plan>,
    /// Whether declared tables are looked at.
    pub observe: Observe,
    /// Whether declared tables that are there, and that dynamig does not manage, are taken over. Looks at the tables.
    pub adopting: Adopting,
    /// Which part of it.
    pub part: UpPart,
    /// The plan from a file that is carried out, and nothing else.
    pub saved: Option<SavedPlan>,
    /// Whether the items of tables that are to get an index are looked at, before the lock is taken.
    pub check_items: CheckItems,
    /// Whether item migrations are run; by default they are left, because a program that starts does not wait for hours.
    pub items: ItemRuns,
    /// What the run of each item migration may cost, by all its processes, before it stops; none: anything.
    pub max_cost: Option<MicroDollars>,
    /// How many items the run of each item migration may scan, by all its processes, before it stops; none: all.
    pub max_items: Option<u64>,
    /// Why item migrations run on a protected environment over tables whose point-in-time recovery is off; none: they are
    /// refused, with [`Code::RecoveryOff`](crate::Code::RecoveryOff). The audit log keeps it.
    pub no_pitr: Option<String>,
}

/// A part of `up`, for deployments that do the two at different times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpPart {
    /// All of it.
    #[default]
    Whole,
    /// What tables gain, and nothing that waits for a migration; no migration, whatever is selected.
    Expand,
    /// Migrations, and what waits for them. Refused while tables have something to gain before.
    Migrate,
}

/// When [`Migrator::up_with`](crate::Migrator::up_with) looks at the declared tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Observe {
    /// Where the history does not say that they are as declared. What somebody else changed since stays unseen.
    #[default]
    WhenUnrecorded,
    /// In any case: one DescribeTable a table, and one request more for what it does not tell.
    Always,
}

impl UpOptions {
    /// All pending migrations, safe steps only, without a deadline.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs these only.
    #[must_use]
    pub fn select(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    option_methods!(consent, deadline, agreed, no_pitr);

    /// Runs item migrations, or leaves them.
    #[must_use]
    pub fn items(mut self, items: ItemRuns) -> Self {
        self.items = items;
        self
    }

    /// Carries out a plan that was saved. It decides what is selected, the tables are looked at, and it is refused
    /// ([`Code::PlanChanged`](crate::Code::PlanChanged)) where the code, the history or a declared table has moved since
    /// by another hand than this plan's. Hazards need consent as ever.
    #[must_use]
    pub fn saved(self, plan: SavedPlan) -> Self {
        Self {
            selection: plan.selection().clone(),
            observe: Observe::Always,
            items: ItemRuns::Run,
            saved: Some(plan),
            ..self
        }
    }

    /// Looks at the declared tables when this says.
    #[must_use]
    pub fn observe(mut self, observe: Observe) -> Self {
        self.observe = observe;
        self
    }

    /// Takes tables over that are there, as far as this says, and brings them to what is declared.
    #[must_use]
    pub fn adopting(mut self, adopting: Adopting) -> Self {
        self.adopting = adopting;
        self
    }

    /// Looks at the items of tables that are to get an index, as far as the tables themselves are looked at: an index
    /// that AWS would refuse no write for needs no consent then, and one for which it would needs it in any case.
    ///
    /// The look is taken before the lock, and once: an index that turns up in the plan only later was not looked at. An
    /// index that waits for a migration is judged by the items as they are before it.
    ///
    /// # Cost
    /// A Scan of each such table, eventually consistent, in four parts beside each other: half a read unit for each 4 KB
    /// of the table, and 2 units at least. Of what a table is provisioned for it takes half at most; of one that is paid
    /// for on demand it takes what it can. Needs `dynamodb:Scan` on the table.
    #[must_use]
    pub fn check_items(mut self, check_items: CheckItems) -> Self {
        self.check_items = check_items;
        self
    }

    /// Stops the run of an item migration when its units have cost so much, those of indexes and replicas included, by all
    /// of its processes. What is begun is finished and checkpointed, and it ends with
    /// [`Code::LimitReached`](crate::Code::LimitReached); the same limit stops it again at once, and with a higher one it
    /// goes on. Where the scan alone would cost more it does not begin: [`Code::LimitExceeded`](crate::Code::LimitExceeded).
    ///
    /// The prices are those of the [estimate](crate::estimate): of a table that is provisioned nothing is paid, and nothing
    /// limited. Each run of an item migration has the limit for itself.
    ///
    /// # Cost
    /// A DescribeTable for each table that is not looked at anyway.
    #[must_use]
    pub fn max_cost(mut self, micro_dollars: MicroDollars) -> Self {
        self.max_cost = Some(micro_dollars);
        self
    }

    /// Stops the run of an item migration when so many items are scanned, by all of its processes, as
    /// [`max_cost`](Self::max_cost) does. No more than these are ever begun by one process or counted in all; what was begun
    /// and could not be finished before it stopped is repeated by whoever goes on.
    #[must_use]
    pub fn max_items(mut self, items: u64) -> Self {
        self.max_items = Some(items);
        self
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            cost: self.max_cost,
            items: self.max_items,
        }
    }

    /// Does a part only.
    #[must_use]
    pub fn part(mut self, part: UpPart) -> Self {
        self.part = part;
        self
    }
}

/// How [`Migrator::down`](crate::Migrator::down) goes about it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DownOptions {
    /// Which of the applied migrations.
    pub selection: DownSelection,
    /// What happens to migrations that depend on one that is undone.
    pub strand: Strand,
    /// What the caller agrees to. On a protected environment undoing is destructive.
    pub consent: Consent,
    /// After how long to stop, cleanly, with [`Code::Interrupted`](crate::Code::Interrupted).
    pub deadline: Option<Duration>,
    /// The plan that somebody has seen and agreed to: steps that are not in it are refused.
    pub agreed: Option<Plan>,
    /// Why item migrations run on a protected environment over tables whose point-in-time recovery is off; none: they are
    /// refused, with [`Code::RecoveryOff`](crate::Code::RecoveryOff). The audit log keeps it.
    pub no_pitr: Option<String>,
}

impl DownOptions {
    /// Undoes these; refuses to strand a dependant, and agrees to safe steps only.
    #[must_use]
    pub fn new(selection: DownSelection) -> Self {
        Self {
            selection,
            strand: Strand::default(),
            consent: Consent::default(),
            deadline: None,
            agreed: None,
            no_pitr: None,
        }
    }

    option_methods!(strand, consent, deadline, agreed, no_pitr);
}
