//! Attributes of keys, with the types that the compiler knows.

use dynamig_rules::Rule;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::item::Field;
use super::serde::Stored;
use crate::errors::text;
use crate::refusal;
use crate::spans::{ends, generated};

/// An attribute of the table's key: its name, and its type, which may not be absent.
pub(super) fn of_table(field: &Field) -> TokenStream {
    let sentence = format!(
        "`{}` is an attribute of the table's key, and can be absent",
        field.plain_name()
    );
    typed(field, Some((&refusal::ABSENT_KEY, sentence)))
}

/// An attribute of an index's key: its name, and its type. Where it can be absent, it must be left out.
pub(super) fn of_index(field: &Field, index: &str) -> TokenStream {
    let refused = match field.stored {
        // What is in the table's key as well is asked about there.
        Stored::Always if field.roles.is_empty() => {
            let name = field.plain_name();
            let sentence = format!(
                "`{name}` is an attribute of the key of index `{index}`, and is stored as NULL where it is absent"
            );
            Some((&refusal::ABSENT_INDEX_KEY, sentence))
        }
        Stored::Always | Stored::Sometimes(_) | Stored::Never(_) => None,
    };
    typed(field, refused)
}

/// All of it stands at the field's type, so that the compiler's errors do.
fn typed(field: &Field, refused: Option<(&'static Rule, String)>) -> TokenStream {
    let (name, kind) = (&field.attribute, &field.kind);
    let (first, last) = ends(kind);
    let (first, last) = (generated(first), generated(last));
    let as_trait = quote_spanned!(first=> <#kind as __dynamig::KeyAttribute>);
    let known = quote_spanned!(last=> #as_trait::TYPE);
    let Some((rule, sentence)) = refused else {
        return quote!((#name, #known));
    };
    let sentence = text(rule, sentence, rule.hint);
    let arguments = quote_spanned!(last=> (#sentence));
    let can_be_absent = quote_spanned!(last=> #as_trait::CAN_BE_ABSENT);
    let refuse = quote_spanned!(first=> __dynamig::refuse #arguments);
    let checked = quote_spanned!(last=> if #can_be_absent { #refuse } else { #known });
    quote!((#name, #checked))
}
