use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::DeriveInput;

use super::declared::declared;
use super::item::{Item, Serde};
use super::spec::Spec;
use crate::core_path::{self, CorePath};
use crate::errors::Errors;
use crate::refusal;
use crate::spans::generated;

/// Expands `#[derive(Table)]`: the table as constants, and its registration.
pub(crate) fn expand(input: TokenStream, find: fn() -> Option<CorePath>) -> TokenStream {
    let mut errors = Errors::default();
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => {
            let rule = &refusal::NOT_A_STRUCT;
            errors.refuse_at(error.span(), rule, rule.says, rule.hint);
            return quote!(#errors);
        }
    };
    let (name, is_plain) = (input.ident.clone(), input.generics.params.is_empty());
    let item = Item::new(input, &mut errors);
    let spec = item.as_ref().map(|item| Spec::new(item, &mut errors));
    let given = spec.as_ref().and_then(|spec| spec.core.as_ref());
    let core = core_path::of(given, find, &mut errors);
    if let Some(spec) = &spec {
        spec.check(&mut errors);
    }
    match (spec, core) {
        (Some(spec), Some(core)) if errors.is_empty() => table(&spec, &core),
        (_, Some(core)) if is_plain => {
            let refused = refused(&name, &core);
            quote!(#refused #errors)
        }
        _ => quote!(#errors),
    }
}

/// Nothing is wrapped around the items: the compiler would check that besides. The name follows from the rest.
fn table(spec: &Spec<'_>, core: &CorePath) -> TokenStream {
    let private = core.private();
    let item = &spec.item.name;
    let declared = declared(spec, core);
    let uses = uses(spec);
    quote! {
        #[automatically_derived]
        impl #private::Table for #item {
            const DECLARED: &'static #private::Declared = &{
                use #private as __dynamig;
                #uses
                #declared
            };
        }
        #private::inventory::submit! {
            #private::RegisteredTable(<#item as #private::Table>::DECLARED)
        }
    }
}

/// Uses the fields that the definition names: those of a struct of keys may be read nowhere else.
///
/// A struct that has attributes of serde is written by serde, which reads them.
fn uses(spec: &Spec<'_>) -> TokenStream {
    if spec.item.serde == Serde::Attributes {
        return TokenStream::new();
    }
    let item = &spec.item.name;
    let fields = spec
        .named
        .iter()
        .map(|&field| &spec.item.fields[field].name);
    quote!(let _ = [#(::core::mem::offset_of!(#item, #fields)),*];)
}

/// The trait of a struct whose attributes were refused, so that those who name it see no error of their own.
///
/// It is registered nowhere.
fn refused(item: &Ident, core: &CorePath) -> TokenStream {
    let private = core.private();
    quote_spanned! {generated(item.span())=>
        #[automatically_derived]
        impl #private::Table for #item {
            const NAME: &'static ::core::primitive::str = "";
            const DECLARED: &'static #private::Declared = ::core::panic!();
        }
    }
}
