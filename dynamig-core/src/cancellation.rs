//! How a run is asked to stop.

use std::sync::Arc;

use tokio::sync::watch;

/// Asks a run to stop: after it, nothing more is sent for the migration that is running, and none is started.
///
/// Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Cancellation(Arc<watch::Sender<bool>>);

impl Cancellation {
    /// Nobody has asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// Asks. Asking twice is asking once.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Whether anybody has asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until somebody asks.
    pub async fn cancelled(&self) {
        let mut receiver = self.0.subscribe();
        if receiver.wait_for(|&cancelled| cancelled).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Default for Cancellation {
    fn default() -> Self {
        Self::new()
    }
}
