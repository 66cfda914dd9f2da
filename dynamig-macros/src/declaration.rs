use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, LitStr, Path};

use crate::attr::{Arguments, Dependency, Over};
use crate::core_path::CorePath;
use crate::fingerprint;
use crate::signature::Function;
use crate::spans::{ends, generated};

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
    let fingerprint = fingerprint(function, arguments);
    let line = u32::try_from(function.name.span().start().line).unwrap_or(u32::MAX);
    let work = match arguments.over {
        Over::Once => {
            let down = option(arguments.down.as_ref().map(|_| quote!(__dynamig_down)));
            quote!(Once { up: __dynamig_up, down: #down })
        }
        Over::Items => {
            let items = items(arguments, core);
            quote!(Items(#items))
        }
    };
    let new = quote! {
        #private::Declaration::new(
            (#version, #name),
            #private::Work::#work,
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

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn fingerprint(function: &Function, arguments: &Arguments) -> String {
    let body = function.body.clone();
    match &arguments.items.table {
        None => fingerprint::of_body(body),
        Some(table) => {
            let times = match arguments.items.exactly_once {
                Some(_) => fingerprint::Times::ExactlyOnce,
                None => fingerprint::Times::AtLeastOnce,
            };
            let items = fingerprint::OfItems {
                table: &table.value(),
                times,
                matching: arguments.items.matching.as_ref(),
            };
            fingerprint::of_items(&items, body)
        }
    }
}

/// The table of an item migration, its functions, and how it is run.
fn items(arguments: &Arguments, core: &CorePath) -> TokenStream {
    let private = core.private();
    let (items, table) = (&arguments.items, &arguments.items.table);
    let mut fields = TokenStream::new();
    if arguments.down.is_some() {
        let down = option(Some(quote!(__dynamig_down)));
        fields.extend(quote!(down: #down,));
    }
    if items.matching.is_some() {
        let matching = option(Some(quote!(__DYNAMIG_MATCHING)));
        fields.extend(quote!(matching: #matching,));
    }
    let given = items.fields(&private);
    if !given.is_empty() {
        let set = given.iter().map(|(field, value)| {
            let field = Ident::new(field, Span::call_site());
            quote!(__dynamig_options.#field = #value;)
        });
        fields.extend(quote! {
            options: {
                let mut __dynamig_options = #private::ItemOptions::NEW;
                #(#set)*
                __dynamig_options
            },
        });
    }
    let new = quote!(#private::ItemsDeclaration::new(#table, __dynamig_up));
    if fields.is_empty() {
        new
    } else {
        quote!(#private::ItemsDeclaration { #fields ..#new })
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
