//! Migrations of a package that calls the core `changes`.

use changes::{Context, Result, Table, migration};

/// Comes first.
#[migration(version = 1)]
pub async fn first(_cx: &Context) -> Result<()> {
    Ok(())
}

/// Depends on it, and can be undone.
#[migration(version = 2, depends_on = [first], down = undo)]
pub async fn second(_cx: &Context) -> Result<()> {
    Ok(())
}

/// Undoes it.
pub async fn undo(_cx: &Context) -> Result<()> {
    Ok(())
}

/// A table that is declared with the core under that name.
#[derive(Table)]
#[table(name = "plans", stream(view = keys_only, after = first))]
pub struct Plan {
    /// Its key.
    #[table(partition_key)]
    pub id: String,
}

pub use changes;

/// Writes a migration that depends on those of this package, into a package that need not know the core.
#[rustfmt::skip]
#[macro_export]
macro_rules! third {
    ($name:ident, $version:literal) => {
        #[$crate::changes::migration(
            version = $version,
            depends_on = [$crate::second],
            down = $crate::undo,
            crate = $crate::changes
        )]
        async fn $name(_cx: &$crate::changes::Context) -> $crate::changes::Result<()> {
            Ok(())
        }
    };
}

#[cfg(test)]
mod tests {
    use changes::{Context, IsMigration, Registry, Result, Table, migration};

    #[migration(version = 3, depends_on = [super::second])]
    async fn third(_cx: &Context) -> Result<()> {
        Ok(())
    }

    #[test]
    fn the_core_is_found_under_its_other_name() {
        assert_eq!(third::ID, "3_third");
        assert_eq!(<third as IsMigration>::DECLARATION.depends_on, ["2_second"]);
    }

    #[test]
    fn a_table_is_registered_under_its_other_name() {
        let registry = Registry::linked().expect("it is valid");
        let plans = registry.table(super::Plan::NAME).expect("it is linked");
        assert_eq!(plans.package, env!("CARGO_PKG_NAME"));
    }
}
