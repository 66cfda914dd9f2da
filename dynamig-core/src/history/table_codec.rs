use super::codec::not_newer;
use crate::meta::{Item, Unreadable, Update, number, reader, text, text_map, texts};
use crate::table::{Budget, TableRow, TableState};

/// Reads a table's row.
pub(super) fn read_table_row(name: &str, item: &Item) -> Result<TableRow, Unreadable> {
    let row = reader(item);
    let optional = |name| row.optional_text(name).map(|text| text.map(str::to_owned));
    let mut table = TableRow::new(name, TableState::from(row.text("status")?));
    table.hashes = row.optional_list("hashes", "list of hashes")?;
    table.brought = optional("brought")?;
    table.stack = optional("stack")?;
    table.keys = row.optional_map("keys", "map of key names")?;
    table.revision = row.optional_number("revision")?.unwrap_or_default();
    table.package = optional("package")?.unwrap_or_default();
    table.indexes = row
        .optional_list("indexes", "list of names")?
        .into_iter()
        .collect();
    table.id = optional("table_id")?;
    table.created = row.optional_number("created")?;
    for budget in Budget::ALL {
        let instants = row.optional_list(&spent(budget), "list of instants")?;
        if !instants.is_empty() {
            table.spent.insert(budget, instants);
        }
    }
    table.looked_at = optional("looked_at")?;
    table.skipped = row.optional_list("skipped", "list of properties")?;
    table.generation = row.number("generation")?;
    table.schema = row.number("schema")?;
    Ok(table)
}

/// Writes a table's row over whatever is there, but never over a newer schema.
pub(super) fn write_table_row(row: &TableRow) -> Update {
    let indexes: Vec<_> = row.indexes.iter().collect();
    let set = Item::from([
        ("status".to_owned(), text(row.state.as_str())),
        ("hashes".to_owned(), texts(&row.hashes)),
        ("revision".to_owned(), number(row.revision)),
        ("package".to_owned(), text(&row.package)),
        ("indexes".to_owned(), texts(&indexes)),
        ("skipped".to_owned(), texts(&row.skipped)),
        ("generation".to_owned(), number(row.generation)),
        ("schema".to_owned(), number(row.schema)),
    ]);
    let optional = [
        ("table_id", row.id.as_ref().map(text)),
        ("created", row.created.map(number)),
        ("brought", row.brought.as_ref().map(text)),
        ("stack", row.stack.as_ref().map(text)),
        ("keys", (!row.keys.is_empty()).then(|| text_map(&row.keys))),
        ("looked_at", row.looked_at.as_ref().map(text)),
    ];
    let optional = optional.map(|(name, value)| (name.to_owned(), value));
    let spent = Budget::ALL.map(|budget| {
        let instants = row.spent.get(&budget).map(|instants| texts(instants));
        (spent(budget), instants)
    });
    let optional = optional.into_iter().chain(spent);
    let (given, absent): (Vec<_>, Vec<_>) = optional.partition(|(_, value)| value.is_some());
    let given = given
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let set = set.into_iter().chain(given).collect();
    let update = not_newer(Update::set(set), row.schema);
    absent
        .into_iter()
        .fold(update, |update, (name, _)| update.remove(&name))
}

/// The attribute with the instants at which a budget was spent.
fn spent(budget: Budget) -> String {
    format!("spent_{}", budget.as_str())
}
