use super::wish::is_done;
use super::{Migrator, RunWish};
use crate::error::{Code, Error};
use crate::history::{After, Status, transition};
use crate::migration::MigrationId;
use crate::rewrite::Wish;

/// Whether something may be said of a run. Reads only.
impl Migrator {
    /// The id of the migration that [`wish`](Self::wish) would be about, by what is recorded now. Writes nothing.
    ///
    /// # Errors
    /// Those of [`wish`](Self::wish).
    ///
    /// # Cost
    /// A Query of the namespace, and what [`item_progress`](Self::item_progress) costs.
    pub async fn check_wish(&self, id: &str, wish: RunWish) -> Result<MigrationId, Error> {
        let id = self.wished_of(id, wish).await?;
        self.check_run(id).await
    }

    /// The id of the migration that [`throttle`](Self::throttle) would be about, by what is recorded now. Writes nothing.
    ///
    /// # Errors
    /// Those of [`throttle`](Self::throttle).
    ///
    /// # Cost
    /// As [`check_wish`](Self::check_wish).
    pub async fn check_throttle(&self, id: &str) -> Result<MigrationId, Error> {
        let id = self.throttled(id).await?;
        self.check_run(id).await
    }

    /// The migration that a wish is about, where its state allows it.
    pub(super) async fn wished_of(&self, id: &str, wish: RunWish) -> Result<MigrationId, Error> {
        let history = self.history().await?;
        let (id, _) = self.known(&history, id)?;
        check(&id, history.row(&id).map(|row| &row.status), wish.into())?;
        Ok(id)
    }

    /// The migration whose rates are meant, where it has not ended.
    pub(super) async fn throttled(&self, id: &str) -> Result<MigrationId, Error> {
        let history = self.history().await?;
        let (id, _) = self.known(&history, id)?;
        check_unfinished(&id, history.row(&id).map(|row| &row.status))?;
        Ok(id)
    }

    async fn check_run(&self, id: MigrationId) -> Result<MigrationId, Error> {
        match self.item_progress(&id).await? {
            Some(_) => Ok(id),
            None => Err(never_run(&id)),
        }
    }
}

pub(super) fn never_run(id: &MigrationId) -> Error {
    Error::new(
        Code::IllegalTransition,
        format!("migration {id} was never run over its items here"),
    )
    .hint("`status` shows the states; what runs once is stopped by stopping its process")
}

/// Rates are for a run that goes on, or that may.
fn check_unfinished(id: &MigrationId, status: Option<&Status>) -> Result<(), Error> {
    let (state, ended) = match status {
        None => ("pending", true),
        Some(status) => {
            let ended = status.is_settled() || *status == Status::Reverted;
            (status.as_str(), ended)
        }
    };
    match ended {
        false => Ok(()),
        true => Err(Error::new(
            Code::IllegalTransition,
            format!("migration {id} is {state}: there is no run of it to throttle"),
        )
        .hint("`max_wcu` and `max_rcu` of its declaration are the rates that a run begins with")),
    }
}

fn check(id: &MigrationId, status: Option<&Status>, wish: Wish) -> Result<(), Error> {
    let after = transition(status, wish.command());
    if is_done(status, wish) && wish != Wish::Resume || matches!(after, Some(After::State(_))) {
        return Ok(());
    }
    let state = status.map_or("pending", Status::as_str);
    let message = format!(
        "migration {id} is {state}: `{}` does not apply to it",
        wish.as_str()
    );
    Err(Error::new(Code::IllegalTransition, message)
        .hint("`status` shows the states; docs/states.md says what may follow what"))
}
