use std::collections::BTreeMap;

use dynamig::history::LogRow;
use dynamig::lease::LockRecord;
use dynamig::plan::{Plan, Row, Warning};
use dynamig::report::{MigrationReport, Report, Summary, TableReport};
use serde::Serialize;
use serde_json::Value;

use super::{Shell, TargetDocument};
use crate::failure::Failure;
use crate::session::Session;

/// The version of the JSON documents: raised only by a change that is not an addition.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// What `--json` writes: one document, of one form for all commands. What a command did not look at is null or empty.
#[derive(Debug, Serialize)]
pub(crate) struct Document {
    /// Raised when something that was there changes its meaning or goes.
    schema_version: u32,
    target: TargetDocument,
    lock: Option<LockDocument>,
    summary: Option<Summary>,
    migrations: Vec<MigrationReport>,
    tables: Vec<TableReport>,
    steps: Vec<Row>,
    requests: RequestsDocument,
    warnings: Vec<Warning>,
    /// The audit log, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<Vec<LogRow>>,
    /// What a single command has to say beyond.
    #[serde(flatten)]
    more: BTreeMap<&'static str, Value>,
}

/// Who holds the lock.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LockDocument {
    held: bool,
    owner: Option<String>,
    actor: String,
    host: String,
    pid: u32,
    run: String,
    generation: u64,
    lease_ms: u64,
}

#[derive(Debug, Serialize)]
struct RequestsDocument {
    total: u64,
    by_operation: BTreeMap<String, u64>,
}

impl Document {
    pub(crate) fn new(session: &Session, account: Option<&str>) -> Self {
        let by_operation = session.requests.by_operation();
        Self {
            schema_version: SCHEMA_VERSION,
            target: session.target(account),
            lock: None,
            summary: None,
            migrations: Vec::new(),
            tables: Vec::new(),
            steps: Vec::new(),
            requests: RequestsDocument {
                total: by_operation.values().sum(),
                by_operation,
            },
            warnings: Vec::new(),
            log: None,
            more: session.notes(),
        }
    }

    pub(crate) fn lock(mut self, lock: Option<&LockRecord>) -> Self {
        self.lock = lock.map(LockDocument::of);
        self
    }

    pub(crate) fn report(mut self, report: Report) -> Self {
        self.summary = Some(report.summary);
        self.migrations = report.migrations;
        self.tables = report.tables;
        self.warnings = report.warnings;
        self
    }

    /// The tables, where the command is about nothing else.
    pub(crate) fn tables(mut self, tables: Vec<TableReport>) -> Self {
        self.tables = tables;
        self
    }

    /// The steps of a plan, of tables and of migrations.
    pub(crate) fn steps(mut self, plan: &Plan) -> Self {
        self.steps = plan.rows();
        self
    }

    pub(crate) fn warnings(mut self, warnings: Vec<Warning>) -> Self {
        self.warnings = warnings;
        self
    }

    pub(crate) fn log(mut self, log: Vec<LogRow>) -> Self {
        self.log = Some(log);
        self
    }

    /// Adds something that this command alone has to say.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.more.insert(name, value.into());
        self
    }

    /// The same of something that has a form in JSON of its own.
    pub(crate) fn with_form(
        self,
        name: &'static str,
        form: &impl Serialize,
    ) -> Result<Self, Failure> {
        let value = serde_json::to_value(form).map_err(unwritable)?;
        Ok(self.with(name, value))
    }

    pub(crate) fn print(&self, shell: &Shell) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self).map_err(unwritable)?;
        shell.data(&text)
    }
}

fn unwritable(cause: serde_json::Error) -> Failure {
    let message = "the JSON document cannot be written";
    Failure::new(dynamig::Code::Internal, message).caused_by(cause)
}

impl LockDocument {
    fn of(lock: &LockRecord) -> Self {
        Self {
            held: lock.is_held(),
            owner: lock.owner.clone(),
            actor: lock.actor.clone(),
            host: lock.host.clone(),
            pid: lock.pid,
            run: lock.run.clone(),
            generation: lock.generation,
            lease_ms: u64::try_from(lock.lease.as_millis()).unwrap_or(u64::MAX),
        }
    }
}
