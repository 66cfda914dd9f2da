//! `tags(team = "shop", "cost-center" = "7", old = off)`.

use dynamig_rules::table::{Part, Tag};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{LitStr, Token};

use super::spec::Spec;
use crate::attr::given::{Given, entries};
use crate::errors::Errors;
use crate::refusal;

pub(super) fn read(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    spec.mark(Part::Tags, &option.key);
    for entry in entries(option.value.clone(), errors) {
        let Ok((key, tag)) = tag.parse2(entry.clone()) else {
            errors.refuse(&entry, &refusal::NOT_A_TAG);
            continue;
        };
        let part = Part::Tag(spec.definition.tags.len());
        spec.mark(part, &key);
        spec.definition.tags.push(tag);
    }
}

fn tag(input: ParseStream<'_>) -> syn::Result<(TokenStream, Tag)> {
    let (tokens, key) = if input.peek(LitStr) {
        let key: LitStr = input.parse()?;
        (key.to_token_stream(), key.value())
    } else {
        let key = input.call(Ident::parse_any)?;
        (key.to_token_stream(), key.unraw().to_string())
    };
    input.parse::<Token![=]>()?;
    let value = if input.peek(LitStr) {
        Some(input.parse::<LitStr>()?.value())
    } else {
        let word: Ident = input.parse()?;
        if word != "off" {
            return Err(syn::Error::new(word.span(), "expected `off`"));
        }
        None
    };
    Ok((tokens, Tag { key, value }))
}
