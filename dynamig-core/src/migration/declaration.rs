use std::future::Future;
use std::pin::Pin;

use super::ItemsDeclaration;
use crate::{Context, Result};

/// What a migration function gives back when it is called: its boxed future.
pub type Called<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A migration function behind one type.
pub type Call = for<'a> fn(&'a Context) -> Called<'a>;

/// Everything that `#[migration]` knows of a function, as constants.
#[doc(hidden)]
#[derive(Debug)]
pub struct Declaration {
    pub version: u64,
    pub name: &'static str,
    pub description: &'static str,
    pub depends_on: &'static [&'static str],
    pub work: Work,
    pub revision: u32,
    pub renamed_from: &'static [&'static str],
    pub on_interrupt: OnInterrupt,
    pub fresh: Fresh,
    pub only_in: &'static [&'static str],
    pub touches: Option<&'static [&'static str]>,
    pub fingerprint: &'static str,
    pub place: Place,
}

/// The functions of a migration, and what they are run over.
#[doc(hidden)]
#[derive(Debug)]
pub enum Work {
    /// Functions that run once.
    Once { up: Call, down: Option<Call> },
    /// Functions that run once for each item of a table.
    Items(ItemsDeclaration),
}

impl Declaration {
    /// All that each migration has, and the options as they are when none is given.
    #[must_use]
    pub const fn new(
        (version, name): (u64, &'static str),
        work: Work,
        description: &'static str,
        fingerprint: &'static str,
        (package, file, line): (&'static str, &'static str, u32),
    ) -> Self {
        Self {
            version,
            name,
            description,
            depends_on: &[],
            work,
            revision: 1,
            renamed_from: &[],
            on_interrupt: OnInterrupt::Rerun,
            fresh: Fresh::Run,
            only_in: &[],
            touches: None,
            fingerprint,
            place: Place {
                package,
                file,
                line,
            },
        }
    }
}

/// A function that [`#[migration]`](macro@crate::migration) has annotated, named by its path as a type.
///
/// Only the attribute implements it.
///
/// ```
/// use dynamig::{Context, IsMigration, Result, migration};
///
/// /// The plans that every environment starts with.
/// #[migration(version = 20260801090000)]
/// async fn seed_plans(_cx: &Context) -> Result<()> {
///     Ok(())
/// }
///
/// assert_eq!(seed_plans::ID, "20260801090000_seed_plans");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a migration",
    label = "not annotated with `#[migration]`",
    note = "a dependency is the path of a function with `#[migration(version = …)]`, or its id as a string"
)]
pub trait IsMigration {
    /// The migration's id, `VERSION_name`.
    const ID: &'static str;
    /// The migration's version.
    const VERSION: u64 = dynamig_rules::id::version(Self::ID);
    #[doc(hidden)]
    const DECLARATION: &'static Declaration;
}

/// What happens at the next `up` to a migration that was running when its process died, or that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnInterrupt {
    /// It runs again from its start.
    #[default]
    Rerun,
    /// `up` stops and lists the commands to choose from.
    Manual,
}

/// What happens to a migration in a fresh environment: one whose history is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fresh {
    /// It runs there as anywhere.
    #[default]
    Run,
    /// It is recorded as skipped.
    Skip,
}

/// Where a migration is written, for messages only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The package, as cargo names it.
    pub package: &'static str,
    /// The source file, as the compiler names it.
    pub file: &'static str,
    /// The line of the function's name, from 1.
    pub line: u32,
}

#[cfg(test)]
mod tests {
    use crate::{Context, IsMigration, Result, migration};

    #[migration(version = 1)]
    async fn first(_cx: &Context) -> Result<()> {
        Ok(())
    }

    #[migration(version = 2, depends_on = [first])]
    async fn second(_cx: &Context) -> Result<()> {
        Ok(())
    }

    #[test]
    fn the_attribute_works_in_the_core_itself() {
        assert_eq!((second::ID, second::VERSION), ("2_second", 2));
        assert_eq!(second::DECLARATION.depends_on, [first::ID]);
    }
}
