use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Attribute, Path};

use crate::adapter::{self, down, up};
use crate::attr::{Arguments, Dependency};
use crate::core_path::{self, CorePath};
use crate::declaration::{associated, declaration};
use crate::errors::Errors;
use crate::signature::Function;
use crate::spans::{as_generated, ends, generated};
use crate::{fallback, item_function, refusal, valid};

/// Expands `#[migration(…)]`: the function as written, the type beside it, and its registration.
pub(crate) fn migration(
    arguments: TokenStream,
    item: TokenStream,
    find: fn() -> Option<CorePath>,
) -> TokenStream {
    let mut errors = Errors::default();
    let arguments = Arguments::parse(arguments, &mut errors);
    let function = match Function::parse(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            let (rule, subject) = (&refusal::NOT_A_FUNCTION, &valid::MIGRATION);
            errors.refuse_at(error.span(), rule, subject.sentence(rule), subject.hint);
            return quote!(#item #errors);
        }
    };
    let subject = item_function::subject(&function, &arguments, &mut errors);
    valid::check_function(&function, subject, &mut errors);
    item_function::check_options(&arguments, &mut errors);
    valid::check_migration(&function, &arguments, &mut errors);
    let core = core_path::of(arguments.core.as_ref(), find, &mut errors);
    let beside = match (core, arguments.version) {
        (Some(core), Some(version)) if errors.is_empty() => {
            registration(&function, &arguments, version, &core)
        }
        (core, _) => fallback::migration(&function, core.as_ref()),
    };
    quote!(#item #beside #errors)
}

/// The type beside a function, with the function's name and visibility, and where the function is.
pub(crate) fn companion(function: &Function) -> TokenStream {
    let conditions = conditions(function);
    let visibility = as_generated(function.visibility.to_token_stream());
    let name = as_generated(function.name.to_token_stream());
    let item = quote_spanned!(generated(function.name.span())=> enum #name {});
    quote! {
        #(#conditions)*
        #[doc(hidden)]
        #visibility #item
    }
}

/// The attributes that decide whether the function exists at all: what stands beside it goes with it.
pub(crate) fn conditions(function: &Function) -> impl Iterator<Item = &Attribute> {
    function
        .attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
}

fn registration(
    function: &Function,
    arguments: &Arguments,
    version: u64,
    core: &CorePath,
) -> TokenStream {
    let private = core.private();
    let companion = companion(function);
    let name = as_generated(function.name.to_token_stream());
    let id = format!("{version}_{}", function.plain_name());
    let (over, undo) = (arguments.over, arguments.down.as_ref());
    let up = up(function, over, core);
    let down = undo.map(|path| down(path, function, over, core));
    let matching = arguments.items.matching.as_ref();
    let matching = matching.map(|path| adapter::matching(path, core));
    let declaration = declaration(function, arguments, version, core);
    let assertions = arguments
        .depends_on
        .iter()
        .filter_map(|dependency| match dependency {
            Dependency::Path(path) => Some(assertion(path, &id, version, core)),
            Dependency::Id(_) => None,
        });
    let conditions = conditions(function);
    quote! {
        #companion

        #(#conditions)*
        const _: () = {
            #up
            #down
            #matching
            #[automatically_derived]
            impl #private::IsMigration for #name {
                const ID: &'static ::core::primitive::str = #id;
                const DECLARATION: &'static #private::Declaration = &#declaration;
            }
            #private::inventory::submit! {
                #private::Registered(<#name as #private::IsMigration>::DECLARATION)
            }
            #(#assertions)*
        };
    }
}

/// The constant that refuses, while it is evaluated, a dependency that is not older.
fn assertion(path: &Path, id: &str, version: u64, core: &CorePath) -> TokenStream {
    let (first, last) = ends(path);
    let private = core.private_at(generated(first));
    let (dependency_id, dependency_version) = (
        associated(path, "ID", core),
        associated(path, "VERSION", core),
    );
    let arguments =
        quote_spanned!(generated(last)=> (#dependency_id, #dependency_version, #id, #version));
    quote_spanned!(generated(first)=> const _: () = #private::assert_older #arguments;)
}
