use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Attribute, LitStr, Path};

use crate::attr::{Arguments, Dependency};
use crate::core_path::CorePath;
use crate::fingerprint;
use crate::signature::Function;
use crate::spans::{as_generated, ends, generated};

/// All that is known of a migration, as a constant expression.
pub(crate) fn declaration(
    function: &Function,
    arguments: &Arguments,
    version: u64,
    core: &CorePath,
) -> TokenStream {
    let private = core.private();
    let name = function.plain_name();
    let description = description(&function.attributes);
    let depends_on = depends_on(arguments, core);
    let up = up(function, core);
    let down = option(arguments.down.as_ref().map(|path| down(path, core)));
    let revision = arguments.revision.unwrap_or(1);
    let (renamed_from, only_in) = (&arguments.renamed_from, &arguments.only_in);
    let (on_interrupt, fresh) = (arguments.on_interrupt, arguments.fresh);
    let touches = arguments
        .touches
        .as_ref()
        .map(|tables| quote!(&[#(#tables),*]));
    let touches = option(touches);
    let fingerprint = fingerprint::of_body(function.body.clone());
    let place = place(function, core);
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
            place: #place,
        }
    }
}

fn place(function: &Function, core: &CorePath) -> TokenStream {
    let private = core.private();
    let line = u32::try_from(function.name.span().start().line).unwrap_or(u32::MAX);
    quote! {
        #private::Place {
            package: ::core::env!("CARGO_PKG_NAME"),
            file: ::core::file!(),
            line: #line,
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
    let name = as_generated(function.name.to_token_stream());
    let kind = function
        .parameters
        .first()
        .and_then(|parameter| parameter.kind.as_ref());
    let argument = kind.map_or_else(|| ends(&name), |kind| ends(kind));
    adapter(&name, argument, core)
}

fn down(path: &Path, core: &CorePath) -> TokenStream {
    adapter(&as_generated(path.to_token_stream()), ends(path), core)
}

fn adapter(function: &dyn ToTokens, (first, last): (Span, Span), core: &CorePath) -> TokenStream {
    let at = function.span();
    let private = core.private_at(at);
    let cx = Ident::new("__cx", generated(last));
    // An expression of more than one token, so that the compiler underlines all of the argument's type.
    let reborrow = quote_spanned!(generated(first)=> &*);
    let call = quote_spanned!(generated(at)=> #function(#reborrow #cx));
    quote_spanned!(generated(at)=> |#cx| #private::call(#call))
}

fn depends_on(arguments: &Arguments, core: &CorePath) -> Vec<TokenStream> {
    let ids = arguments
        .depends_on
        .iter()
        .map(|dependency| match dependency {
            Dependency::Path(path) => associated(path, "ID", core),
            Dependency::Id(id) => id.to_token_stream(),
        });
    ids.collect()
}

/// An associated constant of a dependency, wholly at its path, so that the compiler's errors about it stand there.
pub(crate) fn associated(path: &Path, constant: &str, core: &CorePath) -> TokenStream {
    let (first, last) = ends(path);
    let private = core.private_at(first);
    let constant = Ident::new(constant, generated(last));
    let as_trait = quote_spanned!(generated(first)=> <#path as #private::IsMigration>);
    quote_spanned!(generated(last)=> #as_trait::#constant)
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
