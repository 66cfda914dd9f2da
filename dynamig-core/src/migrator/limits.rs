use futures_util::FutureExt as _;

use super::item_outcome::limit_reached;
use super::tables::Sighted;
use super::{Migrator, UpOptions};
use crate::error::{Code, Error};
use crate::estimate::{Estimate, Forecast, MicroDollars, Money};
use crate::event::Event;
use crate::history::History;
use crate::migration::MigrationId;
use crate::plan::Plan;
use crate::rewrite::{ItemPhase, Limits, Reached};

/// Limits, before anything is done.
impl Migrator {
    /// Refuses item migrations that a limit lets do nothing, or not even scan; and warns of those that may reach it. Nothing
    /// is looked at where nothing is limited.
    pub(super) async fn check_limits(
        &self,
        options: &UpOptions,
        plan: &mut Plan,
        history: &History,
        sighted: &Sighted,
    ) -> Result<(), Error> {
        let limits = options.limits();
        if limits == Limits::default() {
            return Ok(());
        }
        let estimating = self.add_estimates(plan, history, sighted);
        estimating.boxed().await?;
        let mut warnings = Vec::new();
        for step in &plan.steps {
            if step.items().is_some() {
                check_nothing(&step.id, limits)?;
            }
            if let Some(Forecast::Figures(told)) = &step.estimate {
                warnings.extend(judge(&step.id, told, limits)?);
            }
        }
        for message in warnings {
            let hint = Some("a run that has stopped goes on with a higher limit".to_owned());
            self.events.emit(Event::Warned { message, hint });
        }
        Ok(())
    }
}

fn check_nothing(id: &MigrationId, limits: Limits) -> Result<(), Error> {
    let nothing = MicroDollars::default();
    let flag = match limits {
        Limits { items: Some(0), .. } => "--max-items",
        Limits {
            cost: Some(most), ..
        } if most == nothing => "--max-cost",
        _ => return Ok(()),
    };
    Err(exceeded(
        format!("migration {id} may do nothing: its limit is 0"),
        flag,
    ))
}

/// What to warn of before a run goes on, or begins.
///
/// # Errors
/// It has reached a limit already, or would do so before its scan ends, whatever it writes.
fn judge(id: &MigrationId, told: &Estimate, limits: Limits) -> Result<Vec<String>, Error> {
    let cost = limits.cost.map(|most| judge_cost(id, told, limits, most));
    let items = limits.items.map(|most| judge_items(id, told, limits, most));
    let warned = [cost.transpose()?.flatten(), items.transpose()?.flatten()];
    Ok(warned.into_iter().flatten().collect())
}

fn judge_cost(
    id: &MigrationId,
    told: &Estimate,
    limits: Limits,
    most: MicroDollars,
) -> Result<Option<String>, Error> {
    let Some(Money {
        scan,
        all,
        consumed,
        ..
    }) = told.money
    else {
        let table = &told.table;
        return Ok(Some(format!(
            "`--max-cost` limits nothing of migration {id} but what it writes to other tables: for what table `{table}` is provisioned nothing more is paid"
        )));
    };
    if consumed >= most {
        let at = (told.phase, told.scanned.unwrap_or_default());
        return Err(limit_reached(id, Reached::Cost, limits, at, consumed));
    }
    let with = |more: MicroDollars| MicroDollars::new(consumed.get().saturating_add(more.get()));
    if with(scan) > most {
        let scan = with(scan);
        let message =
            format!("migration {id} would cost {scan} for its scan alone, and may cost {most}");
        return Err(exceeded(message, "--max-cost"));
    }
    let (to, is_above) = (with(all.to), with(all.to) > most);
    Ok(is_above.then(|| {
        format!("migration {id} may cost up to {to}, and stops when it has cost {most}, perhaps before its end")
    }))
}

fn judge_items(
    id: &MigrationId,
    told: &Estimate,
    limits: Limits,
    most: u64,
) -> Result<Option<String>, Error> {
    // What is left was scanned under the limit that held then.
    if told.phase == ItemPhase::Writing {
        return Ok(None);
    }
    let scanned = told.scanned.unwrap_or_default();
    if scanned >= most {
        let cost = told
            .money
            .map_or(MicroDollars::default(), |money| money.consumed);
        return Err(limit_reached(
            id,
            Reached::Items,
            limits,
            (told.phase, scanned),
            cost,
        ));
    }
    let all = scanned.saturating_add(told.items_left);
    let when = match told.phase {
        ItemPhase::Collecting => "before anything is written",
        ItemPhase::Streaming | ItemPhase::Writing => "before its end",
    };
    Ok((all > most).then(|| {
        format!("migration {id} has about {all} items to scan, and stops after {most}, {when}")
    }))
}

fn exceeded(message: String, flag: &str) -> Error {
    Error::new(Code::LimitExceeded, message)
        .hint(format!("nothing was changed; give a higher `{flag}`"))
}
