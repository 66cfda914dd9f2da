use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::core_path::CorePath;
use crate::expand::{conditions, type_name};
use crate::signature::{Function, Parameter};

/// The type beside a function whose attribute was refused, so that those who depend on it see no error of their own.
///
/// It is older than everything and registered nowhere.
pub(crate) fn migration(function: &Function, core: Option<&CorePath>) -> TokenStream {
    if function.parameters.iter().any(Parameter::is_self) {
        return TokenStream::new();
    }
    let (visibility, name) = type_name(function);
    let conditions = conditions(function);
    let conditions_too = conditions.clone();
    let implementation = core.map(|core| {
        let private = core.private(Span::call_site());
        quote! {
            #(#conditions_too)*
            const _: () = {
                #[automatically_derived]
                impl #private::IsMigration for #name {
                    const ID: &'static str = "";
                    const VERSION: u64 = 0;
                    const DECLARATION: &'static #private::Declaration = ::core::panic!();
                }
            };
        }
    });
    quote! {
        #(#conditions)*
        #[doc(hidden)]
        #visibility enum #name {}
        #implementation
    }
}
