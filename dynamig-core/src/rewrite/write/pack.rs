use std::sync::Arc;

use super::expression::Expression;
use super::form::{Form, Forms};
use super::intent::{Intent, IntentKind};
use super::target::Target;
use super::unwritable::Unwritable;
use super::weight;

/// The most statements of a batch.
const MOST_STATEMENTS: usize = 25;

/// The most bytes of a request: DynamoDB's 16 MB, without what may stand around the statements.
pub(super) const MOST_BYTES: usize = 15 * 1024 * 1024;

/// What requests are made of intents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Up to 25 statements a request.
    Batches,
    /// One statement a request, which shows whether statements are permitted.
    BatchesOfOne,
    /// One item a request, without statements.
    Singles,
}

/// Puts writes into requests as they come. `W` is a write of the caller's: an intent and what it knows of it besides.
#[derive(Debug)]
pub(crate) struct Packer<W> {
    target: Arc<Target>,
    packing: Packing,
    forms: Forms,
    open: Vec<Stated<W>>,
    bytes: usize,
}

/// A write as a statement.
#[derive(Debug)]
pub(crate) struct Stated<W> {
    pub(crate) write: W,
    pub(super) form: Arc<Form>,
}

/// What goes out as one request.
#[derive(Debug)]
pub(crate) enum Packed<W> {
    /// Statements, no two of one item.
    Batch(Vec<Stated<W>>),
    /// An update or a delete.
    Single(W),
    /// An item that moves to another key.
    Transaction(W),
}

/// What came of a write that was given to a packer.
#[derive(Debug)]
pub(crate) enum Pushed<W> {
    /// It waits for others.
    Kept,
    /// A request is ready; whether the write is in it or waits for others is the packer's.
    Ready(Packed<W>),
    /// It fits into no request.
    Unwritable(W, Unwritable),
}

impl<W: AsRef<Intent>> Packer<W> {
    /// Packs writes to one table.
    pub(crate) fn new(target: Arc<Target>, packing: Packing) -> Self {
        Self {
            target,
            packing,
            forms: Forms::new(),
            open: Vec::new(),
            bytes: 0,
        }
    }

    /// How it packs.
    pub(crate) fn packing(&self) -> Packing {
        self.packing
    }

    /// Packs otherwise from now on. What waits should have been flushed.
    pub(crate) fn set_packing(&mut self, packing: Packing) {
        self.packing = packing;
    }

    /// Takes a write.
    pub(crate) fn push(&mut self, write: W) -> Pushed<W> {
        let intent = write.as_ref();
        if self.packing == Packing::Singles {
            return alone(write, &self.target);
        }
        let form = self.forms.of(intent, &self.target);
        let bytes = weight::of_statement(intent, &form, &self.target);
        if form.text.is_none() || bytes > MOST_BYTES {
            return alone(write, &self.target);
        }
        let is_full = self.bytes + bytes > MOST_BYTES || self.has_item_of(intent);
        let ready = if is_full { self.flush() } else { None };
        self.bytes += bytes;
        self.open.push(Stated { write, form });
        let most = match self.packing {
            Packing::Batches => MOST_STATEMENTS,
            Packing::BatchesOfOne | Packing::Singles => 1,
        };
        let ready = ready.or_else(|| (self.open.len() >= most).then(|| self.flush())?);
        ready.map_or(Pushed::Kept, Pushed::Ready)
    }

    /// What waits, as a request.
    pub(crate) fn flush(&mut self) -> Option<Packed<W>> {
        self.bytes = 0;
        let open = std::mem::take(&mut self.open);
        (!open.is_empty()).then_some(Packed::Batch(open))
    }

    fn has_item_of(&self, intent: &Intent) -> bool {
        let mut open = self.open.iter().map(|stated| stated.write.as_ref());
        open.any(|other| other.is_of_same_item(intent, &self.target))
    }
}

impl<W: AsRef<Intent>> Packed<W> {
    /// The write alone, where it fits: its answer says more than that of a statement.
    ///
    /// # Errors
    /// It changes more attributes than an update holds.
    pub(crate) fn alone(write: W, target: &Target) -> Result<Self, (W, Unwritable)> {
        let too_many = match &write.as_ref().kind {
            IntentKind::Move(_) => return Ok(Self::Transaction(write)),
            IntentKind::Delete => None,
            IntentKind::Update(difference) => {
                let fits = Expression::of(write.as_ref(), target).fits();
                (!fits).then(|| Unwritable::TooManyChanged(difference.names().count()))
            }
        };
        match too_many {
            None => Ok(Self::Single(write)),
            Some(unwritable) => Err((write, unwritable)),
        }
    }

    /// What is written, in the order of the answers.
    pub(crate) fn writes(&self) -> impl Iterator<Item = &W> {
        let (batch, one) = match self {
            Self::Batch(statements) => (statements.as_slice(), None),
            Self::Single(write) | Self::Transaction(write) => (&[][..], Some(write)),
        };
        batch.iter().map(|stated| &stated.write).chain(one)
    }

    /// What was written, in the order of the answers.
    pub(crate) fn into_writes(self) -> Vec<W> {
        match self {
            Self::Batch(statements) => statements.into_iter().map(|s| s.write).collect(),
            Self::Single(write) | Self::Transaction(write) => vec![write],
        }
    }
}

fn alone<W: AsRef<Intent>>(write: W, target: &Target) -> Pushed<W> {
    match Packed::alone(write, target) {
        Ok(packed) => Pushed::Ready(packed),
        Err((write, unwritable)) => Pushed::Unwritable(write, unwritable),
    }
}
