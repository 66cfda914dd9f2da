use dynamig::MigrationId;

const MIGRATION: &str = r#"use @core@::{Context, Result, migration};

/// @title@.
#[migration(version = @version@@down@)]
pub(crate) async fn @name@(cx: &Context) -> Result<()> {
    // It runs once in each environment; after a crash it runs again from here, so everything in it must bear that.
    // For example, after `cargo add aws-sdk-dynamodb`:
    //
    //     cx.client().put_item().set_table_name(cx.table("customers")).item("id", AttributeValue::S(id)).send().await?;
    let _client = cx.client();
    Ok(())
}
@undo@
#[cfg(test)]
mod tests {
    use @core@::test::Database;

    #[@core@::test(empty)]
    async fn it_may_run_twice(db: &Database) -> @core@::Result<()> {
        db.up_before::<super::@name@>().await?;
        db.run::<super::@name@>().await?;
        db.run::<super::@name@>().await?;
        Ok(())
    }
}
"#;

const UNDO: &str = r"
/// Undoes it, down to what was there before.
async fn undo_@name@(cx: &Context) -> Result<()> {
    let _client = cx.client();
    Ok(())
}
";

/// The text of a file with a migration.
pub(super) fn migration(id: &MigrationId, core: &str, down: bool) -> String {
    let (option, undo) = match down {
        true => (format!(", down = undo_{}", id.name()), UNDO),
        false => (String::new(), ""),
    };
    MIGRATION
        .replace("@undo@", undo)
        .replace("@down@", &option)
        .replace("@core@", core)
        .replace("@title@", &title(id.name()))
        .replace("@version@", &id.version().to_string())
        .replace("@name@", id.name())
}

/// The text of the file that declares the migrations' modules.
pub(super) fn module_file(module: Option<&str>) -> String {
    let module = module.map(|name| format!("\nmod {name};\n"));
    format!(
        "//! The migrations, each in a file of its own.\n{}",
        module.unwrap_or_default()
    )
}

/// The name as words: `create_customers` becomes `Create customers`.
pub(super) fn title(name: &str) -> String {
    let words = name.replace('_', " ");
    let words = words.trim();
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => name.to_owned(),
    }
}
