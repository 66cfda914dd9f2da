use futures_util::FutureExt as _;

use super::terms::{Bring, Goal, Terms, check_terms};
use super::{DownOptions, Migrator, RedoOptions, ResetOptions, RunReport};
use crate::error::{Code, Error};
use crate::history::History;
use crate::plan::{self, Plan};
use crate::rewrite::Limits;

impl Migrator {
    /// Undoes applied migrations, the last applied first.
    ///
    /// Runs down functions only; a migration counts as applied until its down has returned.
    ///
    /// # Errors
    /// Before anything runs: an unknown id, an irreversible migration, a dependant that would be stranded, missing
    /// consent, and on a protected environment an item migration over a table that cannot be recovered, or one that does
    /// not say how fast it writes. Then the first down that fails: it is recorded, and the migration stays applied.
    ///
    /// # Cost
    /// As [`up`](Self::up).
    pub async fn down(&self, options: &DownOptions) -> Result<RunReport, Error> {
        let make = |history: &History| {
            plan::down(
                &self.registry,
                history,
                &self.target(),
                &options.selection,
                options.strand,
            )
        };
        let terms = Terms {
            name: "down",
            consent: options.consent,
            deadline: options.deadline,
            agreed: options.agreed.as_ref(),
            saved: None,
            tables: Bring::Nothing,
            goal: Goal::UP,
            checked: Vec::new(),
            limits: Limits::default(),
            no_pitr: options.no_pitr.as_deref(),
            reason: None,
        };
        self.go_back(&terms, &make).await
    }

    /// Undoes one migration, the last applied one where none is named, and applies it again. One that was interrupted
    /// is run again without being undone.
    ///
    /// # Errors
    /// As [`down`](Self::down) and [`up`](Self::up).
    pub async fn redo(&self, options: &RedoOptions) -> Result<RunReport, Error> {
        let make = |history: &History| {
            plan::redo(
                &self.registry,
                history,
                &self.target(),
                options.id.as_deref(),
                options.strand,
            )
        };
        let terms = Terms {
            name: "redo",
            consent: options.consent,
            deadline: options.deadline,
            agreed: options.agreed.as_ref(),
            saved: None,
            tables: Bring::Nothing,
            goal: Goal::UP,
            checked: Vec::new(),
            limits: Limits::default(),
            no_pitr: options.no_pitr.as_deref(),
            reason: None,
        };
        self.go_back(&terms, &make).await
    }

    /// Undoes every applied migration and applies all again.
    ///
    /// # Errors
    /// As [`down`](Self::down) and [`up`](Self::up).
    pub async fn reset(&self, options: &ResetOptions) -> Result<RunReport, Error> {
        let make = |history: &History| plan::reset(&self.registry, history, &self.target());
        let terms = Terms {
            name: "reset",
            consent: options.consent,
            deadline: options.deadline,
            agreed: options.agreed.as_ref(),
            saved: None,
            tables: Bring::Nothing,
            goal: Goal::UP,
            checked: Vec::new(),
            limits: Limits::default(),
            no_pitr: options.no_pitr.as_deref(),
            reason: None,
        };
        self.go_back(&terms, &make).await
    }

    async fn go_back(
        &self,
        terms: &Terms<'_>,
        make: &(dyn Fn(&History) -> Result<Plan, Error> + Send + Sync),
    ) -> Result<RunReport, Error> {
        self.settings.require_namespace()?;
        self.settings.check()?;
        let preview = make(&self.history().await?)?;
        if preview.is_empty() {
            self.warn(&preview);
            return Ok(RunReport {
                warnings: preview.warnings,
                ..self.idle_report(None)
            });
        }
        check_terms(&preview, terms)?;
        let checking = self.check_production(terms, &preview, &None);
        checking.boxed().await?;
        self.carry_out(terms, None, make).await
    }

    /// The history; empty where there is no meta table yet.
    pub(super) async fn history(&self) -> Result<History, Error> {
        match self.store().read().await {
            Ok(reading) => {
                if let Some(head) = &reading.history.head {
                    self.check_owner(head, None)?;
                }
                Ok(reading.history)
            }
            Err(error) if error.code() == Code::MetaTableMissing => Ok(History::default()),
            Err(error) => Err(error),
        }
    }
}
