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
//! The algorithm is version 1. A change to it must come under another number, and keep this one for comparing.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use sha2::{Digest as _, Sha256};
use syn::Lit;

const ALGORITHM: u32 = 1;

/// The fingerprint of a function's body: the algorithm's version and 128 bits in hexadecimal.
pub(crate) fn of_body(body: TokenStream) -> String {
    let mut walk = Walk(Sha256::new());
    walk.token(b'k', "function");
    walk.tokens(body, Within::Block);
    let digest = walk.0.finalize();
    digest[..16]
        .iter()
        .fold(format!("{ALGORITHM}:"), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// What surrounds tokens, as far as it matters to them.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Block,
    Other,
}

struct Walk(Sha256);

impl Walk {
    /// Takes in a token: its kind, its length and its text, so that no two sequences of tokens read the same.
    fn token(&mut self, kind: u8, text: &str) {
        self.0.update([kind]);
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text);
    }

    fn tokens(&mut self, tokens: TokenStream, within: Within) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let arms = within == Within::Block && has_arms(&tokens);
        let mut at = 0;
        while at < tokens.len() {
            let (before, rest) = tokens.split_at(at);
            at += 1;
            if let Some(skipped) = skipped(before, rest, arms) {
                at += skipped - 1;
                continue;
            }
            match &rest[0] {
                TokenTree::Ident(ident) => self.token(b'i', &ident.to_string()),
                TokenTree::Punct(punct) => {
                    self.token(b'p', punct.as_char().encode_utf8(&mut [0; 4]))
                }
                TokenTree::Literal(literal) => self.literal(literal, before),
                TokenTree::Group(group) => self.group(group, before),
            }
        }
    }

    fn literal(&mut self, literal: &Literal, before: &[TokenTree]) {
        match Lit::new(literal.clone()) {
            Lit::Str(text) => self.token(b's', &text.value()),
            // `pair.0.1` has the literal `0.1`, and `pair.0 .1` has two.
            Lit::Float(float) if before.last().is_some_and(|last| is_mark(last, '.')) => {
                for (n, digits) in float.to_string().split('.').enumerate() {
                    if n > 0 {
                        self.token(b'p', ".");
                    }
                    if !digits.is_empty() {
                        self.token(b'l', digits);
                    }
                }
            }
            _ => self.token(b'l', &literal.to_string()),
        }
    }

    fn group(&mut self, group: &Group, before: &[TokenTree]) {
        let within = match group.delimiter() {
            Delimiter::Brace => Within::Block,
            Delimiter::Parenthesis | Delimiter::Bracket | Delimiter::None => Within::Other,
        };
        if let Some(derived) = derived(group) {
            return self.tokens(derived, within);
        }
        let counts =
            group.delimiter() == Delimiter::Parenthesis && !is_vec(before) && !is_doubled(group);
        if counts {
            self.token(b'(', "");
        }
        self.tokens(group.stream(), within);
        if counts {
            self.token(b')', "");
        }
    }
}

/// How many tokens to leave out at the beginning of `rest`, if any.
fn skipped(before: &[TokenTree], rest: &[TokenTree], arms: bool) -> Option<usize> {
    if let Some(import) = import(rest) {
        return Some(import);
    }
    let mark = match &rest[0] {
        TokenTree::Punct(punct) => punct.as_char(),
        TokenTree::Literal(abi)
            if ends_with_word(before, &["extern"]) && abi.to_string() == "\"C\"" =>
        {
            return Some(1);
        }
        _ => return None,
    };
    match (mark, &rest[1..]) {
        (',' | ';', _) => Some(1),
        ('#', [TokenTree::Group(attribute), ..]) if begins_with(attribute, "doc") => Some(2),
        ('#', [bang, TokenTree::Group(attribute), ..])
            if is_mark(bang, '!') && begins_with(attribute, "doc") =>
        {
            Some(3)
        }
        ('#', [TokenTree::Group(attribute), ..]) if derived(attribute).is_some() => Some(1),
        ('|', _) if begins_pattern(before, arms) => Some(1),
        (':', [TokenTree::Ident(value), after @ ..]) if is_shorthand(before, value, after) => {
            Some(2)
        }
        _ => None,
    }
}

/// The length of an import with its attributes and visibility, if `tokens` begin with one.
fn import(tokens: &[TokenTree]) -> Option<usize> {
    let mut rest = tokens;
    while let [pound, TokenTree::Group(_), after @ ..] = rest
        && is_mark(pound, '#')
    {
        rest = after;
    }
    if let [public, after @ ..] = rest
        && is_word(public, "pub")
    {
        rest = match after {
            [TokenTree::Group(_), after @ ..] => after,
            after => after,
        };
    }
    let imports = match rest {
        // Not the `use<…>` of a type.
        [first, second, ..] if is_word(first, "use") => !is_mark(second, '<'),
        [first, second, ..] => is_word(first, "extern") && is_word(second, "crate"),
        _ => false,
    };
    let end = rest.iter().position(|token| is_mark(token, ';'))?;
    imports.then(|| tokens.len() - rest.len() + end + 1)
}

/// What is derived, if this is the group of a `#[derive(…)]`.
fn derived(group: &Group) -> Option<TokenStream> {
    let mut tokens = group.stream().into_iter();
    match (tokens.next()?, tokens.next()?, tokens.next()) {
        (word, TokenTree::Group(derived), None) if is_word(&word, "derive") => {
            Some(derived.stream())
        }
        _ => None,
    }
}

/// Whether a block holds the arms of a `match`: it alone has `=>` between its own tokens.
fn has_arms(tokens: &[TokenTree]) -> bool {
    tokens
        .windows(2)
        .any(|pair| is_mark(&pair[0], '=') && is_mark(&pair[1], '>'))
}

/// Whether a `|` here stands before the first alternative of a pattern.
fn begins_pattern(before: &[TokenTree], arms: bool) -> bool {
    match before {
        [] => arms,
        // An attribute of the arm.
        [.., pound, TokenTree::Group(_)] if is_mark(pound, '#') => arms,
        [.., TokenTree::Group(group)] => arms && group.delimiter() == Delimiter::Brace,
        [.., last] => arms && is_mark(last, ',') || ends_with_word(before, &["let", "for"]),
    }
}

/// Whether a `:` here stands between a field and a variable of the same name, as in `S { field: field }`.
fn is_shorthand(before: &[TokenTree], value: &Ident, after: &[TokenTree]) -> bool {
    let ends = after.first().is_none_or(|token| is_mark(token, ','));
    ends && matches!(before.last(), Some(TokenTree::Ident(field)) if field == value)
}

fn is_vec(before: &[TokenTree]) -> bool {
    matches!(before, [.., name, bang] if is_word(name, "vec") && is_mark(bang, '!'))
}

/// Whether parentheses hold nothing but parentheses. A comma may follow them, as rustfmt drops it from `f((a, b),)`.
fn is_doubled(group: &Group) -> bool {
    let mut tokens = group.stream().into_iter();
    let inner = matches!(tokens.next(), Some(TokenTree::Group(inner)) if inner.delimiter() == Delimiter::Parenthesis);
    inner && tokens.all(|token| is_mark(&token, ','))
}

fn begins_with(group: &Group, word: &str) -> bool {
    group
        .stream()
        .into_iter()
        .next()
        .is_some_and(|first| is_word(&first, word))
}

fn ends_with_word(before: &[TokenTree], words: &[&str]) -> bool {
    before
        .last()
        .is_some_and(|last| words.iter().any(|word| is_word(last, word)))
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}
