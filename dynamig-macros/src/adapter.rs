//! The functions that give a migration's functions one type.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Attribute, Path};

use crate::attr::Over;
use crate::core_path::CorePath;
use crate::signature::{Function, Parameter};
use crate::spans::{as_generated, ends};

/// The function behind one type. What it returns is judged at its name, its arguments at their types.
///
/// All of it stands as if the user had written it there. What a macro has written is another thing to the compiler as soon
/// as anything above it in the file moves, and this is costly to check: whatever is awaited must be shown to be `Send`.
pub(crate) fn up(function: &Function, over: Over, core: &CorePath) -> TokenStream {
    let name = &function.name;
    if over == Over::Once {
        let argument = function.parameters.first();
        let argument = argument.map_or_else(|| ends(name), ends_of_kind);
        return adapter("__dynamig_up", name, argument, core);
    }
    let kind = function.parameters.first().map(ends_of_kind);
    let kind = kind.unwrap_or_else(|| ends(name));
    let (read, closure) = (read_item(kind, core), item_closure(function, core));
    let arguments = quote_spanned!(name.span()=> #read, #closure);
    let adapter = item_adapter("__dynamig_up", "item_call", &arguments, name.span(), core);
    let frozen = frozen(function, kind.1, core);
    quote!(#adapter #frozen)
}

/// The function that undoes it, behind the same type. It is judged at its path.
///
/// That stands in the attribute: there the compiler must not propose to write what only this function could say.
pub(crate) fn down(path: &Path, function: &Function, over: Over, core: &CorePath) -> TokenStream {
    let path = as_generated(path.to_token_stream());
    match over {
        Over::Once => adapter("__dynamig_down", &path, ends(&path), core),
        Over::Items => {
            let adapter = item_adapter("__dynamig_down", "item_call_of", &path, path.span(), core);
            let frozen = frozen_down(&path, function, core);
            quote!(#adapter #frozen)
        }
    }
}

/// The function that tells which items it is for, judged at its path.
pub(crate) fn matching(path: &Path, core: &CorePath) -> TokenStream {
    let path = as_generated(path.to_token_stream());
    let private = core.private();
    quote!(const __DYNAMIG_MATCHING: #private::Matching = #path;)
}

/// A function that calls another one with the context and boxes its future, at the places of the other one.
///
/// A function, and no closure in a constant: that would be checked again with the rest of the constant.
fn adapter(
    name: &str,
    function: &dyn ToTokens,
    argument: (Span, Span),
    core: &CorePath,
) -> TokenStream {
    let at = function.span();
    let private = core.private_at(at);
    let (name, cx) = (Ident::new(name, at), Ident::new("dynamig_context", at));
    let given = given(&cx, argument, core);
    quote_spanned! {at=>
        fn #name(#cx: &#private::Context) -> #private::Called<'_> {
            #private::call(#function(#given))
        }
    }
}

/// The same for each item: a function of the core's calls the other one, and tells what follows from its answer.
fn item_adapter(
    name: &str,
    calls: &str,
    arguments: &TokenStream,
    at: Span,
    core: &CorePath,
) -> TokenStream {
    let private = core.private_at(at);
    let (name, calls) = (Ident::new(name, at), Ident::new(calls, at));
    let (item, cx) = item_and_context(at);
    quote_spanned! {at=>
        fn #name(#item: #private::Scanned, #cx: &#private::Context) -> #private::ItemCalled<'_> {
            #private::#calls(#item, #cx, #arguments)
        }
    }
}

/// How the items are read, at their type: one that they cannot be read as is told there.
fn read_item((first, last): (Span, Span), core: &CorePath) -> TokenStream {
    let private = core.private_at(first);
    let read_item = Ident::new("read_item", last);
    quote_spanned!(first=> #private::#read_item)
}

/// The function of an item migration as one of an item and the context, whether or not it takes the context.
fn item_closure(function: &Function, core: &CorePath) -> TokenStream {
    let (name, at) = (&function.name, function.name.span());
    let (item, cx) = item_and_context(at);
    match function.parameters.get(1) {
        Some(parameter) => {
            let given = given(&cx, ends_of_kind(parameter), core);
            quote_spanned!(at=> |#item, #cx| #name(#item, #given))
        }
        None => quote_spanned!(at=> |#item, _| #name(#item)),
    }
}

fn item_and_context(at: Span) -> (Ident, Ident) {
    let item = Ident::new("dynamig_item", at);
    (item, Ident::new("dynamig_context", at))
}

/// The context, in an expression of more than one token, so that the compiler underlines all of the argument's type.
fn given(context: &Ident, (first, last): (Span, Span), core: &CorePath) -> TokenStream {
    let private = core.private_at(first);
    let argument = quote_spanned!(last=> (#context));
    quote_spanned!(first=> #private::given #argument)
}

fn ends_of_kind(parameter: &Parameter) -> (Span, Span) {
    match &parameter.kind {
        Some(kind) => ends(kind),
        None => ends(&parameter.pattern),
    }
}

/// Warns, by calling what is deprecated, where an item's type is a table's as well.
///
/// The type is not named a second time: the compiler would say twice what is wrong with it.
fn frozen(function: &Function, at: Span, core: &CorePath) -> TokenStream {
    let name = &function.name;
    let private = core.private_at(at);
    let of = match function.parameters.len() {
        1 => Ident::new("of", at),
        _ => Ident::new("of_two", at),
    };
    let allowed = allowed(function);
    quote_spanned! {at=>
        #(#allowed)*
        const _: fn() = || #private::Frozen::#of(#name).look();
    }
}

/// The same of the function that undoes it, of which only the path is known: what it takes is found out by the compiler, and
/// where it takes nothing that it may, that is said elsewhere.
fn frozen_down(path: &TokenStream, function: &Function, core: &CorePath) -> TokenStream {
    let (_, at) = ends(path);
    let private = core.private_at(at);
    let allowed = allowed(function);
    quote_spanned! {at=>
        #(#allowed)*
        const _: fn() = || {
            use #private::{FrozenDown as _, UnfrozenDown as _};
            #path.dynamig_look();
        };
    }
}

/// The attributes of a function that take the warning back.
fn allowed(function: &Function) -> impl Iterator<Item = &Attribute> {
    function.attributes.iter().filter(|one| allows(one))
}

fn allows(attribute: &Attribute) -> bool {
    let is_it = |token| matches!(token, TokenTree::Ident(word) if word == "deprecated");
    let list = attribute.meta.require_list();
    attribute.path().is_ident("allow")
        && list.is_ok_and(|list| list.tokens.clone().into_iter().any(is_it))
}
