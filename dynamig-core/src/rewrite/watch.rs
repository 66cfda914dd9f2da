use std::time::Duration;

use tokio::time::Instant;

use super::run::Rewrite;
use super::wish::Wish;
use crate::error::{Code, Error};
use crate::event::Event;

/// So many ticks a run that is to end may take for what it has begun.
const GRACE: u32 = 4;
/// Between two looks at what people wish, and between two events that tell how far the run is.
const TICK: Duration = Duration::from_secs(1);

impl Rewrite {
    /// Tells how far the run is, and looks whether people wish something of it, once a second. Ends a few seconds after
    /// the run is to end: what hangs by then is left where it is, and repeated by whoever goes on.
    pub(super) async fn watch(&self) {
        let mut patience = GRACE;
        while patience > 0 {
            tokio::time::sleep(TICK).await;
            patience -= u32::from(self.is_to_end());
            self.look_at_wishes().await;
            self.events.emit(Event::ItemsProgressed {
                id: self.rows.id.clone(),
                progress: self.progress(),
            });
        }
    }

    async fn look_at_wishes(&self) {
        let wishes = match self.rows.wishes().await {
            Ok(wishes) => wishes,
            // One look more or less does no harm; that the lease is gone is noticed where it is renewed.
            Err(error) if matches!(error.code(), Code::Throttled | Code::Unreachable) => return,
            Err(error) => return self.failure.note(error),
        };
        self.scanner.pace.go_by(&self.rates, &wishes);
        if let Some(wish @ (Wish::Pause | Wish::Cancel)) = wishes.wish {
            self.wished.note(wish);
        }
    }

    /// Waits while the run is paused, until it is to go on or to end.
    ///
    /// # Errors
    /// Where nobody can tell what is wished.
    pub(crate) async fn paused(&self) -> Result<Unpaused, Error> {
        loop {
            tokio::select! {
                () = self.stop.cancelled() => return Ok(Unpaused::ToStop),
                () = tokio::time::sleep(TICK) => {}
            }
            match self.rows.wishes().await {
                Ok(wishes) => match wishes.wish {
                    Some(Wish::Resume) => return Ok(Unpaused::Resumed),
                    Some(Wish::Cancel) => return Ok(Unpaused::Cancelled),
                    Some(Wish::Pause) | None => {}
                },
                Err(error) if matches!(error.code(), Code::Throttled | Code::Unreachable) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// How far the run is.
    pub(crate) fn progress(&self) -> super::ItemProgress {
        let pace = &self.scanner.pace;
        let consumed = self.account.consumed(self.spent());
        super::ItemProgress {
            consumed: consumed.units,
            elsewhere: consumed.elsewhere,
            read_units: pace.reads.total(),
            write_units: pace.writes.total(),
            read_limit: pace.reads.rate(),
            write_limit: pace.writes.rate(),
            elapsed: Instant::now().saturating_duration_since(self.began),
            ..self.progress.of()
        }
    }
}

/// How a pause ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpaused {
    Resumed,
    Cancelled,
    /// The process is to stop; the run stays paused.
    ToStop,
}
