use std::sync::Arc;

use super::definition::Does;
use super::items::{ItemFunction, Items};
use super::{ItemOptions, MigrationBuilder};
use crate::Context;
use crate::error::BoxError;
use crate::item::{Attributes, Decision, Item, ItemFault, Outcome, Shape};

/// Migrations that are run over the items of a table.
impl MigrationBuilder {
    /// The function that is called for each item of the table of this logical name. It may be called again with an item
    /// that somebody changed meanwhile, or after a crash.
    #[must_use]
    pub fn items<T, F, Fut, E>(self, table: impl Into<String>, function: F) -> Self
    where
        T: Shape,
        F: Fn(T, Context) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Outcome<T>, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.does(Does::Items(Items {
            table: table.into(),
            up: erase(function),
            down: None,
            matching: None,
            options: ItemOptions::NEW,
        }))
    }

    /// The function that undoes it, for each item. Say [`items`](Self::items) first.
    #[must_use]
    pub fn items_down<T, F, Fut, E>(self, function: F) -> Self
    where
        T: Shape,
        F: Fn(T, Context) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Outcome<T>, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.of_items(|items| items.down = Some(erase(function)))
    }

    /// Which items of a table of many entity types the function is for. Say [`items`](Self::items) first.
    #[must_use]
    pub fn matching(self, matching: impl Fn(&Item) -> bool + Send + Sync + 'static) -> Self {
        self.of_items(|items| items.matching = Some(Arc::new(matching)))
    }

    /// How it is run. Say [`items`](Self::items) first.
    #[must_use]
    pub fn item_options(self, options: ItemOptions) -> Self {
        self.of_items(|items| items.options = options)
    }
}

fn erase<T, F, Fut, E>(function: F) -> ItemFunction
where
    T: Shape,
    F: Fn(T, Context) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Outcome<T>, E>> + Send + 'static,
    E: Into<BoxError>,
{
    let function = Arc::new(function);
    Arc::new(move |scanned: Arc<Attributes>, context: &Context| {
        let (function, context) = (function.clone(), context.clone());
        Box::pin(async move {
            let (item, before) = T::read(scanned)?;
            let answered = function(item, context).await;
            let answered = answered.map_err(|error| ItemFault::Function(error.into()))?;
            Decision::of(answered, &before)
        })
    })
}
