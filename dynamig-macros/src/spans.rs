//! Where generated tokens are reported, and who is said to have written them.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// Written by the macro, reported at `at`: lints of the user's crate do not look there, its errors do.
pub(crate) fn generated(at: Span) -> Span {
    Span::call_site().located_at(at)
}

/// The same tokens as written by the macro, reported where they were.
///
/// `$crate` stays as it is: which crate it means depends on who wrote it.
pub(crate) fn as_generated(tokens: TokenStream) -> TokenStream {
    map_spans(tokens, &|token| match token {
        TokenTree::Ident(word) if word == "$crate" => word.span(),
        token => generated(token.span()),
    })
}

/// The same tokens, reported at `at`. Names are still looked up where they were written.
pub(crate) fn moved(tokens: TokenStream, at: Span) -> TokenStream {
    map_spans(tokens, &|token| token.span().located_at(at))
}

fn map_spans(tokens: TokenStream, map: &dyn Fn(&TokenTree) -> Span) -> TokenStream {
    let mapped = tokens.into_iter().map(|mut tree| {
        let span = map(&tree);
        if let TokenTree::Group(group) = &tree {
            tree = Group::new(group.delimiter(), map_spans(group.stream(), map)).into();
        }
        tree.set_span(span);
        tree
    });
    mapped.collect()
}

/// The spans of the first and last token.
pub(crate) fn ends(tokens: &dyn ToTokens) -> (Span, Span) {
    let tokens = tokens.to_token_stream().into_iter();
    let mut spans = tokens.map(|token: TokenTree| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}
