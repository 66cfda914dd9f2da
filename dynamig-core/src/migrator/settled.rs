use super::bring::Bringing;
use super::tables::Sighted;
use super::terms::Bring;
use crate::control_plane::Named;
use crate::error::Error;
use crate::history::History;
use crate::table::{Declaration, Observed};

/// Tables as they are once they have stopped changing.
impl Bringing<'_> {
    /// Looks at the tables, where the terms want it. Those that somebody just makes or deletes are waited for: what they
    /// are shows afterwards.
    ///
    /// # Errors
    /// Where one cannot be looked at.
    pub(super) async fn look(&self, bring: Bring, history: &History) -> Result<Sighted, Error> {
        let client = self.plane.looking();
        let mut sighted = self
            .migrator
            .look_for(bring, self.goal, client, history)
            .await?;
        let Some(observed) = &mut sighted else {
            return Ok(None);
        };
        for table in self.migrator.changeable() {
            let is_moving = observed
                .get(table.name())
                .is_some_and(Observed::comes_or_goes);
            if !is_moving {
                continue;
            }
            match self.settled(table).await? {
                Some(settled) => observed.insert(table.name().to_owned(), settled),
                None => observed.remove(table.name()),
            };
        }
        Ok(sighted)
    }

    /// Looks at a table once nothing of it is changing any more: a run that was killed may have left it on its way.
    pub(super) async fn settled(&self, table: &Declaration) -> Result<Option<Observed>, Error> {
        let look = || self.migrator.look_at(&self.plane, table);
        let observed = look().await?;
        if observed.as_ref().and_then(Observed::is_changing).is_none() {
            return Ok(observed);
        }
        let real = self.migrator.settings.table_name(table.name())?;
        let named = Named {
            logical: table.name(),
            real: &real,
        };
        self.plane.idle(named).await?;
        look().await
    }
}
