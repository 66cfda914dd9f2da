//! Fields that an option names, and attributes that are no field.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::LitStr;
use syn::ext::IdentExt as _;

use super::item::Item;
use super::serde::Stored;
use crate::errors::Errors;
use crate::nearest::nearest;
use crate::refusal;

/// An attribute that an option names.
pub(super) enum Named {
    /// By the field that it is.
    Field(usize),
    /// By its own name, in quotes.
    Attribute(String),
}

impl Named {
    /// `field` or `"attribute"`.
    pub(super) fn parse(tokens: TokenStream, item: &Item, errors: &mut Errors) -> Option<Self> {
        if let Ok(literal) = syn::parse2::<LitStr>(tokens.clone()) {
            return Some(Self::Attribute(literal.value()));
        }
        let Ok(name) = syn::parse2::<Ident>(tokens.clone()) else {
            errors.refuse(&tokens, &refusal::NOT_AN_ATTRIBUTE);
            return None;
        };
        let otherwise = "write an attribute that is no field in quotes";
        find(&name, item, otherwise, errors).map(Self::Field)
    }
}

/// The field of this name; refused where there is none, or where it is not stored under a name of its own.
pub(super) fn find(
    name: &Ident,
    item: &Item,
    otherwise: &str,
    errors: &mut Errors,
) -> Option<usize> {
    let plain = name.unraw().to_string();
    let Some(found) = item
        .fields
        .iter()
        .position(|field| field.name.unraw() == plain)
    else {
        let names: Vec<_> = item.fields.iter().map(|field| field.plain_name()).collect();
        let hint = match nearest(&plain, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => otherwise.to_owned(),
        };
        let sentence = format!("`{}` has no field `{plain}`", item.name);
        errors.say_with_hint(name, &refusal::UNKNOWN_FIELD, sentence, &hint);
        return None;
    };
    if let Stored::Never(word) = &item.fields[found].stored {
        let sentence = format!("`{plain}` has `{word}`: no attribute of the item has its name");
        let hint = "name a field that is stored as it is";
        errors.say_with_hint(
            &name.to_token_stream(),
            &refusal::NOT_STORED,
            sentence,
            hint,
        );
        return None;
    }
    Some(found)
}
