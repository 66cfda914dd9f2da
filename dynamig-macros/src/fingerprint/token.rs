use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A token, read once: asking the compiler for the same token again and again is what would cost time.
pub(super) enum Token {
    /// An identifier or keyword.
    Word(String),
    /// A punctuation mark.
    Mark(char),
    /// A literal as it is written.
    Literal(String),
    /// A group and what it holds.
    Group(Delimiter, Vec<Token>),
}

/// Reads tokens, with all that their groups hold.
pub(super) fn read(tokens: TokenStream) -> Vec<Token> {
    let read = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(word) => Token::Word(word.to_string()),
        TokenTree::Punct(mark) => Token::Mark(mark.as_char()),
        TokenTree::Literal(literal) => Token::Literal(literal.to_string()),
        TokenTree::Group(group) => Token::Group(group.delimiter(), self::read(group.stream())),
    });
    read.collect()
}
