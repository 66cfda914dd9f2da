use super::{After, Change};
use crate::identity::Identity;
use crate::meta::{Item, Unreadable, number, reader, text};

/// One row of the audit log: what was done to a migration or to the lock, when, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct LogRow {
    /// When, as an RFC 3339 instant in UTC.
    pub at: String,
    /// What was done, for example `finish` or `mark-applied`.
    pub command: String,
    /// The migration's id; none where it was about the lock or a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migration: Option<String>,
    /// The table's logical name, where it was about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The id that its row was under until then, where it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// The state that followed; none where the row was removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Who.
    pub actor: String,
    /// From which host.
    pub host: String,
    /// Why, where a person gave a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The saved plan that was carried out, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// What went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The git revision of the code, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub git_revision: Option<String>,
    /// The version of the package whose migrations ran, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_version: Option<String>,
    /// The release of dynamig.
    pub tool_version: String,
}

impl LogRow {
    pub(crate) fn new(identity: &Identity, at: String, command: &str) -> Self {
        Self {
            at,
            command: command.to_owned(),
            migration: None,
            table: None,
            renamed_from: None,
            state: None,
            actor: identity.actor.clone(),
            host: identity.host.clone(),
            reason: None,
            plan: None,
            error: None,
            git_revision: identity.git_revision.clone(),
            package_version: identity.package_version.clone(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    pub(super) fn of(identity: &Identity, at: String, change: &Change, after: &After) -> Self {
        Self {
            migration: Some(change.row.id.to_string()),
            renamed_from: change.moved_from.as_ref().map(ToString::to_string),
            state: match after {
                After::State(status) => Some(status.to_string()),
                After::Nothing => None,
            },
            reason: change.reason.clone(),
            error: change.row.error.clone(),
            ..Self::new(identity, at, change.command.as_str())
        }
    }

    pub(crate) fn attributes(&self) -> Item {
        let optional = [
            ("migration", &self.migration),
            ("table", &self.table),
            ("renamed_from", &self.renamed_from),
            ("state", &self.state),
            ("reason", &self.reason),
            ("plan", &self.plan),
            ("error", &self.error),
            ("git_revision", &self.git_revision),
            ("package_version", &self.package_version),
        ];
        let given = optional
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_ref()?)));
        let required = [
            ("at", &self.at),
            ("command", &self.command),
            ("actor", &self.actor),
            ("host", &self.host),
            ("tool_version", &self.tool_version),
        ];
        let mut item: Item = required
            .into_iter()
            .chain(given)
            .map(|(name, value)| (name.to_owned(), text(value)))
            .collect();
        item.insert("schema".to_owned(), number(1));
        item
    }

    pub(super) fn read(item: &Item) -> Result<Self, Unreadable> {
        let row = reader(item);
        let optional = |name| row.optional_text(name).map(|text| text.map(str::to_owned));
        Ok(Self {
            at: row.text("at")?.to_owned(),
            command: row.text("command")?.to_owned(),
            migration: optional("migration")?,
            table: optional("table")?,
            renamed_from: optional("renamed_from")?,
            state: optional("state")?,
            actor: row.text("actor")?.to_owned(),
            host: row.text("host")?.to_owned(),
            reason: optional("reason")?,
            plan: optional("plan")?,
            error: optional("error")?,
            git_revision: optional("git_revision")?,
            package_version: optional("package_version")?,
            tool_version: row.text("tool_version")?.to_owned(),
        })
    }
}
