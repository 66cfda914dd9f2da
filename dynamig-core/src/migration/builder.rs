use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::sync::Arc;

use super::definition::{Definition, Does, Function};
use super::items::Items;
use super::{Fresh, Migration, MigrationId, OnInterrupt};
use crate::Context;
use crate::error::{BoxError, Code, Error};

/// A migration under construction, from values known only at run time. Made by [`Migration::builder`].
///
/// ```
/// use aws_sdk_dynamodb::types::AttributeValue;
/// use dynamig::Migration;
///
/// # fn main() -> Result<(), dynamig::Error> {
/// let counted = vec!["orders".to_owned(), "invoices".to_owned()]; // from a configuration
/// let seed = Migration::builder(7, "seed_counters")
///     .description("A counter for each kind of document.")
///     .up(move |cx| {
///         let counted = counted.clone();
///         async move {
///             for name in counted {
///                 let put = cx.client().put_item().set_table_name(cx.table("counters"));
///                 let put = put.item("name", AttributeValue::S(name));
///                 put.item("next", AttributeValue::N("1".to_owned())).send().await?;
///             }
///             Ok::<_, dynamig::BoxError>(())
///         }
///     })
///     .build()?;
/// assert_eq!(seed.id().to_string(), "7_seed_counters");
/// # Ok(())
/// # }
/// ```
pub struct MigrationBuilder {
    definition: Parts,
    does: Option<Does>,
    down: Option<Function>,
}

/// What a builder collects: all of a definition but the functions, which may still be missing.
struct Parts {
    id: MigrationId,
    description: String,
    depends_on: Vec<String>,
    revision: u32,
    renamed_from: Vec<String>,
    on_interrupt: OnInterrupt,
    fresh: Fresh,
    only_in: Vec<String>,
    touches: Option<Vec<String>>,
    fingerprint: String,
    package: String,
    place: &'static Location<'static>,
}

impl MigrationBuilder {
    #[track_caller]
    pub(super) fn new(version: u64, name: String) -> Self {
        Self {
            definition: Parts {
                id: MigrationId::new(version, name),
                description: String::new(),
                depends_on: Vec::new(),
                revision: 1,
                renamed_from: Vec::new(),
                on_interrupt: OnInterrupt::default(),
                fresh: Fresh::default(),
                only_in: Vec::new(),
                touches: None,
                fingerprint: String::new(),
                package: String::new(),
                place: Location::caller(),
            },
            does: None,
            down: None,
        }
    }

    pub(super) fn does(mut self, does: Does) -> Self {
        self.does = Some(does);
        self
    }

    pub(super) fn of_items(mut self, change: impl FnOnce(&mut Items)) -> Self {
        if let Some(Does::Items(items)) = &mut self.does {
            change(items);
        }
        self
    }

    /// The function that does it. It may be called again from its start after a crash.
    #[must_use]
    pub fn up<F, Fut, E>(self, function: F) -> Self
    where
        F: Fn(Context) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.does(Does::Once {
            up: erase(function),
            down: None,
        })
    }

    /// The function that undoes it; without one, the migration is irreversible.
    #[must_use]
    pub fn down<F, Fut, E>(mut self, function: F) -> Self
    where
        F: Fn(Context) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.down = Some(erase(function));
        self
    }

    /// A sentence for plans and for the history.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.definition.description = description.into();
        self
    }

    /// Adds a migration that must have run before, by its id.
    #[must_use]
    pub fn depends_on(mut self, id: impl Into<String>) -> Self {
        self.definition.depends_on.push(id.into());
        self
    }

    /// The revision, from 1. Raise it when an applied migration was edited on purpose.
    #[must_use]
    pub fn revision(mut self, revision: u32) -> Self {
        self.definition.revision = revision;
        self
    }

    /// Adds an id that it had before it was renamed.
    #[must_use]
    pub fn renamed_from(mut self, id: impl Into<String>) -> Self {
        self.definition.renamed_from.push(id.into());
        self
    }

    /// What happens at the next `up` when its process died or it failed.
    #[must_use]
    pub fn on_interrupt(mut self, on_interrupt: OnInterrupt) -> Self {
        self.definition.on_interrupt = on_interrupt;
        self
    }

    /// What happens to it in a fresh environment.
    #[must_use]
    pub fn fresh(mut self, fresh: Fresh) -> Self {
        self.definition.fresh = fresh;
        self
    }

    /// Adds an environment that it is meant for; elsewhere it is skipped.
    #[must_use]
    pub fn only_in(mut self, environment: impl Into<String>) -> Self {
        self.definition.only_in.push(environment.into());
        self
    }

    /// Names the tables that it reads and writes, by their logical names. Its client refuses all others.
    #[must_use]
    pub fn touches<I, S>(mut self, tables: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        self.definition.touches = Some(tables.into_iter().map(Into::into).collect());
        self
    }

    /// A digest of whatever the function's behaviour depends on, so that a change after applying is noticed. Of an item
    /// migration that is the filter too: nothing is known of a closure. Without one no edit is noticed.
    #[must_use]
    pub fn fingerprint(mut self, fingerprint: impl Into<String>) -> Self {
        self.definition.fingerprint = fingerprint.into();
        self
    }

    /// The package that owns it, for messages and for the ownership of shared packages.
    #[must_use]
    pub fn package(mut self, package: impl Into<String>) -> Self {
        self.definition.package = package.into();
        self
    }

    /// Makes the migration.
    ///
    /// # Errors
    /// [`Code::InvalidMigration`] where the version, the name or a number of [`ItemOptions`](super::ItemOptions) breaks a rule
    /// that `#[migration]` would refuse too, or where `up` is missing.
    pub fn build(self) -> Result<Migration, Error> {
        let Self {
            definition: parts,
            does,
            down,
        } = self;
        parts.check()?;
        let work = parts.work(does, down)?;
        Ok(Migration::from_definition(Definition {
            id: parts.id,
            description: parts.description,
            depends_on: parts.depends_on,
            work,
            revision: parts.revision,
            renamed_from: parts.renamed_from,
            on_interrupt: parts.on_interrupt,
            fresh: parts.fresh,
            only_in: parts.only_in,
            touches: parts.touches,
            fingerprint: parts.fingerprint,
            package: parts.package,
            file: parts.place.file().to_owned(),
            line: parts.place.line(),
        }))
    }
}

impl Parts {
    fn check(&self) -> Result<(), Error> {
        let version = dynamig_rules::version::check(self.id.version());
        version.map_err(|broken| self.refuse(broken))?;
        let name = dynamig_rules::name::check(self.id.name());
        name.map_err(|broken| self.refuse(broken))?;
        for table in self.touches.iter().flatten() {
            let name = dynamig_rules::table::name::check_table(table);
            name.map_err(|broken| self.refuse(broken))?;
        }
        match self.revision {
            0 => Err(self.refuse("revisions count from 1")),
            _ => Ok(()),
        }
    }

    /// What it does, where that fits together.
    fn work(&self, does: Option<Does>, down: Option<Function>) -> Result<Does, Error> {
        let missing = || {
            let missing = self.refuse("it has no function to run");
            missing.hint("call `.up(…)` or `.items(…)`")
        };
        match (does.ok_or_else(missing)?, down) {
            (Does::Once { up, .. }, down) => Ok(Does::Once { up, down }),
            (Does::Items(items), None) => {
                let numbers = items.options.check();
                numbers.map_err(|broken| self.refuse(broken))?;
                if items.is_marked() && items.down.is_some() {
                    let why = "its down would meet the marker of `ExactlyOnce` on each item, and pass it by";
                    return Err(self.refuse(why));
                }
                Ok(Does::Items(items))
            }
            (Does::Items(_), Some(_)) => {
                let why = "its down is run once, and not for each item";
                Err(self.refuse(why).hint("call `.items_down(…)`"))
            }
        }
    }

    fn refuse(&self, why: impl fmt::Display) -> Error {
        let place = format!("{}:{}", self.place.file(), self.place.line());
        let message = format!("migration {} at {place}: {why}", self.id);
        Error::new(Code::InvalidMigration, message)
    }
}

fn erase<F, Fut, E>(function: F) -> Function
where
    F: Fn(Context) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError>,
{
    Arc::new(move |context: &Context| {
        let future = function(context.clone());
        Box::pin(async move { future.await.map_err(Into::into) })
    })
}
