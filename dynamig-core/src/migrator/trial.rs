use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use futures_util::FutureExt as _;

use super::Migrator;
use super::item_parameters::{WORKERS, segments};
use super::item_parts::{function_of, write_terms};
use super::item_rates::item_rates;
use crate::cancellation::Cancellation;
use crate::context::Grant;
use crate::error::{Code, Error};
use crate::migration::{Direction, Items, Migration, MigrationId};
use crate::rewrite::{Ask, Consistency, Pace, Progress, Scanner, Target};
use crate::table::Observed;
use crate::trial::{Judge, Over, ReadOnly, Trial, TrialOptions, Twice};

/// What a look at the items is for.
#[derive(Clone, Copy)]
struct Purpose {
    consistency: Consistency,
    twice: Twice,
}

impl Migrator {
    /// Calls a function of an item migration with items of its table, and writes nothing: what it would do, and whether it
    /// would do more when it is applied to what it gave. The items are read as a run reads them.
    ///
    /// Requests of the function itself that may write are refused, which fails the item; what it does beyond DynamoDB, it
    /// does.
    ///
    /// # Errors
    /// [`Code::UnknownMigration`]; [`Code::NotLinked`] where this program does not have it, [`Code::NotOverItems`] where it
    /// is not run over items, [`Code::Irreversible`] where it has no such function, [`Code::TableMissing`], and
    /// [`Code::Interrupted`] where it was asked to stop.
    ///
    /// # Cost
    /// A Query of the history, a DescribeTable, and a Scan of as many items as are asked for, eventually consistent. Needs
    /// `dynamodb:DescribeTable` and `Scan` on the table, and what the function reads.
    pub async fn try_items(
        &self,
        id: &str,
        direction: Direction,
        options: TrialOptions,
    ) -> Result<Trial, Error> {
        let purpose = Purpose {
            consistency: Consistency::Eventual,
            twice: Twice::Asked,
        };
        self.look_with(id, direction, options, purpose)
            .boxed()
            .await
    }

    /// Reads the items of a table again, by strongly consistent reads, and counts those that the function of an item
    /// migration would still change: after a run none, if the application writes the new shape. Writes nothing.
    ///
    /// # Errors
    /// As [`try_items`](Self::try_items).
    ///
    /// # Cost
    /// As [`try_items`](Self::try_items), at twice the read units.
    pub async fn verify(&self, id: &str, options: TrialOptions) -> Result<Trial, Error> {
        let purpose = Purpose {
            consistency: Consistency::Strong,
            twice: Twice::NotAsked,
        };
        self.look_with(id, Direction::Up, options, purpose)
            .boxed()
            .await
    }

    async fn look_with(
        &self,
        id: &str,
        direction: Direction,
        options: TrialOptions,
        purpose: Purpose,
    ) -> Result<Trial, Error> {
        self.settings.check()?;
        let history = self.history().await?;
        let (id, migration) = self.known(&history, id)?;
        let migration = migration.ok_or_else(|| not_linked(&id))?;
        let (items, function) = function_of(&migration, direction)?;
        let client = self.reading_client();
        let observed = self.observed_items(&items, &client).await?;
        let real = self.settings.table_name(&items.table)?;
        let target = Target::of(&real, &observed.definition);
        let stop = Cancellation::new();
        let (cancelled, grant) = (stop.clone(), Grant::Reads);
        let context = self.context_of_items(&migration, direction, &history, cancelled, grant);
        let over = Over {
            scanner: self.reading_scanner(&migration, &items, &observed, client, purpose)?,
            judge: Judge {
                ask: Ask {
                    items: &items,
                    function: &function,
                    context: &context,
                    terms: &write_terms(&migration, &items),
                },
                target: &target,
                twice: purpose.twice,
                values: options.values,
                redact: &self.redact,
            },
            workers: items.options.workers.unwrap_or(WORKERS),
            options,
            events: &self.events,
            random: &self.random,
            stop: &stop,
        };
        let trial = Trial::new(&id, direction, &items.table, observed.items);
        let looking = over.go(trial).boxed();
        let found = self.stopping(&stop, None, looking).boxed().await;
        context.end();
        found
    }

    /// The caller's client for what only reads. It tries nothing again by itself.
    fn reading_client(&self) -> Client {
        let config = self.client.config().to_builder();
        let config = config
            .retry_config(RetryConfig::disabled())
            .timeout_config(self.attempt_timeout())
            .interceptor(ReadOnly);
        Client::from_conf(config.build())
    }

    fn reading_scanner(
        &self,
        migration: &Migration,
        items: &Items,
        observed: &Observed,
        client: Client,
        purpose: Purpose,
    ) -> Result<Scanner, Error> {
        Ok(Scanner {
            client,
            table: self.settings.table_name(&items.table)?,
            segments: segments(&items.options, observed.bytes),
            page: items.options.page,
            consistency: purpose.consistency,
            pace: Pace::new(item_rates(migration, items, observed)?, None),
            progress: Progress::default(),
            random: self.random.clone(),
        })
    }
}

fn not_linked(id: &MigrationId) -> Error {
    let message =
        format!("migration {id} is not linked, and only its function knows what it would do");
    Error::new(Code::NotLinked, message).hint("run this with the program that declares it")
}
