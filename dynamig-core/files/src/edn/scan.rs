use crate::nesting::{MAX, Nesting};

/// What is open at a point of the text.
enum Open {
    Bracket(usize),
    /// A tag, which waits for its value.
    Tag,
    /// `#_`, which waits for the form that it discards.
    Discard,
}

/// A piece of the text.
enum Token {
    Open,
    Close,
    /// A form without brackets.
    Atom,
    Tag,
    Discard,
    /// White space, a comment, or the `#` of a set.
    Nothing,
}

/// Looks at brackets, strings and what waits for a form, without recursion and with bounded memory.
///
/// What else is wrong with the text is the parser's to tell, brackets of different kinds included.
pub(crate) fn scan(text: &str) -> Result<(), Nesting> {
    let mut open: Vec<Open> = Vec::new();
    let mut begin = 0;
    while let Some(first) = text[begin..].chars().next() {
        let (token, end) = token(text, begin, first)?;
        match token {
            Token::Open => open.push(Open::Bracket(begin)),
            Token::Tag => open.push(Open::Tag),
            Token::Discard => open.push(Open::Discard),
            Token::Atom => complete(&mut open),
            Token::Close => match open.pop() {
                Some(Open::Bracket(_)) => complete(&mut open),
                // Here the parser stops.
                Some(Open::Tag | Open::Discard) | None => return Ok(()),
            },
            Token::Nothing => {}
        }
        if open.len() > MAX {
            return Err(Nesting::TooDeep(begin));
        }
        begin = end;
    }
    let bracket = open.iter().rev().find_map(|open| match open {
        Open::Bracket(begin) => Some(*begin),
        Open::Tag | Open::Discard => None,
    });
    bracket.map_or(Ok(()), |begin| Err(Nesting::OpenBracket(begin)))
}

/// The token that begins with a character, and where it ends.
fn token(text: &str, begin: usize, first: char) -> Result<(Token, usize), Nesting> {
    let at = begin + first.len_utf8();
    let end_of = |goes_on: &dyn Fn(char) -> bool| {
        let rest = &text[at..];
        at + rest.find(|c| !goes_on(c)).unwrap_or(rest.len())
    };
    let next = text[at..].chars().next();
    Ok(match (first, next) {
        (';', _) => (Token::Nothing, end_of(&|c| c != '\n' && c != '\r')),
        ('"', _) => (
            Token::Atom,
            string(text, at).ok_or(Nesting::OpenString(begin))?,
        ),
        ('[' | '(' | '{', _) => (Token::Open, at),
        (']' | ')' | '}', _) => (Token::Close, at),
        ('#', Some('{')) => (Token::Nothing, at),
        ('#', Some('_')) => (Token::Discard, at + 1),
        ('#', _) => (Token::Tag, end_of(&|c| !is_boundary(c))),
        // The character itself may be one that ends others.
        ('\\', Some(itself)) => {
            let behind = at + itself.len_utf8();
            let rest = &text[behind..];
            let length = rest
                .find(|c| is_boundary(c) && c != '"')
                .unwrap_or(rest.len());
            (Token::Atom, behind + length)
        }
        (c, _) if c == ',' || c.is_whitespace() => (Token::Nothing, at),
        _ => (Token::Atom, end_of(&|c| !is_boundary(c))),
    })
}

/// A form ends: the tags before it have their value, and one `#_` its form.
fn complete(open: &mut Vec<Open>) {
    while let Some(Open::Tag) = open.last() {
        open.pop();
    }
    if let Some(Open::Discard) = open.last() {
        open.pop();
    }
}

/// The offset behind a string whose text begins at `at`, if it ends.
fn string(text: &str, at: usize) -> Option<usize> {
    let mut escaped = false;
    for (offset, c) in text[at..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + offset + 1),
            _ => {}
        }
    }
    None
}

/// Where a symbol, a number or a tag ends, as the parser sees it.
fn is_boundary(c: char) -> bool {
    c.is_whitespace() || ",;\"()[]{}".contains(c)
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::nesting::Nesting;

    #[test]
    fn what_waits_for_a_form_counts_as_depth_and_is_over_with_it() {
        let many = |form: &str| scan(&format!("[{}]", form.repeat(1000)));
        assert_eq!(many("#_ #inst \"x\" 1 "), Ok(()));
        assert_eq!(many("#_[#a{}] "), Ok(()));
        assert_eq!(many("#_#_ 1 2 "), Ok(()));
        assert!(matches!(many("#_ "), Err(Nesting::TooDeep(_))));
        assert!(matches!(many("#_#_ 1 "), Err(Nesting::TooDeep(_))));
        assert!(matches!(many("#tag "), Err(Nesting::TooDeep(_))));
        assert!(matches!(many("("), Err(Nesting::TooDeep(_))));
    }

    #[test]
    fn brackets_in_strings_comments_and_characters_do_not_count() {
        let text = format!(
            "[\"{0}\\\"\" ; {0}\n {1}]",
            "[".repeat(1000),
            "\\[ ".repeat(1000)
        );
        assert_eq!(scan(&text), Ok(()));
        assert_eq!(scan("[ [ ]"), Err(Nesting::OpenBracket(0)));
        assert_eq!(scan("[ \"a"), Err(Nesting::OpenString(2)));
    }
}
