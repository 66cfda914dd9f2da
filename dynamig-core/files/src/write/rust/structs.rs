use super::bytes::BYTES;
use super::fields::{Field, fields};
use super::layout::attribute;
use super::names::Names;
use super::{index, table};
use crate::Declared;

/// Writes the attributes of tables, to be pasted above structs of one's own; which fields they name stands in comments,
/// and so does what is noted of a table.
///
/// What waits for a migration is written without `after`, which names a function: a comment tells of it.
#[must_use]
pub fn to_attributes(tables: &[Declared]) -> String {
    let texts = tables.iter().map(|table| {
        let fields = fields(&table.definition);
        let mut lines = vec![format!(
            "// To stand above your struct of the items of table `{}`, or of their keys:",
            table.definition.name
        )];
        lines.extend(comments(table));
        lines.push("#[derive(dynamig::Table)]".to_owned());
        lines.extend(attributes(table, &fields));
        lines.push("// The fields that are named above, by the names that a struct may have for them:".to_owned());
        let of_fields = fields.iter().flat_map(Field::lines);
        lines.extend(of_fields.map(|line| format!("//     {line}")));
        if fields.iter().any(Field::is_binary) {
            lines.push(
                "// `Bytes` stands for your own type of bytes: implement `dynamig::table::KeyAttribute` for it."
                    .to_owned(),
            );
        }
        lines.join("\n") + "\n"
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Writes a struct for each table, of the attributes of its keys and the time to live. It needs `serde` with its
/// feature `derive`.
///
/// What waits for a migration is written without `after`, which names a function: a comment tells of it, as of what is
/// noted of a table.
#[must_use]
pub fn to_structs(tables: &[Declared]) -> String {
    let mut names = Names::default();
    let mut texts = Vec::new();
    let mut has_bytes = false;
    for declared in tables {
        let fields = fields(&declared.definition);
        has_bytes |= fields.iter().any(Field::is_binary);
        let name = names.of_struct(&declared.definition.name);
        let mut lines = comments(declared);
        lines.push(format!(
            "/// The keys of table `{}`.",
            declared.definition.name
        ));
        lines.push("///".to_owned());
        lines.push(
            "/// Items may have more: add what yours have before you write them with this."
                .to_owned(),
        );
        lines.push(
            "#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]"
                .to_owned(),
        );
        lines.extend(attributes(declared, &fields));
        lines.push(format!("pub struct {name} {{"));
        let of_fields = fields.iter().flat_map(Field::lines);
        lines.extend(of_fields.map(|line| format!("    {line}")));
        lines.push("}\n".to_owned());
        texts.push(lines.join("\n"));
    }
    texts.extend(has_bytes.then(|| BYTES.to_owned()));
    texts.join("\n")
}

fn attributes(declared: &Declared, fields: &[Field]) -> Vec<String> {
    let mut lines = attribute("table", &table::options(declared, fields));
    for one in &declared.definition.indexes {
        lines.extend(attribute("index", &index::options(one, fields)));
    }
    lines
}

/// What no attribute can say.
fn comments(declared: &Declared) -> Vec<String> {
    let notes = declared.notes.iter().flat_map(|note| note.lines());
    let mut comments: Vec<_> = notes.map(|line| format!("// {line}")).collect();
    let after = &declared.after;
    let mut waits = |what: &str, id: &str| {
        comments.push(format!(
            "// {what} waits for migration {id}: name its function there, `after = PATH`"
        ));
    };
    for (index, id) in &after.indexes {
        waits(&format!("index `{index}`"), id);
    }
    if let Some(id) = &after.stream {
        waits("the stream", id);
    }
    if let Some(id) = &after.ttl {
        waits("the time to live", id);
    }
    comments
}
