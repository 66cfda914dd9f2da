use std::sync::Arc;

use dynamig_rules::Violation;
use dynamig_rules::items as rule;
pub use dynamig_rules::items::{MaxErrors, Rate};
use futures_util::future::BoxFuture;

use crate::Context;
use crate::item::{Attributes, Decision, Item, ItemFault};

/// What the function of an item migration gives back when it is called with an item as it was read.
pub type ItemCalled<'a> = BoxFuture<'a, Result<Decision, ItemFault>>;

/// The function of an item migration behind one type.
pub type ItemCall = for<'a> fn(Arc<Attributes>, &'a Context) -> ItemCalled<'a>;

/// Whether an item of a table of many entity types is one that the function is for.
pub type Matching = fn(&Item) -> bool;

/// Everything that `#[migration(items = …)]` knows of a function besides, as constants.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ItemsDeclaration {
    pub table: &'static str,
    pub up: ItemCall,
    pub down: Option<ItemCall>,
    pub matching: Option<Matching>,
    pub options: ItemOptions,
}

impl ItemsDeclaration {
    /// The table and the function, and the rest as it is when nothing is given.
    #[must_use]
    pub const fn new(table: &'static str, up: ItemCall) -> Self {
        Self {
            table,
            up,
            down: None,
            matching: None,
            options: ItemOptions::NEW,
        }
    }
}

/// An item migration's function, its table, and how it is run over that.
#[derive(Clone)]
pub(crate) struct Items {
    /// The table's logical name.
    pub(crate) table: String,
    pub(crate) up: ItemFunction,
    pub(crate) down: Option<ItemFunction>,
    pub(crate) matching: Option<ItemFilter>,
    pub(crate) options: ItemOptions,
}

/// The function for each item, of one direction.
pub(crate) type ItemFunction =
    Arc<dyn for<'a> Fn(Arc<Attributes>, &'a Context) -> ItemCalled<'a> + Send + Sync>;

impl Items {
    /// Whether each item that is changed gets a marker.
    pub(crate) fn is_marked(&self) -> bool {
        self.options.times == Times::ExactlyOnce
    }
}

/// Which items of a table it is for.
pub(crate) type ItemFilter = Arc<dyn Fn(&Item) -> bool + Send + Sync>;

impl From<&ItemsDeclaration> for Items {
    fn from(declared: &ItemsDeclaration) -> Self {
        Self {
            table: declared.table.to_owned(),
            up: Arc::new(declared.up),
            down: declared.down.map(|down| Arc::new(down) as ItemFunction),
            matching: declared
                .matching
                .map(|matching| Arc::new(matching) as ItemFilter),
            options: declared.options,
        }
    }
}

/// How an item migration is run, as its declaration says.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ItemOptions {
    /// Into how many segments the table is divided; none: by its size and the workers.
    pub segments: Option<u32>,
    /// How many segments are worked on at once; none: 8.
    pub workers: Option<u32>,
    /// How many items are read at once at the most; none: as many as fit into a megabyte, which costs the least. A page is
    /// what is repeated of a segment after a crash.
    pub page: Option<u32>,
    /// Whether writes wait until the function has been called for every item.
    pub writing: Writing,
    /// How often the function's answer may be written to one item.
    pub times: Times,
    /// What a write is conditional on.
    pub compare: Compare,
    /// The requests that writes go out in.
    pub writes: Writes,
    /// How many items may fail before the run does.
    pub max_errors: MaxErrors,
    /// The most write units a second, indexes included.
    pub max_wcu: Option<Rate>,
    /// The most read units a second.
    pub max_rcu: Option<Rate>,
}

impl ItemOptions {
    /// What holds where nothing is said.
    pub const NEW: Self = Self {
        segments: None,
        workers: None,
        page: None,
        writing: Writing::Streamed,
        times: Times::AtLeastOnce,
        compare: Compare::Read,
        writes: Writes::Batch,
        max_errors: MaxErrors::Count(0),
        max_wcu: None,
        max_rcu: None,
    };
}

impl ItemOptions {
    /// Whether its numbers keep the rules that `#[migration]` goes by too.
    pub(super) fn check(&self) -> Result<(), Violation> {
        self.segments.map_or(Ok(()), rule::check_segments)?;
        self.workers.map_or(Ok(()), rule::check_workers)?;
        self.page.map_or(Ok(()), rule::check_page)
    }
}

impl Default for ItemOptions {
    fn default() -> Self {
        Self::NEW
    }
}

/// When an item migration's writes go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// While other items are still read.
    Streamed,
    /// Once the function has been called for every item, and has failed on no more than may fail. Until then what it answered
    /// waits in [`Settings::spool_directory`](crate::Settings::spool_directory), as large as the items that change.
    Deferred,
}

/// How often the function's answer may be written to one item, where a process dies and another goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// At least once: the function gives the same when it is applied to what it gave.
    AtLeastOnce,
    /// Once: a marker attribute is set with the change.
    ExactlyOnce,
}

/// What the write of an item is conditional on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// That every attribute which the function looked at, or changes, is as it was read.
    Read,
    /// That every attribute which changes is as it was read.
    Changed,
    /// That the item is there: what others wrote meanwhile to what changes is lost.
    Nothing,
}

/// The requests that writes go out in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writes {
    /// Up to 25 conditional statements a request, where that is permitted.
    Batch,
    /// One a request.
    Single,
}
