use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Attribute, LitStr, Path};

use crate::attr::{Arguments, Dependency, Fresh, OnInterrupt};
use crate::core_path::{self, CorePath, as_generated};
use crate::errors::Errors;
use crate::signature::Function;
use crate::{fallback, fingerprint, refusal, valid};

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
    valid::check_function(&function, &valid::MIGRATION, &mut errors);
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
            #[automatically_derived]
            impl #private::IsMigration for #name {
                const ID: &'static ::core::primitive::str = #id;
                const VERSION: ::core::primitive::u64 = #version;
                const DECLARATION: &'static #private::Declaration = &#declaration;
            }
            #private::inventory::submit! {
                #private::Registered(<#name as #private::IsMigration>::DECLARATION)
            }
            #(#assertions)*
        };
    }
}

fn declaration(
    function: &Function,
    arguments: &Arguments,
    version: u64,
    core: &CorePath,
) -> TokenStream {
    let private = core.private();
    let name = function.plain_name();
    let description = description(&function.attributes);
    let depends_on = arguments
        .depends_on
        .iter()
        .map(|dependency| dependency_id(dependency, core));
    let up = up(function, core);
    let down = option(arguments.down.as_ref().map(|path| down(path, core)));
    let revision = arguments.revision.unwrap_or(1);
    let (renamed_from, only_in) = (&arguments.renamed_from, &arguments.only_in);
    let on_interrupt = match arguments.on_interrupt {
        OnInterrupt::Rerun => quote!(Rerun),
        OnInterrupt::Manual => quote!(Manual),
    };
    let fresh = match arguments.fresh {
        Fresh::Run => quote!(Run),
        Fresh::Skip => quote!(Skip),
    };
    let touches = option(
        arguments
            .touches
            .as_ref()
            .map(|tables| quote!(&[#(#tables),*])),
    );
    let fingerprint = fingerprint::of_body(function.body.clone());
    let line = u32::try_from(function.name.span().start().line).unwrap_or(u32::MAX);
    quote! {
        #private::Declaration {
            version: #version,
            name: #name,
            description: #description,
            depends_on: &[#(#depends_on),*],
            up: #up,
            down: #down,
            revision: #revision,
            renamed_from: &[#(#renamed_from),*],
            on_interrupt: #private::OnInterrupt::#on_interrupt,
            fresh: #private::Fresh::#fresh,
            only_in: &[#(#only_in),*],
            touches: #touches,
            fingerprint: #fingerprint,
            place: #private::Place {
                package: ::core::env!("CARGO_PKG_NAME"),
                file: ::core::file!(),
                line: #line,
            },
        }
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// The function behind one type. What it returns is judged at its name, its argument at the argument's type.
fn up(function: &Function, core: &CorePath) -> TokenStream {
    let name = &function.name;
    let kind = function
        .parameters
        .first()
        .and_then(|parameter| parameter.kind.as_ref());
    let argument = kind.map_or_else(|| ends(name), |kind| ends(kind));
    adapter(name, argument, core)
}

fn down(path: &Path, core: &CorePath) -> TokenStream {
    adapter(path, ends(path), core)
}

fn adapter(function: &dyn ToTokens, (first, last): (Span, Span), core: &CorePath) -> TokenStream {
    let at = function.span();
    let private = core.private_at(at);
    let function = as_generated(function.to_token_stream());
    let cx = Ident::new("__cx", generated(last));
    // An expression of more than one token, so that the compiler underlines all of the argument's type.
    let reborrow = quote_spanned!(generated(first)=> &*);
    let call = quote_spanned!(generated(at)=> #function(#reborrow #cx));
    quote_spanned!(generated(at)=> |#cx| #private::call(#call))
}

fn generated(at: Span) -> Span {
    Span::call_site().located_at(at)
}

fn dependency_id(dependency: &Dependency, core: &CorePath) -> TokenStream {
    match dependency {
        Dependency::Path(path) => associated(path, "ID", core),
        Dependency::Id(id) => id.to_token_stream(),
    }
}

/// An associated constant of a dependency, wholly at its path, so that the compiler's errors about it stand there.
fn associated(path: &Path, constant: &str, core: &CorePath) -> TokenStream {
    let (first, last) = ends(path);
    let private = core.private_at(first);
    let constant = Ident::new(constant, generated(last));
    let as_trait = quote_spanned!(generated(first)=> <#path as #private::IsMigration>);
    quote_spanned!(generated(last)=> #as_trait::#constant)
}

/// The constant that refuses, while it is evaluated, a dependency that is not older.
fn assertion(path: &Path, id: &str, version: u64, core: &CorePath) -> TokenStream {
    let (first, last) = ends(path);
    let private = core.private_at(first);
    let (dependency_id, dependency_version) = (
        associated(path, "ID", core),
        associated(path, "VERSION", core),
    );
    let arguments =
        quote_spanned!(generated(last)=> (#dependency_id, #dependency_version, #id, #version));
    quote_spanned!(generated(first)=> const _: () = #private::assert_older #arguments;)
}

/// The spans of the first and last token.
fn ends(tokens: &dyn ToTokens) -> (Span, Span) {
    let tokens = tokens.to_token_stream().into_iter();
    let mut spans = tokens.map(|token: TokenTree| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}

/// The first line of a doc comment that says something.
fn description(attributes: &[Attribute]) -> String {
    let docs = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"));
    let texts = docs.filter_map(|doc| {
        let value = &doc.meta.require_name_value().ok()?.value;
        syn::parse2::<LitStr>(value.to_token_stream()).ok()
    });
    let texts: Vec<_> = texts.map(|text| text.value()).collect();
    let mut lines = texts.iter().flat_map(|text| text.lines());
    let line = lines.find_map(|line| {
        // The stars at the left of a block comment are no text.
        let line = line.trim();
        let line = line.strip_prefix("* ").unwrap_or(line).trim();
        (!line.is_empty() && line != "*").then(|| line.to_owned())
    });
    line.unwrap_or_default()
}
