use super::Migrator;
use crate::error::Error;
use crate::event::Event;
use crate::history::{Head, Recovery};
use crate::lease::Lease;
use crate::meta::{MetaClient, Switched, switch_on_recovery};

/// The point-in-time recovery of the meta table.
impl Migrator {
    /// Sees to it under the lease where the history does not say yet that it is seen to, and says what the history is
    /// to say. Never stands in the way of the work.
    pub(super) async fn see_to_recovery(
        &self,
        lease: &Lease,
        head: Option<&Head>,
    ) -> Result<Recovery, Error> {
        let known = head.map_or(Recovery::Wanted, |head| head.recovery.clone());
        if !known.is_open() {
            return Ok(known);
        }
        let (client, address) = (self.control_client().under(lease.guard()), self.address());
        let switched = tokio::select! {
            switched = switch_on_recovery(&client, &address) => switched?,
            // Who is to stop does not wait for AWS to be ready; the next one asks again.
            () = self.cancellation.cancelled() => return Ok(known),
        };
        Ok(match switched {
            Switched::On => Recovery::On,
            Switched::Unsupported => Recovery::Unsupported,
            Switched::Refused(message) => {
                // Once told is enough: `doctor` tells whenever it is asked.
                if known != Recovery::Refused {
                    self.warn_of_recovery(message);
                }
                Recovery::Refused
            }
            Switched::NotYet(message) => {
                self.warn_of_recovery(message);
                known
            }
        })
    }

    /// Switches it on without a lease, for who asks for nothing but the table.
    pub(super) async fn switch_recovery_on(&self, client: &MetaClient) -> Result<(), Error> {
        match switch_on_recovery(client, &self.address()).await? {
            Switched::On | Switched::Unsupported => {}
            Switched::Refused(message) | Switched::NotYet(message) => {
                self.warn_of_recovery(message)
            }
        }
        Ok(())
    }

    fn warn_of_recovery(&self, message: String) {
        let hint = "allow dynamodb:UpdateContinuousBackups and run `meta create`, or switch it on yourself; \
                    `doctor` tells whether it is on";
        self.events.emit(Event::Warned {
            message,
            hint: Some(hint.to_owned()),
        });
    }
}
