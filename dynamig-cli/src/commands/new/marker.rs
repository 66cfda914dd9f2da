use dynamig::MigrationId;

use super::template::title;
use crate::failure::Failure;

const MIGRATION: &str = r#"use @core@::{Context, Item, Outcome, Result, migration};

/// @title@.
///
/// @id@ changed each item exactly once, and left this attribute to know by.
#[migration(version = @version@, items = "@table@", depends_on = ["@id@"])]
pub(crate) async fn @name@(mut item: Item, _cx: &Context) -> Result<Outcome<Item>> {
    // Items that do not have it are not written.
    item.remove("_dynamig_@id@");
    Ok(Outcome::Update(item))
}

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

/// The text of a file with an item migration that removes the marker of another.
pub(super) fn migration(id: &MigrationId, core: &str, table: &str, of: &MigrationId) -> String {
    MIGRATION
        .replace("@core@", core)
        .replace("@title@", &title(id.name()))
        .replace("@version@", &id.version().to_string())
        .replace("@table@", table)
        .replace("@name@", id.name())
        .replace("@id@", &of.to_string())
}

/// Reads the id of the migration whose marker is to go.
pub(super) fn read(text: &str) -> Result<MigrationId, Failure> {
    let id: MigrationId = text.parse()?;
    dynamig_rules::version::check(id.version())
        .and_then(|()| dynamig_rules::name::check(id.name()))
        .map_err(|broken| Failure::usage(broken.to_string()).hint(broken.rule().hint))?;
    Ok(id)
}

/// Refuses a version that does not come after that of the migration whose marker is to go.
pub(super) fn check_later(id: &MigrationId, of: &MigrationId) -> Result<(), Failure> {
    if id.version() > of.version() {
        return Ok(());
    }
    let version = id.version();
    let message = format!("version {version} is not later than {of}, whose marker is to go");
    Err(Failure::usage(message).hint("leave `--version` out, and it gets a later one"))
}

/// What to know where nothing here has that migration.
pub(super) fn unknown(of: &MigrationId, existing: &[MigrationId]) -> Option<String> {
    (!existing.contains(of)).then(|| {
        format!(
            "{of} is not linked here, and `depends_on` needs it: link it, or take `depends_on` out once it is applied \
             everywhere"
        )
    })
}
