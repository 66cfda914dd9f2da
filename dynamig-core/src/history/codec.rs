use super::{Head, MigrationRow, Recovery, Status};
use crate::meta::{Item, Unreadable, Update, number, reader, text, text_map, texts};
use crate::migration::MigrationId;

const RENAMED_FROM: &str = "renamed_from";

/// Reads a migration's row.
pub(super) fn read_row(id: MigrationId, item: &Item) -> Result<MigrationRow, Unreadable> {
    let row = reader(item);
    let optional = |name| row.optional_text(name).map(|text| text.map(str::to_owned));
    Ok(MigrationRow {
        id,
        status: Status::from(row.text("status")?),
        note: optional("note")?,
        seq: row.optional_number("seq")?,
        attempts: row.optional_number("attempts")?.unwrap_or_default(),
        fingerprint: optional("fingerprint")?.unwrap_or_default(),
        revision: row.optional_number("revision")?.unwrap_or(1),
        description: optional("description")?.unwrap_or_default(),
        renamed_from: row.optional_list(RENAMED_FROM, "list of ids")?,
        started_at: optional("started_at")?,
        finished_at: optional("finished_at")?,
        duration_ms: row.optional_number("duration_ms")?,
        applied_by: optional("applied_by")?,
        tool_version: optional("tool_version")?.unwrap_or_default(),
        generation: row.number("generation")?,
        error: optional("error")?,
        schema: row.number("schema")?,
    })
}

/// Writes a migration's row over whatever is there, but never over a newer schema.
pub(super) fn write_row(row: &MigrationRow) -> Update {
    let mut set = Item::from([
        ("status".to_owned(), text(row.status.as_str())),
        ("attempts".to_owned(), number(row.attempts)),
        ("fingerprint".to_owned(), text(&row.fingerprint)),
        ("revision".to_owned(), number(row.revision)),
        ("description".to_owned(), text(&row.description)),
        ("tool_version".to_owned(), text(&row.tool_version)),
        ("generation".to_owned(), number(row.generation)),
        ("schema".to_owned(), number(row.schema)),
    ]);
    let optional = [
        ("note", row.note.as_ref().map(text)),
        ("seq", row.seq.map(number)),
        ("started_at", row.started_at.as_ref().map(text)),
        ("finished_at", row.finished_at.as_ref().map(text)),
        ("duration_ms", row.duration_ms.map(number)),
        ("applied_by", row.applied_by.as_ref().map(text)),
        ("error", row.error.as_ref().map(text)),
        (
            RENAMED_FROM,
            (!row.renamed_from.is_empty()).then(|| texts(&row.renamed_from)),
        ),
    ];
    let mut absent = Vec::new();
    for (name, value) in optional {
        match value {
            Some(value) => drop(set.insert(name.to_owned(), value)),
            None => absent.push(name),
        }
    }
    absent
        .into_iter()
        .fold(not_newer(Update::set(set), row.schema), Update::remove)
}

/// Reads the head.
pub(super) fn read_head(item: &Item) -> Result<Head, Unreadable> {
    let row = reader(item);
    let optional = |name| {
        row.optional_text(name)
            .map(|text| text.unwrap_or_default().to_owned())
    };
    Ok(Head {
        digest: row.text("digest")?.to_owned(),
        tables: optional("tables")?,
        former_tables: row.optional_map("former_tables", "map of hashes")?,
        unsettled: row.number("unsettled")?,
        baselined: row.number("baselined")?,
        skipped: row.number("skipped")?,
        counter: row.number("counter")?,
        environment: optional("environment")?,
        account: optional("account")?,
        region: optional("region")?,
        prefix: optional("prefix")?,
        package: optional("package")?,
        recovery: Recovery::from(row.optional_text("recovery")?),
        schema: row.number("schema")?,
    })
}

/// Writes the head, under the counter that it was read with.
///
/// It carries the generation of its last change, so that the next one is above those of the log too, whose rows stay
/// when the rows that they tell of are removed.
pub(super) fn write_head(head: &Head, before: Option<&Head>, generation: u64) -> Update {
    let mut set = Item::from([
        ("digest".to_owned(), text(&head.digest)),
        ("tables".to_owned(), text(&head.tables)),
        ("former_tables".to_owned(), text_map(&head.former_tables)),
        ("unsettled".to_owned(), number(head.unsettled)),
        ("baselined".to_owned(), number(head.baselined)),
        ("skipped".to_owned(), number(head.skipped)),
        ("counter".to_owned(), number(head.counter)),
        ("environment".to_owned(), text(&head.environment)),
        ("account".to_owned(), text(&head.account)),
        ("region".to_owned(), text(&head.region)),
        ("prefix".to_owned(), text(&head.prefix)),
        ("package".to_owned(), text(&head.package)),
        ("generation".to_owned(), number(generation)),
        ("schema".to_owned(), number(head.schema)),
    ]);
    if let Some(word) = head.recovery.as_str() {
        set.insert("recovery".to_owned(), text(word));
    }
    match before {
        None => Update::set(set).when("attribute_not_exists(#pk)", &["pk"], &[]),
        Some(before) => Update::set(set).when(
            "#counter = :seen AND #schema <= :known",
            &["counter", "schema"],
            &[
                (":seen", number(before.counter)),
                (":known", number(Head::SCHEMA)),
            ],
        ),
    }
}

pub(super) fn not_newer(update: Update, schema: u32) -> Update {
    let values = [(":known", number(schema))];
    update.when(
        "attribute_not_exists(#schema) OR #schema <= :known",
        &["schema"],
        &values,
    )
}
