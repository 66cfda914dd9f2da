use super::{Difference, ItemFault, Outcome, ReadSet, Shape, Write};

/// What a function answered about one item, whatever the type that it works on.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decision {
    /// What becomes of the item.
    pub verdict: Verdict,
    /// The attributes that the answer rests on.
    pub reads: ReadSet,
    /// Writes to this or other tables, in their order, before the item is written.
    pub also: Vec<Write>,
}

/// What becomes of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It stays as it is.
    Keep,
    /// It changes in these attributes; never empty.
    Update(Difference),
    /// It is deleted.
    Delete,
}

impl Decision {
    /// What a function answered about the item that was read as this.
    ///
    /// # Errors
    /// Where the answer, or a write besides, cannot be stored exactly.
    pub fn of<T: Shape>(outcome: Outcome<T>, before: &T::Before) -> Result<Self, ItemFault> {
        let (outcome, mut also) = outcome.into_parts();
        also.retain(|write| !write.is_empty());
        also.iter().try_for_each(Write::check)?;
        let verdict = match outcome {
            Outcome::Update(answer) => match answer.difference(before)? {
                difference if difference.is_empty() => Verdict::Keep,
                difference => Verdict::Update(difference),
            },
            Outcome::Delete => Verdict::Delete,
            Outcome::Keep | Outcome::With(..) => Verdict::Keep,
        };
        Ok(Self {
            verdict,
            // After the difference: an item made anew looks at everything only there.
            reads: T::reads(before),
            also,
        })
    }
}
