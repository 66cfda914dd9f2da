use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use futures_util::FutureExt as _;
use tokio::time::Instant;

use super::Migrator;
use super::item_rates::{RAMP, item_rates};
use super::session::Session;
use crate::cancellation::Cancellation;
use crate::context::{Context, Fence, FenceParts, Parts, Requests};
use crate::control_plane::{Looks, observe};
use crate::error::{Code, Error, chain};
use crate::event::Event;
use crate::history::{Change, Command, MigrationRow};
use crate::lease::{Lease, Leased};
use crate::migration::{Direction, ItemOptions, Items, Migration, Writes};
use crate::rewrite::{
    Consistency, Edits, Ended, FailedItem, Failures, First, Others, Pace, Packing, Parameters,
    Progress, Rewrite, RunRows, Scanner, Target, Terms as WriteTerms, Unpaused, Wish,
};
use crate::runner::redacted;
use crate::table::Observed;

/// So many segments are worked on at once, where nothing is said.
const WORKERS: u32 = 8;
/// A segment is meant to be no larger, in bytes.
const SEGMENT: u64 = 64 << 20;

impl Migrator {
    /// Runs an item migration to its end, under its lease, and records how it ended.
    pub(super) async fn rewrite(
        &self,
        migration: &Migration,
        direction: Direction,
        session: Session,
        stop: &Cancellation,
    ) -> Result<Vec<FailedItem>, Error> {
        session.journal.lock().await.start();
        let begin = async {
            let run = self
                .prepare(migration, direction, &session, stop, Edits::Refused)
                .await?;
            run.count().await?;
            Ok(run)
        };
        let run = match begin.boxed().await {
            Ok(run) => run,
            Err(error) => return Err(self.failed(migration, direction, &session, error).await),
        };
        let started = Event::ItemsStarted {
            id: migration.id().clone(),
            direction,
            table: run.items.table.clone(),
            progress: run.progress(),
        };
        self.events.emit(started);
        let ended = self.go(migration, &session, &run).boxed().await;
        run.context.end();
        run.context.quiet().await;
        match ended {
            // Nothing may be written any more, or nothing is to be: it stays as it is recorded.
            Err(error) if is_left(error.code()) => Err(error),
            Err(error) => Err(self.failed(migration, direction, &session, error).await),
            Ok(()) => {
                self.finished(migration, direction, &session, &run).await?;
                Ok(run.failures.told())
            }
        }
    }

    /// Goes on until every item is dealt with, however often people have it pause.
    async fn go(
        &self,
        migration: &Migration,
        session: &Session,
        run: &Rewrite,
    ) -> Result<(), Error> {
        loop {
            let wish = match run.go().boxed().await? {
                Ended::Finished => return Ok(()),
                Ended::Drained => return Err(drained(migration, run)),
                Ended::Wished(wish) => wish,
            };
            self.carry_out_wish(migration, wish, session, run).await?;
            if wish != Wish::Pause {
                return Err(cancelled(migration));
            }
            match run.paused().await? {
                Unpaused::ToStop => return Err(drained(migration, run)),
                Unpaused::Resumed => {
                    self.carry_out_wish(migration, Wish::Resume, session, run)
                        .await?;
                }
                Unpaused::Cancelled => {
                    self.carry_out_wish(migration, Wish::Cancel, session, run)
                        .await?;
                    return Err(cancelled(migration));
                }
            }
        }
    }

    /// Records what a person wished, and that it is done.
    async fn carry_out_wish(
        &self,
        migration: &Migration,
        wish: Wish,
        session: &Session,
        run: &Rewrite,
    ) -> Result<(), Error> {
        let mut journal = session.journal.lock().await;
        let row = journal.row(migration.id());
        journal.write(Change::new(wish.command(), row)).await?;
        run.rows.done(wish).await?;
        self.events.emit(Event::ItemsWished {
            id: migration.id().clone(),
            wish: wish.as_str(),
        });
        Ok(())
    }

    /// Looks at the table, and goes by what an earlier process of the run has begun it with.
    pub(super) async fn prepare(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        stop: &Cancellation,
        edits: Edits,
    ) -> Result<Rewrite, Error> {
        let Some(items) = migration.items().cloned() else {
            let message = format!("migration {} is not run over items", migration.id());
            return Err(Error::new(Code::Internal, message));
        };
        let function = match direction {
            Direction::Up => Some(items.up.clone()),
            Direction::Down => items.down.clone(),
        };
        let Some(function) = function else {
            let message = format!("migration {} has no down", migration.id());
            return Err(Error::new(Code::Irreversible, message));
        };
        let lease = session.journal.lock().await.lease().clone();
        let client = self.item_client(&lease);
        let observed = self.observed_items(&items, &client).await?;
        let rows = self.run_rows(migration.id(), direction, &lease);
        let parameters = self
            .parameters(migration, &items, &observed, &rows, edits)
            .await?;
        let target = Target::of(&parameters.table, &observed.definition);
        let rates = item_rates(migration, &items, &observed)?;
        let failures = Failures::new(items.options.max_errors);
        let progress = Progress::default();
        progress.told().items = observed.items;
        let ramp = self.settings.is_protected().then_some(RAMP);
        let scanner = Scanner {
            client: client.clone(),
            table: parameters.table.clone(),
            segments: parameters.segments,
            page: items.options.page,
            consistency: Consistency::Eventual,
            pace: Pace::new(rates, ramp),
            random: self.random.clone(),
        };
        Ok(Rewrite {
            workers: items
                .options
                .workers
                .unwrap_or(WORKERS)
                .min(parameters.segments),
            context: self
                .item_context(migration, direction, session, &lease)
                .await,
            terms: WriteTerms {
                compare: items.options.compare,
                marker: marker(migration, &items),
            },
            packing: Mutex::new(match items.options.writes {
                Writes::Batch => Packing::BatchesOfOne,
                Writes::Single => Packing::Singles,
            }),
            items,
            function,
            rows,
            scanner,
            target: Arc::new(target),
            others: Others::default(),
            rates,
            progress,
            began: Instant::now(),
            events: self.events.clone(),
            stop: stop.clone(),
            wished: First::default(),
            failures,
            redact: self.redact.clone(),
            failure: First::default(),
        })
    }

    /// The caller's client as the engine needs it: it tries nothing again by itself, and waits for no answer longer than
    /// an attempt may take.
    fn item_client(&self, lease: &Lease) -> Client {
        let attempt = self.settings.attempt_timeout_data_plane();
        let config = self.client.config().to_builder();
        let config = config
            .retry_config(RetryConfig::disabled())
            .timeout_config(
                TimeoutConfig::builder()
                    .connect_timeout(attempt)
                    .operation_attempt_timeout(attempt)
                    .build(),
            )
            .interceptor(Leased::new(lease.guard().clone(), attempt));
        Client::from_conf(config.build())
    }

    async fn observed_items(&self, items: &Items, client: &Client) -> Result<Observed, Error> {
        let real = self.settings.table_name(&items.table)?;
        let observed = observe(client, &real, &items.table, Looks::default()).await?;
        let there = observed.filter(|observed| !observed.comes_or_goes());
        there.ok_or_else(|| {
            let message = format!("table `{real}`, over whose items a migration is to run, is not there");
            Error::new(Code::TableMissing, message)
                .hint("declare the table, or create it in an earlier migration; then run the same command again")
        })
    }

    /// What the run goes by: what an earlier process has stored, or what holds from now on.
    async fn parameters(
        &self,
        migration: &Migration,
        items: &Items,
        observed: &Observed,
        rows: &RunRows,
        edits: Edits,
    ) -> Result<Parameters, Error> {
        let workers = items.options.workers.unwrap_or(WORKERS);
        let by_size = u32::try_from(observed.bytes.div_ceil(SEGMENT)).unwrap_or(u32::MAX);
        let segments = by_size.max(workers.saturating_mul(8)).min(1_000_000);
        let wanted = Parameters {
            segments: items.options.segments.unwrap_or(segments),
            table: self.settings.table_name(&items.table)?,
            table_id: observed.id.clone(),
            fingerprint: migration.fingerprint().to_owned(),
            revision: migration.revision(),
            options: options(&items.options),
            items: observed.items,
        };
        match rows.parameters().await? {
            Some(begun) => {
                let going_on = begun.clone().go_on(migration, items, &wanted, edits)?;
                if going_on != begun && edits == Edits::Refused {
                    rows.freeze(&going_on).await?;
                }
                Ok(going_on)
            }
            None => {
                rows.freeze(&wanted).await?;
                Ok(wanted)
            }
        }
    }

    async fn item_context(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        lease: &Arc<Lease>,
    ) -> Context {
        let settings = &self.settings;
        let real = |tables: &[String]| tables.iter().map(|name| settings.real_name(name)).collect();
        let requests = Requests::default();
        let own_tables = self.address();
        // Functions of items that were begun before the wish to stop still send.
        let cancellation = Cancellation::new();
        let fence = Fence::new(FenceParts {
            guard: lease.guard().clone(),
            cancellation: cancellation.clone(),
            touches: migration.touches().map(real),
            own_tables: own_tables.tables().into_iter().map(str::to_owned).collect(),
            data_attempt: settings.attempt_timeout_data_plane(),
            control_attempt: settings.attempt_timeout_control_plane(),
            requests: requests.clone(),
        });
        let history = session.journal.lock().await.history().clone();
        Context::new(Parts {
            client: self.client.clone(),
            fence,
            cancellation,
            settings: settings.clone(),
            dropped: self.dropped(&history, &None).into(),
            events: self.events.clone(),
            requests,
            id: migration.id().clone(),
            direction,
            lease: lease.clone(),
            journal: session.journal.clone(),
        })
    }
}

/// The options that decide what is written: whoever goes on has to go by the same.
fn options(options: &ItemOptions) -> String {
    format!("{:?} {:?}", options.times, options.compare)
}

/// The attribute that marks an item as changed, where each is to be changed once.
fn marker(migration: &Migration, items: &Items) -> Option<String> {
    items
        .is_marked()
        .then(|| format!("_dynamig_{}", migration.id()))
}

/// Whether a run that ended so is left as it is recorded.
fn is_left(code: Code) -> bool {
    matches!(code, Code::LeaseLost | Code::Interrupted | Code::Cancelled)
}

/// It stays running, or paused: whoever takes its lease next goes on from the checkpoints.
fn drained(migration: &Migration, run: &Rewrite) -> Error {
    let (id, scanned) = (migration.id(), run.progress().counts.scanned);
    let message = format!("migration {id} was stopped after {scanned} items");
    Error::new(Code::Interrupted, message)
        .hint("everything up to there is checkpointed; run the same command again to go on")
}

fn cancelled(migration: &Migration) -> Error {
    let id = migration.id();
    Error::new(Code::Cancelled, format!("migration {id} was cancelled")).hint(format!(
        "`resume {id}` has it go on from its checkpoints with the next `up`"
    ))
}

/// How a run is recorded.
impl Migrator {
    async fn finished(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        run: &Rewrite,
    ) -> Result<(), Error> {
        let mut journal = session.journal.lock().await;
        let id = migration.id();
        let change = match direction {
            Direction::Up => Change::new(Command::Finish, journal.ended_row(id)),
            Direction::Down => Change::new(Command::FinishDown, journal.reverted_row(id)),
        };
        journal.write(change).await?;
        self.events.emit(Event::ItemsFinished {
            id: id.clone(),
            direction,
            progress: run.progress(),
        });
        Ok(())
    }

    /// Records why it failed, and gives the error back; or what stood in the way of recording it.
    async fn failed(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        error: Error,
    ) -> Error {
        if error.code() == Code::LeaseLost {
            return error;
        }
        let id = migration.id();
        let text = redacted(&self.redact, &chain(&error));
        let command = match direction {
            Direction::Up => Command::Fail,
            Direction::Down => Command::FailDown,
        };
        let mut journal = session.journal.lock().await;
        let row = MigrationRow {
            error: Some(text.clone()),
            ..journal.ended_row(id)
        };
        if let Err(unrecorded) = journal.write(Change::new(command, row)).await {
            return unrecorded.caused_by(error);
        }
        self.events.emit(Event::ItemsFailed {
            id: id.clone(),
            direction,
            error: text,
        });
        error
    }
}
