//! The function of an item migration behind one type: what `#[migration]` calls, through `__private`.

use std::future::{Future, ready};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::ItemCalled;
use crate::item::{Attributes, Decision, ItemFault, Outcome, Shape};
use crate::{BoxError, Context, Table};

/// An item as it was read.
pub type Scanned = Arc<Attributes>;

/// What the function of an item migration may take.
#[diagnostic::on_unimplemented(
    message = "an item migration takes `Item` or a type of serde's, not `{Self}`",
    label = "neither `Item` nor both `Serialize` and `DeserializeOwned`",
    note = "the function of an item migration takes `dynamig::Item`, or a type with `#[derive(serde::Serialize, serde::Deserialize)]` that borrows nothing"
)]
pub trait Taken: Shape {}

// Its own text is the one to read, not that of whatever a shape lacks.
#[diagnostic::do_not_recommend]
impl<T: Shape> Taken for T {}

/// What the function of an item migration that takes a `T` may return.
#[diagnostic::on_unimplemented(
    message = "an item migration that takes `{T}` returns `Result<Outcome<{T}>>`, not `{Self}`",
    label = "returns `{Self}`",
    note = "write `-> dynamig::Result<Outcome<{T}>>`, or `Result<Outcome<{T}>, E>` of any error `E` that turns into a boxed one"
)]
pub trait ReturnedOf<T> {
    /// The same with its error boxed.
    fn boxed(self) -> Result<Outcome<T>, BoxError>;
}

impl<T, E: Into<BoxError>> ReturnedOf<T> for Result<Outcome<T>, E> {
    fn boxed(self) -> Result<Outcome<T>, BoxError> {
        self.map_err(Into::into)
    }
}

/// The same, there at once or from a future: `How` tells the two apart.
#[diagnostic::on_unimplemented(
    message = "an item migration that takes `{T}` returns `Result<Outcome<{T}>>`, not `{Self}`",
    label = "returns `{Self}`",
    note = "write `-> dynamig::Result<Outcome<{T}>>`, or `Result<Outcome<{T}>, E>` of any error `E` that turns into a boxed one"
)]
pub trait Answered<T, How> {
    /// The outcome, with its error boxed.
    fn outcome(self) -> impl Future<Output = Result<Outcome<T>, BoxError>> + Send;
}

/// The answer is there when the function returns.
#[derive(Debug)]
pub struct AtOnce;

/// The answer comes from a future.
#[derive(Debug)]
pub struct Awaited;

impl<T: Send, E: Into<BoxError>> Answered<T, AtOnce> for Result<Outcome<T>, E> {
    fn outcome(self) -> impl Future<Output = Result<Outcome<T>, BoxError>> + Send {
        ready(self.boxed())
    }
}

impl<T: Send, F: Future<Output: ReturnedOf<T>> + Send> Answered<T, Awaited> for F {
    async fn outcome(self) -> Result<Outcome<T>, BoxError> {
        self.await.boxed()
    }
}

/// What follows from a function's outcome for the item that it was called with.
type Decide<T> = Box<dyn FnOnce(Outcome<T>) -> Result<Decision, ItemFault> + Send>;

/// How an item is read for a function that takes a `T`.
type Read<T> = fn(Scanned) -> Result<(T, Decide<T>), ItemFault>;

/// Reads an item for a function. It is named where that names its type, so that the compiler underlines one of no shape.
///
/// # Errors
/// When the item does not fit the type.
pub fn read_item<T: Taken + 'static>(scanned: Scanned) -> Result<(T, Decide<T>), ItemFault> {
    let (item, before) = T::read(scanned)?;
    Ok((
        item,
        Box::new(move |outcome| Decision::of(outcome, &before)),
    ))
}

/// Calls the function of an item migration with an item as it was read, so that all of them have one type.
pub fn item_call<'a, T, A, How>(
    scanned: Scanned,
    context: &'a Context,
    read: Read<T>,
    function: impl FnOnce(T, &'a Context) -> A + Send + 'a,
) -> ItemCalled<'a>
where
    T: 'a,
    A: Answered<T, How> + Send + 'a,
    How: 'a,
{
    Box::pin(async move {
        let (item, decide) = read(scanned)?;
        let outcome = function(item, context).outcome().await;
        decide(outcome.map_err(ItemFault::Function)?)
    })
}

/// A function of an item, or of an item and the context: `Arguments` tells the two apart.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no function for the items of a migration",
    label = "takes something else than an item and, at most, `&Context`",
    note = "write `async fn name(item: Item, cx: &Context) -> Result<Outcome<Item>>`, with `Item` or a type of serde's; the context may be left out"
)]
pub trait OfItem<'a, Arguments> {
    /// What it takes.
    type Item: Taken + 'static;
    /// What it returns.
    type Answer;

    /// Calls it.
    fn call(self, item: Self::Item, context: &'a Context) -> Self::Answer;
}

/// A function takes an item alone.
#[derive(Debug)]
pub struct ItemAlone<T>(PhantomData<T>);

/// A function takes an item and the context.
#[derive(Debug)]
pub struct ItemAndContext<T>(PhantomData<T>);

impl<T: Taken + 'static, A, F: FnOnce(T) -> A> OfItem<'_, ItemAlone<T>> for F {
    type Item = T;
    type Answer = A;

    fn call(self, item: T, _context: &Context) -> A {
        self(item)
    }
}

impl<'a, T: Taken + 'static, A, F: FnOnce(T, &'a Context) -> A> OfItem<'a, ItemAndContext<T>>
    for F
{
    type Item = T;
    type Answer = A;

    fn call(self, item: T, context: &'a Context) -> A {
        self(item, context)
    }
}

/// The same as [`item_call`] of a function that only its path is known of.
pub fn item_call_of<'a, F, Arguments, How>(
    scanned: Scanned,
    context: &'a Context,
    function: F,
) -> ItemCalled<'a>
where
    F: OfItem<'a, Arguments> + Send + 'a,
    F::Answer: Answered<F::Item, How> + Send + 'a,
    Arguments: 'a,
    How: 'a,
{
    item_call(scanned, context, read_item, |item, context| {
        function.call(item, context)
    })
}

/// The type that a migration function takes: looked at for what it should not be.
#[derive(Debug)]
pub struct Frozen<T>(PhantomData<T>, Unfrozen);

/// Where every type ends that is none of a table's.
#[derive(Debug)]
pub struct Unfrozen;

impl<T> Frozen<T> {
    /// What a function of an item takes.
    pub const fn of<A>(_: fn(T) -> A) -> Self {
        Self(PhantomData, Unfrozen)
    }

    /// What a function of an item and the context takes.
    pub const fn of_two<C, A>(_: fn(T, C) -> A) -> Self {
        Self(PhantomData, Unfrozen)
    }
}

impl<T: Table> Frozen<T> {
    /// Warns.
    #[deprecated(
        note = "this migration takes a type that also derives `Table`: whoever changes the table changes what the migration means. Give it a struct of its own, with the fields that it needs"
    )]
    pub const fn look(&self) {}
}

impl<T> Deref for Frozen<T> {
    type Target = Unfrozen;

    fn deref(&self) -> &Unfrozen {
        &self.1
    }
}

impl Unfrozen {
    /// Says nothing.
    pub const fn look(&self) {}
}

/// The function that undoes an item migration, where it takes a table's items. Only its path is known, and a path that
/// leads to nothing is said to do so where the function is called, and not again here: so it is the function itself whose
/// method is called, by name.
pub trait FrozenDown<Arguments>: Sized {
    /// Warns.
    #[deprecated(
        note = "the `down` of this migration takes a type that also derives `Table`: whoever changes the table changes what the migration means. Give it a struct of its own, with the fields that it needs"
    )]
    fn dynamig_look(self) {}
}

impl<'a, F: OfItem<'a, Arguments, Item: Table>, Arguments> FrozenDown<Arguments> for F {}

/// Any other function. The compiler comes to it second, because it has to borrow the function.
pub trait UnfrozenDown: Sized {
    /// Says nothing.
    fn dynamig_look(self) {}
}

impl<F> UnfrozenDown for &F {}
