use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use tokio::time::Instant;

use super::Migrator;
use super::item_parameters::WORKERS;
use super::item_rates::{RAMP, item_rates};
use super::session::Session;
use crate::cancellation::Cancellation;
use crate::context::{Context, Grant, Parts};
use crate::error::{Code, Error};
use crate::estimate::Tariff;
use crate::history::History;
use crate::lease::{Lease, Leased};
use crate::migration::{Direction, ItemFunction, Items, Migration, Writes};
use crate::rewrite::{
    Account, Budget, Consistency, Edits, Failures, First, Others, Pace, Packing, Parameters,
    Progress, Rates, Rewrite, Scanner, Target, Terms as WriteTerms, apart,
};

/// What a run over items is made of.
impl Migrator {
    /// Looks at the table, and goes by what an earlier process of the run has begun it with.
    pub(super) async fn prepare(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        stop: &Cancellation,
        edits: Edits,
    ) -> Result<Rewrite, Error> {
        let (items, function) = function_of(migration, direction)?;
        let lease = session.journal.lock().await.lease().clone();
        let client = self.item_client(&lease);
        let observed = self.observed_items(&items, &client).await?;
        let rows = self.run_rows(migration.id(), direction, &lease);
        let parameters = self
            .parameters(migration, &items, &observed, &rows, edits)
            .await?;
        let deferred = self.deferred(migration, &items, &parameters);
        let target = Target::of(&parameters.table, &observed.definition);
        let rates = item_rates(migration, &items, &observed)?;
        let failures = Failures::new(items.options.max_errors);
        let progress = Progress::default();
        progress.told().items = observed.items;
        let workers = items.options.workers.unwrap_or(WORKERS);
        let context = self.item_context(migration, direction, session, &lease);
        Ok(Rewrite {
            workers: workers.min(parameters.segments),
            context: context.await,
            terms: write_terms(migration, &items),
            packing: Mutex::new(packing(items.options.writes)),
            scanner: self.scanner(&client, parameters, &items, rates, &progress),
            client,
            items,
            function,
            rows,
            target: Arc::new(target),
            others: Others::of(self.region()),
            rates,
            progress,
            budget: Budget::of(self.settings.item_memory()),
            account: Account::new(Tariff::of(&observed, &self.region())),
            began: Instant::now(),
            events: self.events.clone(),
            stop: stop.clone(),
            wished: First::default(),
            failures,
            redact: self.redact.clone(),
            failure: First::default(),
            deferred,
        })
    }

    fn scanner(
        &self,
        client: &Client,
        parameters: Parameters,
        items: &Items,
        rates: Rates,
        progress: &Progress,
    ) -> Scanner {
        let ramp = self.settings.is_protected().then_some(RAMP);
        Scanner {
            client: apart(client, self.settings.attempt_timeout_data_plane()),
            table: parameters.table,
            segments: parameters.segments,
            page: items.options.page,
            consistency: Consistency::Eventual,
            pace: Pace::new(rates, ramp),
            progress: progress.clone(),
            random: self.random.clone(),
        }
    }

    /// The caller's client as the engine needs it: it tries nothing again by itself, and waits for no answer longer than
    /// an attempt may take.
    fn item_client(&self, lease: &Lease) -> Client {
        let attempt = self.settings.attempt_timeout_data_plane();
        let config = self.client.config().to_builder();
        let config = config
            .retry_config(RetryConfig::disabled())
            .timeout_config(self.attempt_timeout())
            .interceptor(Leased::new(lease.guard().clone(), attempt));
        Client::from_conf(config.build())
    }

    /// How long an attempt may take.
    pub(super) fn attempt_timeout(&self) -> TimeoutConfig {
        let attempt = self.settings.attempt_timeout_data_plane();
        TimeoutConfig::builder()
            .connect_timeout(attempt)
            .operation_attempt_timeout(attempt)
            .build()
    }

    async fn item_context(
        &self,
        migration: &Migration,
        direction: Direction,
        session: &Session,
        lease: &Arc<Lease>,
    ) -> Context {
        let history = session.journal.lock().await.history().clone();
        // Functions of items that were begun before the wish to stop still send.
        let cancellation = Cancellation::new();
        let grant = Grant::Leased {
            lease: lease.clone(),
            journal: session.journal.clone(),
        };
        self.context_of_items(migration, direction, &history, cancellation, grant)
    }

    /// What a function of items is given.
    pub(super) fn context_of_items(
        &self,
        migration: &Migration,
        direction: Direction,
        history: &History,
        cancellation: Cancellation,
        grant: Grant,
    ) -> Context {
        let parts = Parts {
            client: self.client.clone(),
            cancellation,
            settings: self.settings.clone(),
            dropped: self.dropped(history, &None).into(),
            events: self.events.clone(),
            direction,
            grant,
        };
        Context::new(migration, &self.address(), parts)
    }
}

/// What is run, and over what.
pub(super) fn function_of(
    migration: &Migration,
    direction: Direction,
) -> Result<(Items, ItemFunction), Error> {
    let Some(items) = migration.items().cloned() else {
        let message = format!("migration {} is not run over items", migration.id());
        return Err(Error::new(Code::NotOverItems, message)
            .hint("only a migration with `items = \"TABLE\"` calls its function for each item"));
    };
    let function = match direction {
        Direction::Up => Some(items.up.clone()),
        Direction::Down => items.down.clone(),
    };
    match function {
        Some(function) => Ok((items, function)),
        None => {
            let message = format!("migration {} has no down", migration.id());
            Err(Error::new(Code::Irreversible, message))
        }
    }
}

/// The requests that writes go out in until more is known.
fn packing(writes: Writes) -> Packing {
    match writes {
        Writes::Batch => Packing::BatchesOfOne,
        Writes::Single => Packing::Singles,
    }
}

/// How writes are conditioned and marked.
pub(super) fn write_terms(migration: &Migration, items: &Items) -> WriteTerms {
    WriteTerms {
        compare: items.options.compare,
        marker: marker(migration, items),
    }
}

/// The attribute that marks an item as changed, where each is to be changed once.
fn marker(migration: &Migration, items: &Items) -> Option<String> {
    items
        .is_marked()
        .then(|| format!("_dynamig_{}", migration.id()))
}
