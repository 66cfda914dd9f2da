use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::core_path::CorePath;
use crate::expand::{companion, conditions};
use crate::signature::{Function, Parameter};
use crate::spans::as_generated;
use crate::valid;

/// The type beside a function whose attribute was refused, so that those who depend on it see no error of their own.
///
/// It is older than everything and registered nowhere.
pub(crate) fn migration(function: &Function, core: Option<&CorePath>) -> TokenStream {
    let is_method = function.parameters.iter().any(Parameter::is_self);
    // A second attribute adds the type itself.
    if is_method || valid::other_attributes(function).next().is_some() {
        return TokenStream::new();
    }
    let companion = companion(function);
    let implementation = core.map(|core| {
        let private = core.private();
        let conditions = conditions(function);
        let name = as_generated(function.name.to_token_stream());
        quote! {
            #(#conditions)*
            const _: () = {
                #[automatically_derived]
                impl #private::IsMigration for #name {
                    const ID: &'static ::core::primitive::str = "";
                    const DECLARATION: &'static #private::Declaration = ::core::panic!();
                }
            };
        }
    });
    quote!(#companion #implementation)
}
