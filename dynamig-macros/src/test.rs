//! `#[dynamig::test]`.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Visibility};

use crate::attr::TestArguments;
use crate::core_path::{self, CorePath};
use crate::errors::Errors;
use crate::signature::Function;
use crate::spans::as_generated;
use crate::{refusal, valid};

/// Expands `#[dynamig::test]`: a test that runs the function as written, inside it, with a database of its own.
pub(crate) fn expand(
    arguments: TokenStream,
    item: TokenStream,
    find: fn() -> Option<CorePath>,
) -> TokenStream {
    let mut errors = Errors::default();
    let arguments = TestArguments::parse(arguments, &mut errors);
    let function = match Function::parse(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            let (rule, subject) = (&refusal::NOT_A_FUNCTION, &valid::TEST);
            errors.refuse_at(error.span(), rule, subject.sentence(rule), subject.hint);
            return quote!(#item #errors);
        }
    };
    valid::check_function(&function, &valid::TEST, &mut errors);
    let core = core_path::of(arguments.core.as_ref(), find, &mut errors);
    match core {
        Some(core) if errors.is_empty() => test(&function, &arguments, &core, item),
        _ => quote!(#item #errors),
    }
}

fn test(
    function: &Function,
    arguments: &TestArguments,
    core: &CorePath,
    item: TokenStream,
) -> TokenStream {
    let private = core.private();
    let (attributes, visibility, output) =
        (&function.attributes, &function.visibility, &function.output);
    let (name, text) = (&function.name, function.plain_name());
    let call = as_generated(name.to_token_stream());
    let bare = bare(item);
    let migrated = if arguments.empty {
        quote!(Nothing)
    } else {
        quote!(Everything)
    };
    quote! {
        #[::core::prelude::v1::test]
        #(#attributes)*
        #visibility fn #name() #output {
            #bare
            #private::run_test(
                ::core::module_path!(),
                #text,
                #private::TestOptions {
                    migrated: #private::Migrated::#migrated,
                },
                |__db| ::std::boxed::Box::pin(#call(__db)),
            )
        }
    }
}

/// The function without its attributes and visibility, which the test around it has.
fn bare(item: TokenStream) -> TokenStream {
    let parser = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        input.parse::<TokenStream>()
    };
    parser.parse2(item.clone()).unwrap_or(item)
}
