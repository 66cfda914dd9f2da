use std::fmt;
use std::sync::Arc;

use super::bytes::{Rest, Torn, put_count, put_text};
use super::value::{UnknownType, attributes, put_attributes};
use crate::item::{Attributes, Decision, Difference, ReadSet, Verdict, Write, WriteKind};
use crate::rewrite::FailedItem;

/// What is to be done about one item, once every function has run. Its `Debug` shows names and types, never values.
#[derive(PartialEq)]
pub(crate) enum Entry {
    /// What the function answered about it.
    Answered {
        /// The item as it was read.
        scanned: Arc<Attributes>,
        decision: Decision,
    },
    /// The run goes past it.
    Failed {
        key: Arc<Attributes>,
        failed: FailedItem,
    },
}

/// The bytes of an answer.
pub(crate) fn answered(scanned: &Attributes, decision: &Decision) -> Result<Vec<u8>, UnknownType> {
    let mut out = vec![b'A'];
    put_attributes(&mut out, scanned)?;
    match &decision.verdict {
        Verdict::Keep => out.push(b'k'),
        Verdict::Delete => out.push(b'd'),
        Verdict::Update(difference) => {
            out.push(b'u');
            put_difference(&mut out, difference)?;
        }
    }
    match &decision.reads {
        ReadSet::Everything => out.push(b'e'),
        ReadSet::Attributes(names) => {
            out.push(b'a');
            put_names(&mut out, names);
        }
    }
    put_count(&mut out, decision.also.len());
    for write in &decision.also {
        put_write(&mut out, write)?;
    }
    Ok(out)
}

/// The bytes of an item that failed.
pub(crate) fn failed(key: &Attributes, failed: &FailedItem) -> Result<Vec<u8>, UnknownType> {
    let mut out = vec![b'F'];
    put_attributes(&mut out, key)?;
    for text in [&failed.item, &failed.class, &failed.message] {
        put_text(&mut out, text);
    }
    Ok(out)
}

impl Entry {
    /// Reads the bytes of one.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Torn> {
        let mut rest = Rest::of(bytes);
        let entry = match rest.byte()? {
            b'A' => Self::Answered {
                scanned: Arc::new(attributes(&mut rest)?),
                decision: decision(&mut rest)?,
            },
            b'F' => Self::Failed {
                key: Arc::new(attributes(&mut rest)?),
                failed: FailedItem {
                    item: rest.text()?,
                    class: rest.text()?,
                    message: rest.text()?,
                },
            },
            _ => return Err(Torn),
        };
        rest.end()?;
        Ok(entry)
    }

    /// The item, or what is known of it.
    pub(crate) fn item(&self) -> Arc<Attributes> {
        match self {
            Self::Answered { scanned: item, .. } | Self::Failed { key: item, .. } => item.clone(),
        }
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered { decision, .. } => f.debug_tuple("Answered").field(decision).finish(),
            Self::Failed { failed, .. } => f.debug_tuple("Failed").field(failed).finish(),
        }
    }
}

fn put_difference(out: &mut Vec<u8>, difference: &Difference) -> Result<(), UnknownType> {
    put_attributes(out, &difference.set)?;
    put_names(out, &difference.remove);
    Ok(())
}

fn put_names<'a>(
    out: &mut Vec<u8>,
    names: impl IntoIterator<Item = &'a String, IntoIter: ExactSizeIterator>,
) {
    let names = names.into_iter();
    put_count(out, names.len());
    names.for_each(|name| put_text(out, name));
}

fn put_write(out: &mut Vec<u8>, write: &Write) -> Result<(), UnknownType> {
    put_text(out, &write.table);
    match &write.kind {
        WriteKind::Put(item) => {
            out.push(b'p');
            put_attributes(out, item)
        }
        WriteKind::Delete(key) => {
            out.push(b'd');
            put_attributes(out, key)
        }
        WriteKind::Update(key, difference) => {
            out.push(b'u');
            put_attributes(out, key)?;
            put_difference(out, difference)
        }
    }
}

fn decision(rest: &mut Rest<'_>) -> Result<Decision, Torn> {
    let verdict = match rest.byte()? {
        b'k' => Verdict::Keep,
        b'd' => Verdict::Delete,
        b'u' => Verdict::Update(difference(rest)?),
        _ => return Err(Torn),
    };
    let reads = match rest.byte()? {
        b'e' => ReadSet::Everything,
        b'a' => ReadSet::Attributes(rest.all(Rest::text)?),
        _ => return Err(Torn),
    };
    let also = rest.all(write)?;
    Ok(Decision {
        verdict,
        reads,
        also,
    })
}

fn difference(rest: &mut Rest<'_>) -> Result<Difference, Torn> {
    Ok(Difference {
        set: attributes(rest)?,
        remove: rest.all(Rest::text)?,
    })
}

fn write(rest: &mut Rest<'_>) -> Result<Write, Torn> {
    let table = rest.text()?;
    let kind = match rest.byte()? {
        b'p' => WriteKind::Put(attributes(rest)?),
        b'd' => WriteKind::Delete(attributes(rest)?),
        b'u' => WriteKind::Update(attributes(rest)?, difference(rest)?),
        _ => return Err(Torn),
    };
    Ok(Write { table, kind })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use aws_sdk_dynamodb::primitives::Blob;
    use aws_sdk_dynamodb::types::AttributeValue::{self, B, Bool, Bs, L, M, N, Ns, Null, S, Ss};
    use proptest::prelude::*;

    use super::*;
    use crate::item::Item;

    fn item(pairs: impl IntoIterator<Item = (&'static str, AttributeValue)>) -> Attributes {
        let named = pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        named.collect()
    }

    fn of_all_types() -> Attributes {
        item([
            ("s", S("ü".into())),
            ("empty", S(String::new())),
            ("n", N("3.141592653589793238462643383279502884".into())),
            ("n0", N("1.00".into())),
            ("b", B(Blob::new([0, 255, 10]))),
            ("ss", Ss(vec!["b".into(), "a".into()])),
            ("ns", Ns(vec!["2".into(), "1.50".into()])),
            ("bs", Bs(vec![Blob::new([]), Blob::new([1])])),
            ("null", Null(true)),
            ("bool", Bool(false)),
            ("l", L(vec![N("1".into()), L(vec![]), Null(true)])),
            ("m", M(item([("x", M(item([("y", Bool(true))])))]))),
        ])
    }

    fn decision(verdict: Verdict, reads: ReadSet, also: Vec<Write>) -> Decision {
        Decision {
            verdict,
            reads,
            also,
        }
    }

    fn update(item: Attributes) -> Verdict {
        Verdict::Update(Difference {
            set: item.into_iter().collect(),
            remove: ["gone".to_owned(), "too".to_owned()].into(),
        })
    }

    #[test]
    fn an_answer_is_read_as_it_was_written_to_the_last_digit() {
        let key = Item::new().with("id", "1");
        let also = vec![
            Write::put("t", of_all_types()),
            Write::update("u", key.clone())
                .set("a", 1)
                .remove("b")
                .into(),
            Write::delete("v", key),
        ];
        let some = ReadSet::Attributes(["a".to_owned(), "b".to_owned()].into());
        for decision in [
            decision(update(of_all_types()), some, also),
            decision(Verdict::Delete, ReadSet::Everything, Vec::new()),
            decision(Verdict::Keep, ReadSet::default(), Vec::new()),
        ] {
            let bytes = answered(&of_all_types(), &decision).unwrap();
            let scanned = Arc::new(of_all_types());
            let entry = Entry::Answered { scanned, decision };
            assert_eq!(Entry::read(&bytes).unwrap(), entry);
        }
    }

    #[test]
    fn an_item_that_failed_is_read_as_it_was_written() {
        let of = FailedItem {
            item: "1f".into(),
            class: "function".into(),
            message: "no mail".into(),
        };
        let bytes = failed(&of_all_types(), &of).unwrap();
        let key = Arc::new(of_all_types());
        assert_eq!(
            Entry::read(&bytes).unwrap(),
            Entry::Failed { key, failed: of }
        );
    }

    #[test]
    fn half_of_an_entry_is_none_and_neither_is_one_with_something_behind_it() {
        let decision = decision(update(of_all_types()), ReadSet::Everything, Vec::new());
        let bytes = answered(&of_all_types(), &decision).unwrap();
        for end in 0..bytes.len() {
            assert_eq!(Entry::read(&bytes[..end]), Err(Torn), "at {end}");
        }
        assert_eq!(Entry::read(&[&bytes[..], &[0]].concat()), Err(Torn));
    }

    #[test]
    fn debug_shows_no_values() {
        let item = || Item::new().with("id", "secret");
        let also = vec![Write::put("t", item())];
        let scanned: Attributes = item().into();
        let decision = decision(update(scanned.clone()), ReadSet::Everything, also);
        let bytes = answered(&scanned, &decision).unwrap();
        let shown = format!("{:?}", Entry::read(&bytes).unwrap());
        assert!(!shown.contains("secret"), "{shown}");
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_are_reading_them_ends(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _either = Entry::read(&bytes);
        }
    }
}
