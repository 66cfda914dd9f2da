use std::ops::Range;
use std::path::Path;

use dynamig::Code;
use proc_macro2::{TokenStream, TokenTree};

use crate::failure::Failure;

/// A source file: its text, and its tokens with their places in it.
#[derive(Debug)]
pub(crate) struct Lexed {
    text: String,
    tokens: TokenStream,
}

/// What stands at a place from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) place: Range<usize>,
    pub(crate) text: String,
}

impl Lexed {
    /// Finds the tokens of a text.
    pub(crate) fn new(path: &Path, text: String) -> Result<Self, Failure> {
        let tokens = text.parse().map_err(|error: proc_macro2::LexError| {
            let line = error.span().start().line;
            Failure::new(
                Code::File,
                format!("{}:{line} is no Rust that can be read", path.display()),
            )
            .caused_by(error.to_string())
            .hint("correct it, and run this again: nothing was written")
        })?;
        Ok(Self { text, tokens })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn tokens(&self) -> TokenStream {
        self.tokens.clone()
    }

    /// Where the line of a place begins.
    pub(super) fn line_start(&self, place: usize) -> usize {
        self.text[..place]
            .rfind('\n')
            .map_or(0, |newline| newline + 1)
    }

    /// Where the line after a place begins.
    pub(super) fn next_line(&self, place: usize) -> usize {
        let rest = self.text.get(place..).unwrap_or_default();
        rest.find('\n')
            .map_or(self.text.len(), |newline| place + newline + 1)
    }

    /// The text with edits, which do not overlap.
    pub(crate) fn with(&self, mut edits: Vec<Edit>) -> String {
        edits.sort_by_key(|edit| edit.place.start);
        let mut text = self.text.clone();
        for edit in edits.into_iter().rev() {
            text.replace_range(edit.place, &edit.text);
        }
        text
    }

    /// An edit for each place where an identifier stands, at whatever depth.
    pub(crate) fn rename(&self, from: &str, to: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        rename(self.tokens(), from, to, &mut edits);
        edits
    }
}

fn rename(tokens: TokenStream, from: &str, to: &str, edits: &mut Vec<Edit>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => rename(group.stream(), from, to, edits),
            TokenTree::Ident(ident) if ident == from => edits.push(Edit {
                place: ident.span().byte_range(),
                text: to.to_owned(),
            }),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
