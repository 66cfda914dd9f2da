use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Attribute, LitStr, Path};

use crate::attr::{Arguments, Dependency};
use crate::core_path::CorePath;
use crate::fingerprint;
use crate::signature::Function;
use crate::spans::{as_generated, ends, generated};

/// All that is known of a migration, as a constant expression: what each has, and after it the options that are given.
pub(crate) fn declaration(
    function: &Function,
    arguments: &Arguments,
    version: u64,
    core: &CorePath,
) -> TokenStream {
    let private = core.private();
    let name = function.plain_name();
    let description = description(&function.attributes);
    let fingerprint = fingerprint::of_body(function.body.clone());
    let line = u32::try_from(function.name.span().start().line).unwrap_or(u32::MAX);
    let down = match arguments.down {
        Some(_) => quote!(::core::option::Option::Some(__dynamig_down)),
        None => quote!(::core::option::Option::None),
    };
    let new = quote! {
        #private::Declaration::new(
            (#version, #name),
            #private::Work::Once { up: __dynamig_up, down: #down },
            #description,
            #fingerprint,
            (::core::env!("CARGO_PKG_NAME"), ::core::file!(), #line),
        )
    };
    let options = options(arguments, core);
    if options.is_empty() {
        new
    } else {
        quote!(#private::Declaration { #options ..#new })
    }
}

/// The fields of options that are given, each with a comma behind it.
fn options(arguments: &Arguments, core: &CorePath) -> TokenStream {
    let private = core.private();
    let mut fields = TokenStream::new();
    let depends_on = depends_on(arguments, core);
    if !depends_on.is_empty() {
        fields.extend(quote!(depends_on: &[#(#depends_on),*],));
    }
    if let Some(revision) = arguments.revision {
        fields.extend(quote!(revision: #revision,));
    }
    if let Some(choice) = arguments.on_interrupt {
        fields.extend(quote!(on_interrupt: #private::OnInterrupt::#choice,));
    }
    if let Some(choice) = arguments.fresh {
        fields.extend(quote!(fresh: #private::Fresh::#choice,));
    }
    let (renamed_from, only_in) = (&arguments.renamed_from, &arguments.only_in);
    if !renamed_from.is_empty() {
        fields.extend(quote!(renamed_from: &[#(#renamed_from),*],));
    }
    if !only_in.is_empty() {
        fields.extend(quote!(only_in: &[#(#only_in),*],));
    }
    if let Some(tables) = &arguments.touches {
        fields.extend(quote!(touches: ::core::option::Option::Some(&[#(#tables),*]),));
    }
    fields
}

/// The function behind one type. What it returns is judged at its name, its argument at the argument's type.
///
/// All of it stands as if the user had written it there. What a macro has written is another thing to the compiler as soon
/// as anything above it in the file moves, and this is costly to check: whatever is awaited must be shown to be `Send`.
pub(crate) fn up(function: &Function, core: &CorePath) -> TokenStream {
    let name = &function.name;
    let kind = function
        .parameters
        .first()
        .and_then(|parameter| parameter.kind.as_ref());
    let argument = kind.map_or_else(|| ends(name), |kind| ends(kind));
    adapter("__dynamig_up", name, argument, core)
}

/// The function that undoes it, behind the same type. It is judged at its path.
///
/// That stands in the attribute: there the compiler must not propose to write what only this function could say.
pub(crate) fn down(path: &Path, core: &CorePath) -> TokenStream {
    let path = as_generated(path.to_token_stream());
    adapter("__dynamig_down", &path, ends(&path), core)
}

/// A function that calls another one with the context and boxes its future, at the places of the other one.
///
/// A function, and no closure in a constant: that would be checked again with the rest of the constant.
fn adapter(
    name: &str,
    function: &dyn ToTokens,
    (first, last): (Span, Span),
    core: &CorePath,
) -> TokenStream {
    let at = function.span();
    let private = core.private_at(at);
    let (name, cx) = (Ident::new(name, at), Ident::new("dynamig_context", at));
    // An expression of more than one token, so that the compiler underlines all of the argument's type.
    let given = core.private_at(first);
    let argument = quote_spanned!(last=> (#cx));
    let given = quote_spanned!(first=> #given::given #argument);
    quote_spanned! {at=>
        fn #name(#cx: &#private::Context) -> #private::Called<'_> {
            #private::call(#function(#given))
        }
    }
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
    let private = core.private_at(generated(first));
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
