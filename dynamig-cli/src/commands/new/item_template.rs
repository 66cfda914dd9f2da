use dynamig::MigrationId;

use super::template::title;

const MIGRATION: &str = r#"use @core@::{Context, Item, Outcome, Result, migration};

/// @title@.
#[migration(version = @version@, items = "@table@"@down@)]
pub(crate) async fn @name@(item: Item, _cx: &Context) -> Result<Outcome<Item>> {
    // It runs once for each item, beside the application; after a crash again for some, which it may have changed already.
    // What it looks at is written only as long as nobody else has changed it; then it runs again on what is there.
    // For example, with `mut item`, after `cargo add aws-sdk-dynamodb`:
    //
    //     let Some(AttributeValue::S(email)) = item.get("email") else { return Ok(Outcome::Keep) };
    //     let lower = AttributeValue::S(email.to_lowercase());
    //     item.set("email_lower", lower);
    //     Ok(Outcome::Update(item))
    let _email = item.get("email");
    Ok(Outcome::Keep)
}
@undo@
#[cfg(test)]
mod tests {
    use @core@::test::Database;

    // The table has to be declared, or made by an earlier migration. Put items there to see what becomes of them.
    #[@core@::test(empty)]
    async fn it_may_run_twice(db: &Database) -> @core@::Result<()> {
        db.up_before::<super::@name@>().await?;
        db.run::<super::@name@>().await?;
        db.run::<super::@name@>().await?;
        Ok(())
    }
}
"#;

const UNDO: &str = r#"
/// Undoes it, for each item.
async fn undo_@name@(item: Item, _cx: &Context) -> Result<Outcome<Item>> {
    let _email = item.get("email");
    Ok(Outcome::Keep)
}
"#;

/// The text of a file with an item migration.
pub(super) fn migration(id: &MigrationId, core: &str, table: &str, down: bool) -> String {
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
        .replace("@table@", table)
        .replace("@name@", id.name())
}
