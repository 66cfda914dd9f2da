use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_runtime_api::client::result::ConnectorError;
use serde_json::{Value, json};

use super::asked::Asked;
use super::clock::Moment;
use super::engine::Engine;
use super::held::{Status, Table};
use super::law::{Case, judge};
use super::rejection::{Judged, Rejection};
use super::{Accepted, Budget, Clock, Durations, Rejected, apply, show};

/// AWS's law over an engine, and what it remembers. Clones are one law: give them to every stack over the same engine.
///
/// Tables that the engine has already are met as they are, ready.
#[derive(Clone, Debug)]
pub struct Strict {
    clock: Clock,
    durations: Arc<Durations>,
    book: Arc<Mutex<Book>>,
    /// Changes are carried out one after the other.
    turns: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Debug, Default)]
struct Book {
    tables: BTreeMap<String, Table>,
    accepted: Vec<Accepted>,
    rejected: Vec<Rejected>,
}

impl Strict {
    /// A law on a clock, with how long everything takes.
    #[must_use]
    pub fn new(clock: Clock, durations: Durations) -> Self {
        Self {
            clock,
            durations: Arc::new(durations),
            book: Arc::default(),
            turns: Arc::default(),
        }
    }

    /// Its clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The accepted changes to a table, in order.
    #[must_use]
    pub fn accepted(&self, table: &str) -> Vec<Accepted> {
        let all = self.all_accepted().into_iter();
        all.filter(|accepted| accepted.table == table).collect()
    }

    /// The accepted changes to all tables, in order.
    #[must_use]
    pub fn all_accepted(&self) -> Vec<Accepted> {
        self.with(|book| book.accepted.clone())
    }

    /// The rejected requests, in order.
    #[must_use]
    pub fn rejected(&self) -> Vec<Rejected> {
        self.with(|book| book.rejected.clone())
    }

    /// What the layer holds of a table, under the protocol's names; none if it never met it, or it is gone.
    #[must_use]
    pub fn held(&self, table: &str) -> Option<Value> {
        let now = self.clock.now();
        self.with(|book| {
            let table = book.tables.get(table)?;
            (table.status(now) != Status::Gone).then(|| show::held(table, now))
        })
    }

    /// Spends one change of a table's budget, `ago` before now, as if somebody had made it then.
    ///
    /// # Panics
    ///
    /// If the layer has not met the table.
    pub fn spend(&self, table: &str, budget: Budget, ago: Duration) {
        let at = self.clock.now().before(ago);
        self.with(|book| {
            let met = book.tables.get_mut(table);
            let met = met.expect("a budget is that of a table which the strict layer has met");
            met.spent.spend(budget, at);
        });
    }

    pub(super) fn turns(&self) -> &tokio::sync::Mutex<()> {
        &self.turns
    }

    /// Takes up a table that the engine has and the law does not know.
    pub(super) async fn meet(&self, engine: &Engine, asked: &Asked) -> Result<(), ConnectorError> {
        self.settle();
        let Some(name) = asked.table.as_deref().filter(|name| !self.knows(name)) else {
            return Ok(());
        };
        let Some(description) = engine.describe(name).await? else {
            return Ok(());
        };
        let ttl = json!({ "TableName": name });
        let ttl = engine.ask("DescribeTimeToLive", &ttl).await?.body;
        let tags = json!({ "ResourceArn": description["TableArn"] });
        let tags = engine.ask("ListTagsOfResource", &tags).await?.body;
        let adopted = Table::adopted(&description, &ttl, &tags);
        self.with(|book| {
            book.tables.entry(name.to_owned()).or_insert(adopted);
        });
        Ok(())
    }

    pub(super) fn judge(&self, asked: &Asked) -> Judged {
        self.case(asked, |case| match case {
            Some(case) => judge(&case),
            // The engine says what a request without a table lacks.
            None => Ok(()),
        })
    }

    pub(super) fn reject(&self, asked: &Asked, rejection: &Rejection) {
        let rejected = Rejected {
            operation: asked.operation.clone(),
            table: asked.table.clone(),
            body: asked.body.clone(),
            code: rejection.code,
            message: rejection.message.clone(),
            source: rejection.source,
        };
        self.with(|book| book.rejected.push(rejected));
    }

    /// Keeps what an accepted request changed.
    pub(super) fn accept(&self, asked: &Asked, described: Value) {
        let Some(name) = &asked.table else { return };
        let changed = self.case(asked, |case| {
            case.map(|case| apply::apply(&case, described))
        });
        self.with(|book| {
            book.tables
                .extend(changed.map(|table| (name.clone(), table)));
            book.accepted.push(Accepted {
                operation: asked.operation.clone(),
                table: name.clone(),
                body: asked.body.clone(),
            });
        });
    }

    /// Keeps the engine's last description of a table, for when the engine no longer has it or its index.
    pub(super) fn remember(&self, name: &str, described: &Value) {
        self.with(|book| {
            if let Some(table) = book.tables.get_mut(name) {
                table.described = described.clone();
            }
        });
    }

    /// Looks at a table as it is now.
    pub(super) fn look<T>(&self, name: &str, look: impl FnOnce(&Table, Moment) -> T) -> Option<T> {
        let now = self.clock.now();
        self.with(|book| book.tables.get(name).map(|table| look(table, now)))
    }

    /// Whether one of the tables is not there yet, to AWS.
    pub(super) fn any_is_creating(&self, names: &[String]) -> bool {
        let is_creating = |table: &Table, now| table.status(now) == Status::Creating;
        names
            .iter()
            .any(|name| self.look(name, is_creating) == Some(true))
    }

    /// A table that somebody deleted behind the layer's back.
    pub(super) fn forget(&self, name: &str) {
        self.with(|book| book.tables.remove(name));
    }

    fn knows(&self, name: &str) -> bool {
        self.with(|book| book.tables.contains_key(name))
    }

    /// Forgets what is gone by now.
    fn settle(&self) {
        let now = self.clock.now();
        self.with(|book| {
            book.tables
                .retain(|_, table| table.status(now) != Status::Gone);
            book.tables.values_mut().for_each(|table| table.settle(now));
        });
    }

    fn case<T>(&self, asked: &Asked, look: impl FnOnce(Option<Case<'_>>) -> T) -> T {
        let now = self.clock.now();
        self.with(|book| {
            look(asked.table.as_deref().map(|name| Case {
                asked,
                name,
                table: book.tables.get(name),
                now,
                durations: &self.durations,
            }))
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut Book) -> T) -> T {
        look(
            &mut self
                .book
                .lock()
                .expect("no test panics while it looks at the law"),
        )
    }
}
