use std::ops::Range;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The tokens of one item, with its attributes, and its place.
pub(super) struct Item {
    pub(super) tokens: Vec<TokenTree>,
    pub(super) place: Range<usize>,
}

/// The items between which a module may be declared; inner attributes and documentation are none of them.
///
/// An item ends with a semicolon or with its braces. That is coarser than Rust's grammar, and exact for `mod`.
pub(super) fn items(tokens: TokenStream) -> Vec<Item> {
    let mut items = Vec::new();
    let mut item: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        item.push(token);
        if is_inner_attribute(&item) {
            item.clear();
        } else if ends {
            items.extend(Item::of(std::mem::take(&mut item)));
        }
    }
    items.extend(Item::of(item));
    items
}

impl Item {
    fn of(tokens: Vec<TokenTree>) -> Option<Self> {
        let place =
            tokens.first()?.span().byte_range().start..tokens.last()?.span().byte_range().end;
        Some(Self { tokens, place })
    }

    /// Whether it ends with braces.
    pub(super) fn has_braces(&self) -> bool {
        matches!(self.tokens.last(), Some(TokenTree::Group(_)))
    }

    /// The module's name, where this declares one.
    pub(super) fn module(&self) -> Option<String> {
        let [.., TokenTree::Ident(keyword), TokenTree::Ident(name), _] = self.tokens.as_slice()
        else {
            return None;
        };
        (keyword == "mod").then(|| name.to_string())
    }
}

fn is_inner_attribute(tokens: &[TokenTree]) -> bool {
    let punct = |token: &TokenTree, wanted: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted);
    matches!(tokens, [hash, bang, TokenTree::Group(_)] if punct(hash, '#') && punct(bang, '!'))
}
