//! The fingerprint of a migration's body: the same however rustfmt lays it out, another when it is edited.
//!
//! What goes in is every identifier, literal and punctuation mark in order, and parentheses. What rustfmt adds, drops or
//! moves with any of its stable options stays out:
//!
//! - white space, comments and doc comments, which rustfmt wraps and trims; also whether two marks touch (`>>`);
//! - braces, brackets, `,` and `;`; the parentheses of `vec!(…)`, which become brackets, and doubled ones;
//! - imports, which it sorts and merges; `extern crate` likewise;
//! - how a string is written: its value counts, so a `\` at a line's end does not;
//! - a second `derive` beside the first, a leading `|` of a pattern, `"C"` behind `extern`, the field in `S { field: field }`,
//!   and the space in `pair.0 .1`.
//!
//! Parentheses stay in because nothing else tells `!(a && b)` from `!a && b`.
//!
//! Of an item migration goes in, before that, which table it is run over, whether exactly once, and the path of `matching`.
//! What stands at that path does not: a macro does not see it.
//!
//! The algorithm is version 1. A change to it must come under another number, and keep this one for comparing.

mod layout;
mod token;

use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenStream};
use quote::ToTokens as _;
use sha2::{Digest as _, Sha256};
use syn::{Lit, Path};

use token::Token;

const ALGORITHM: u32 = 1;

/// The fingerprint of a function's body: the algorithm's version and 128 bits in hexadecimal.
pub(crate) fn of_body(body: TokenStream) -> String {
    let mut walk = Walk(Vec::new());
    walk.take(b'k', "function");
    walk.finish(body)
}

/// How often an item migration's answer may be written to one item.
#[derive(Clone, Copy)]
pub(crate) enum Times {
    AtLeastOnce,
    ExactlyOnce,
}

/// What an item migration says besides its function, where another word changes as much as another body does.
pub(crate) struct OfItems<'a> {
    pub(crate) table: &'a str,
    pub(crate) times: Times,
    /// The filter, where there is one.
    pub(crate) matching: Option<&'a Path>,
}

/// The same of the function of an item migration. What is not said leaves nothing behind.
pub(crate) fn of_items(items: &OfItems<'_>, body: TokenStream) -> String {
    let mut walk = Walk(Vec::new());
    walk.take(b'k', "items");
    walk.take(b't', items.table);
    match items.times {
        Times::AtLeastOnce => {}
        Times::ExactlyOnce => walk.take(b'o', "exactly_once"),
    }
    if let Some(path) = items.matching {
        walk.take(b'm', &text(path));
    }
    walk.finish(body)
}

/// A path without white space, of which the compiler puts in as it likes.
fn text(path: &Path) -> String {
    let tokens = path.to_token_stream().into_iter();
    tokens.map(|token| token.to_string()).collect()
}

/// The value of a string that is written as it is: most are, and a parser takes long for what is there to be read.
fn plain_string(literal: &str) -> Option<&str> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains(['\\', '\r'])).then_some(text)
}

/// What is digested.
struct Walk(Vec<u8>);

impl Walk {
    /// Takes in the body, and digests all.
    fn finish(mut self, body: TokenStream) -> String {
        self.tokens(&token::read(body), Delimiter::Brace);
        let digest = Sha256::digest(&self.0);
        let mut text = format!("{ALGORITHM}:");
        for byte in &digest[..16] {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Takes in a token: its kind, its length and its text, so that no two sequences of tokens read the same.
    fn take(&mut self, kind: u8, text: &str) {
        self.0.push(kind);
        self.0.extend((text.len() as u64).to_le_bytes());
        self.0.extend(text.bytes());
    }

    fn tokens(&mut self, tokens: &[Token], within: Delimiter) {
        let arms = within == Delimiter::Brace && layout::has_arms(tokens);
        let mut rest = tokens;
        while let [first, after @ ..] = rest {
            let before = &tokens[..tokens.len() - rest.len()];
            if let Some(skipped) = layout::skipped(before, rest, arms) {
                rest = &rest[skipped..];
                continue;
            }
            match first {
                Token::Word(word) => self.take(b'i', word),
                Token::Mark(mark) => self.take(b'p', mark.encode_utf8(&mut [0; 4])),
                Token::Literal(literal) => self.literal(literal, before),
                Token::Group(delimiter, inner) => self.group(*delimiter, inner, before),
            }
            rest = after;
        }
    }

    fn literal(&mut self, literal: &str, before: &[Token]) {
        if let Some(text) = plain_string(literal) {
            self.take(b's', text);
        } else if literal.starts_with(['"', 'r'])
            && let Ok(Lit::Str(text)) = syn::parse_str(literal)
        {
            self.take(b's', &text.value());
        } else if literal.contains('.') && matches!(before, [.., Token::Mark('.')]) {
            // `pair.0.1` has the literal `0.1`, and `pair.0 .1` has two.
            for (n, digits) in literal.split('.').enumerate() {
                if n > 0 {
                    self.take(b'p', ".");
                }
                if !digits.is_empty() {
                    self.take(b'l', digits);
                }
            }
        } else {
            self.take(b'l', literal);
        }
    }

    fn group(&mut self, delimiter: Delimiter, inner: &[Token], before: &[Token]) {
        if let [Token::Word(word), Token::Group(_, derived)] = inner
            && word == "derive"
            && matches!(before, [.., Token::Mark('#')])
        {
            return self.tokens(derived, delimiter);
        }
        let counts = delimiter == Delimiter::Parenthesis
            && !layout::is_of_vec(before)
            && !layout::is_doubled(inner);
        if counts {
            self.take(b'(', "");
        }
        self.tokens(inner, delimiter);
        if counts {
            self.take(b')', "");
        }
    }
}
