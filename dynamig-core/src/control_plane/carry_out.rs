use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use tokio::time::Instant;

use super::answer::Answer;
use super::awaited::{stopped, timed_out, vanished};
use super::limiter::Limiter;
use super::looks::Looks;
use super::observe::observe;
use super::send::{Address, Refused, send};
use super::settle::Poll;
use crate::cancellation::Cancellation;
use crate::error::{Code, Error};
use crate::event::{Event, Events};
use crate::lease::Lease;
use crate::plan::tables::Capabilities;
use crate::settings::Engine;
use crate::table::{Call, Changing, Encryption, Observed, Setting};

/// Changes tables, one call at a time, under the lease.
pub(crate) struct ControlPlane {
    /// For looking: it tries again by itself.
    looking: Client,
    /// For changing: it sends once, because the lease is renewed before each call.
    changing: Client,
    lease: Arc<Lease>,
    limiter: Limiter,
    capabilities: Capabilities,
    events: Events,
    cancellation: Cancellation,
}

/// What changes are made with.
pub(crate) struct ControlPlaneParts {
    /// A client that sends nothing once the lease is running out.
    pub(crate) client: Client,
    pub(crate) lease: Arc<Lease>,
    pub(crate) engine: Engine,
    pub(crate) events: Events,
    pub(crate) cancellation: Cancellation,
}

/// A table by both of its names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'a> {
    /// As declared.
    pub(crate) logical: &'a str,
    /// As the engine knows it.
    pub(crate) real: &'a str,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Carried {
    /// It was sent, and its effect has settled.
    Out {
        /// The ARN of the KMS key that the table shows since.
        key: Option<String>,
    },
    /// There was nothing to do.
    Met,
}

/// Answers that say "not now" are waited out for so long before they are told.
pub(super) const PATIENCE: Duration = Duration::from_secs(3_600);

impl ControlPlane {
    pub(crate) fn new(parts: ControlPlaneParts) -> Self {
        let ControlPlaneParts {
            client: looking,
            lease,
            engine,
            events,
            cancellation,
        } = parts;
        let once = looking
            .config()
            .to_builder()
            .retry_config(RetryConfig::disabled());
        Self {
            changing: Client::from_conf(once.build()),
            looking,
            lease,
            limiter: Limiter::of(&engine),
            capabilities: Capabilities::of(&engine),
            events,
            cancellation,
        }
    }

    /// What tables are looked at with.
    pub(crate) fn looking(&self) -> &Client {
        &self.looking
    }

    /// Makes sure that a call has taken effect: looks whether it has, sends it where not, and waits until the table has
    /// settled. Whoever is killed in between does the same again.
    ///
    /// # Errors
    /// What AWS refuses; [`Code::BudgetSpent`] where it may be asked again later, and [`Code::Interrupted`] where the
    /// run is to stop.
    pub(crate) async fn carry_out(&self, table: Named<'_>, call: &Call) -> Result<Carried, Error> {
        let mut poll = Poll::new(PATIENCE);
        let mut sent: Option<Sent> = None;
        let shown = self.capabilities.shown(call);
        loop {
            let blocks = |observed: &Observed| observed.blocks(call).cloned();
            let observed = self.settled(table, Looks::before(call), blocks).await?;
            if shown.is_met_by(observed.as_ref()) {
                return Ok(match poll.is_first() {
                    true => Carried::Met,
                    false => out(observed.as_ref()),
                });
            }
            if observed.is_none() && !matches!(call, Call::Create(_)) {
                return Err(vanished(table.real, call.operation()));
            }
            if let Some(sent) = &sent
                && call.shows_nowhere()
                && sent.has_taken(observed.as_ref(), &poll)
            {
                return Ok(out(observed.as_ref()));
            }
            // What was accepted shows after a while, and asking again would spend what AWS grants few of.
            if sent.as_ref().is_none_or(|sent| !sent.accepted) {
                let accepted = self.send(table, observed.as_ref(), call).await?;
                if accepted && matches!(call, Call::BackUp(_)) {
                    return Ok(out(observed.as_ref()));
                }
                sent = Some(Sent {
                    accepted,
                    before: encryption(observed.as_ref()),
                });
            }
            self.pause(table, &mut poll, None).await?;
        }
    }

    /// Looks until nothing of the table is changing but its time to live, which is in force as declared and takes up to
    /// an hour to say so.
    ///
    /// # Errors
    /// Where it cannot be looked at; [`Code::Interrupted`] where the run is to stop.
    pub(crate) async fn idle(&self, table: Named<'_>) -> Result<Option<Observed>, Error> {
        let busy = |observed: &Observed| observed.is_changing().cloned();
        self.settled(table, Looks::default(), busy).await
    }

    /// Sends a call, and says whether it was accepted; if not, it is to be sent again.
    async fn send(
        &self,
        table: Named<'_>,
        observed: Option<&Observed>,
        call: &Call,
    ) -> Result<bool, Error> {
        let client = self.next().await?;
        let arn = observed.and_then(|observed| observed.arn.as_deref());
        let address = Address {
            real: table.real,
            arn,
        };
        match send(client, address, call).await {
            Ok(()) => Ok(true),
            Err(Refused {
                answer: Answer::Gone,
                ..
            }) if matches!(call, Call::Delete) => Ok(true),
            Err(refused) => refused.has_taken_effect(table, call.operation()),
        }
    }

    /// The client for the next change, once it may go out.
    pub(super) async fn next(&self) -> Result<&Client, Error> {
        self.limiter.wait().await;
        // Nothing may be sent once somebody else could hold the lease.
        self.lease.renew().await?;
        Ok(&self.changing)
    }

    /// Looks until nothing of the table is changing that has to be waited for.
    async fn settled(
        &self,
        table: Named<'_>,
        looks: Looks,
        blocks: impl Fn(&Observed) -> Option<Changing> + Send,
    ) -> Result<Option<Observed>, Error> {
        let mut poll = Poll::new(Duration::MAX);
        let mut told = None;
        loop {
            let observed = observe(&self.looking, table.real, table.logical, looks).await?;
            let Some(changing) = observed.as_ref().and_then(&blocks) else {
                return Ok(observed);
            };
            if poll.has_taken_long() && poll.is_to_be_told(told.as_ref(), &changing) {
                self.events.emit(Event::TableAwaited {
                    table: table.logical.to_owned(),
                    part: changing.part.clone(),
                    state: changing.state.clone(),
                    since: poll.waited(),
                });
                told = Some((changing.clone(), poll.waited()));
            }
            self.pause(table, &mut poll, Some(&changing)).await?;
        }
    }

    pub(super) async fn pause(
        &self,
        table: Named<'_>,
        poll: &mut Poll,
        awaited: Option<&Changing>,
    ) -> Result<(), Error> {
        let (before, started) = (poll.waited(), Instant::now());
        let Some(pause) = poll.next() else {
            return Err(timed_out(table.real, PATIENCE));
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => Ok(()),
            () = self.cancellation.cancelled() => {
                let waited = before.saturating_add(started.elapsed());
                Err(stopped(table.real, awaited, waited))
            }
        }
    }
}

/// A call that was sent.
struct Sent {
    /// Whether AWS said that it would carry it out.
    accepted: bool,
    /// How the table was encrypted before.
    before: Setting<Encryption>,
}

impl Sent {
    /// Whether an encryption with a key that is named by its alias has taken effect: the table shows another key, or,
    /// where the alias led to the same, some time has passed and nothing is changing.
    fn has_taken(&self, observed: Option<&Observed>, poll: &Poll) -> bool {
        let shown = encryption(observed);
        shown.on().is_some() && (shown != self.before || (self.accepted && poll.has_taken_long()))
    }
}

/// A call that has taken effect, and what the table shows then.
fn out(observed: Option<&Observed>) -> Carried {
    let encryption = encryption(observed);
    Carried::Out {
        key: encryption.on().and_then(|on| on.key.clone()),
    }
}

fn encryption(observed: Option<&Observed>) -> Setting<Encryption> {
    observed.map_or(Setting::Unsaid, |observed| {
        observed.definition.encryption.clone()
    })
}

impl Refused {
    /// What an answer that is no yes means: whether the call has taken effect all the same. If not, it is to be sent again.
    pub(super) fn has_taken_effect(self, table: Named<'_>, operation: &str) -> Result<bool, Error> {
        match self.answer {
            Answer::Done => Ok(true),
            Answer::Wait | Answer::Ambiguous => Ok(false),
            Answer::Quota(until) => Err(budget_spent(table, operation, until, self.error)),
            Answer::Gone | Answer::Fix | Answer::Permission => Err(self.error),
        }
    }
}

/// AWS tells of some budgets when they are granted again. Of the others `plan` tells what is known.
fn budget_spent(table: Named<'_>, operation: &str, until: Option<String>, cause: Error) -> Error {
    let message = format!(
        "AWS allows no more of this {operation} on table `{}` for now",
        table.real
    );
    let hint = match until {
        Some(until) => format!("run the same command again after {until}"),
        None if operation == "UpdateTimeToLive" => {
            "AWS grants one change of it in 31 minutes: run `up` then, and `contract` for what waits for that".to_owned()
        }
        None => "`plan` says what AWS grants, and until when to wait as far as that is known; then run the same command \
                 again"
            .to_owned(),
    };
    Error::new(Code::BudgetSpent, message)
        .hint(hint)
        .caused_by(cause)
}
