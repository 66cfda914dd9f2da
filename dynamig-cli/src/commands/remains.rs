use std::collections::BTreeSet;

use dynamig::history::{History, Status};
use dynamig::{Migration, MigrationId, Migrator};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::output::counted;
use crate::session::Session;

/// What a namespace leaves behind when its tables are deleted and its history is forgotten, as far as anyone can tell:
/// dynamig asks no account for all that it has.
pub(super) struct Remains {
    /// The real names of the tables that migrations say they touch, and that are there.
    tables: Vec<String>,
    /// Migrations that ran, and may have left anything: they do not say what they touch, or are not linked.
    untold: Vec<MigrationId>,
}

impl Remains {
    /// Looks at each table that a migration declares to touch, save those that are deleted: one DescribeTable each.
    pub(super) async fn of(
        session: &Session,
        migrator: &Migrator,
        history: &History,
        deleted: &[String],
    ) -> Result<Self, Failure> {
        let touched = migrator
            .registry()
            .in_order()
            .filter_map(Migration::touches);
        let touched: BTreeSet<&String> = touched.flatten().collect();
        let mut tables = Vec::new();
        for logical in touched.into_iter().filter(|table| !deleted.contains(table)) {
            let name = session.settings().table_name(logical)?;
            if session.describe(&name).await?.is_some() {
                tables.push(name);
            }
        }
        let ran = history.rows.iter().filter(|row| may_have_run(&row.status));
        let untold = ran.filter(|row| {
            let migration = linked(migrator, &row.id);
            migration.is_none_or(|migration| migration.touches().is_none())
        });
        Ok(Self {
            tables,
            untold: untold.map(|row| row.id.clone()).collect(),
        })
    }

    /// Warns of what is left.
    pub(super) fn warn(&self, session: &Session) {
        if !self.tables.is_empty() {
            let message = format!("these tables stay as they are: {}", self.tables.join(", "));
            let hint =
                "a migration that creates one of them may fail; delete it yourself, or use `reset`";
            session.shell().warning(&message, Some(hint));
        }
        if !self.untold.is_empty() {
            let ids: Vec<String> = self.untold.iter().map(MigrationId::to_string).collect();
            let message = format!(
                "{} may have left other tables, which are not known: {}",
                counted(ids.len(), "migration"),
                ids.join(", ")
            );
            let hint = "they declare no `touches`, or are not linked; look at what they did";
            session.shell().warning(&message, Some(hint));
        }
    }

    /// As it stands in the document.
    pub(super) fn json(&self) -> Value {
        let ids: Vec<String> = self.untold.iter().map(MigrationId::to_string).collect();
        json!({ "tables": self.tables, "not_known_of": ids })
    }
}

/// The migration that a row is of, under its id or a former one.
fn linked<'a>(migrator: &'a Migrator, id: &MigrationId) -> Option<&'a Migration> {
    let id = id.to_string();
    let mut all = migrator.registry().in_order();
    all.find(|one| one.id().to_string() == id || one.renamed_from().contains(&id))
}

/// Whether something of it may be there.
fn may_have_run(status: &Status) -> bool {
    !matches!(status, Status::Reverted | Status::Skipped)
}
