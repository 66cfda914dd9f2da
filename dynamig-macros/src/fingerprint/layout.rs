//! What is a matter of layout: the tokens that rustfmt adds, drops or moves.

use proc_macro2::Delimiter;

use super::token::Token;

/// How many tokens to leave out at the beginning of `rest`, if any.
pub(super) fn skipped(before: &[Token], rest: &[Token], arms: bool) -> Option<usize> {
    if let Some(import) = import(rest) {
        return Some(import);
    }
    match rest {
        [Token::Mark(',' | ';'), ..] => Some(1),
        [Token::Mark('#'), Token::Group(_, attribute), ..] if begins_with(attribute, "doc") => {
            Some(2)
        }
        [
            Token::Mark('#'),
            Token::Mark('!'),
            Token::Group(_, attribute),
            ..,
        ] if begins_with(attribute, "doc") => Some(3),
        // `#[derive(A)] #[derive(B)]` is `#[derive(A, B)]`.
        [Token::Mark('#'), Token::Group(_, attribute), ..] if begins_with(attribute, "derive") => {
            Some(1)
        }
        [Token::Mark('|'), ..] if begins_pattern(before, arms) => Some(1),
        [Token::Mark(':'), Token::Word(value), after @ ..]
            if is_shorthand(before, value, after) =>
        {
            Some(2)
        }
        [Token::Literal(abi), ..] if abi == "\"C\"" && ends_with(before, "extern") => Some(1),
        _ => None,
    }
}

/// The length of an import with its attributes and visibility, if `tokens` begin with one.
fn import(tokens: &[Token]) -> Option<usize> {
    let mut rest = tokens;
    while let [Token::Mark('#'), Token::Group(..), after @ ..] = rest {
        rest = after;
    }
    if let [Token::Word(word), after @ ..] = rest
        && word == "pub"
    {
        rest = match after {
            [Token::Group(..), after @ ..] => after,
            after => after,
        };
    }
    let imports = match rest {
        // Not the `use<…>` of a type.
        [Token::Word(word), second, ..] if word == "use" => !matches!(second, Token::Mark('<')),
        [Token::Word(first), Token::Word(second), ..] => first == "extern" && second == "crate",
        _ => false,
    };
    if !imports {
        return None;
    }
    let end = rest
        .iter()
        .position(|token| matches!(token, Token::Mark(';')))?;
    Some(tokens.len() - rest.len() + end + 1)
}

/// Whether a block holds the arms of a `match`: it alone has `=>` between its own tokens.
pub(super) fn has_arms(tokens: &[Token]) -> bool {
    let mut pairs = tokens.windows(2);
    pairs.any(|pair| matches!(pair, [Token::Mark('='), Token::Mark('>')]))
}

/// Whether a `|` here stands before the first alternative of a pattern.
fn begins_pattern(before: &[Token], arms: bool) -> bool {
    match before {
        [] => arms,
        // An attribute of the arm, or the block of the arm before it.
        [.., Token::Mark('#'), Token::Group(..)] | [.., Token::Group(Delimiter::Brace, _)] => arms,
        [.., Token::Mark(',')] => arms,
        _ => ends_with(before, "let") || ends_with(before, "for"),
    }
}

/// Whether a `:` here stands between a field and a variable of the same name, as in `S { field: field }`.
fn is_shorthand(before: &[Token], value: &str, after: &[Token]) -> bool {
    matches!(after, [] | [Token::Mark(','), ..]) && ends_with(before, value)
}

/// Whether a group here holds what `vec!` makes: its parentheses become brackets.
pub(super) fn is_of_vec(before: &[Token]) -> bool {
    matches!(before, [.., Token::Word(word), Token::Mark('!')] if word == "vec")
}

/// Whether parentheses hold nothing but parentheses. A comma may follow them: rustfmt drops it from `f((a, b),)`.
pub(super) fn is_doubled(inner: &[Token]) -> bool {
    matches!(
        inner,
        [Token::Group(Delimiter::Parenthesis, _)]
            | [Token::Group(Delimiter::Parenthesis, _), Token::Mark(',')]
    )
}

fn begins_with(tokens: &[Token], word: &str) -> bool {
    matches!(tokens, [Token::Word(first), ..] if first == word)
}

fn ends_with(tokens: &[Token], word: &str) -> bool {
    matches!(tokens, [.., Token::Word(last)] if last == word)
}
