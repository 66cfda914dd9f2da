use crate::nesting::{MAX, Nesting};

/// What is open at a point of the text.
enum Open {
    Bracket(usize),
    /// A tag, which waits for its value.
    Tag,
    /// `#_`, which waits for the form that it discards.
    Discard,
}

/// Looks at brackets, strings and what waits for a form, without recursion and with bounded memory.
///
/// What else is wrong with the text is the parser's to tell, brackets of different kinds included.
pub(crate) fn scan(text: &str) -> Result<(), Nesting> {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let begin = at;
        at += first.len_utf8();
        match first {
            ';' => at += length(&text[at..], |c| c != '\n' && c != '\r'),
            '"' => {
                at = string(text, at).ok_or(Nesting::OpenString(begin))?;
                complete(&mut open);
            }
            '[' | '(' | '{' => open.push(Open::Bracket(begin)),
            ']' | ')' | '}' => match open.pop() {
                Some(Open::Bracket(_)) => complete(&mut open),
                Some(Open::Tag | Open::Discard) | None => return Ok(()),
            },
            '#' => match text[at..].chars().next() {
                Some('{') => {}
                Some('_') => {
                    at += 1;
                    open.push(Open::Discard);
                }
                _ => {
                    at += length(&text[at..], |c| !is_boundary(c));
                    open.push(Open::Tag);
                }
            },
            ',' => {}
            c if c.is_whitespace() => {}
            '\\' => {
                at += text[at..].chars().next().map_or(0, char::len_utf8);
                at += length(&text[at..], |c| !is_boundary(c) || c == '"');
                complete(&mut open);
            }
            _ => {
                at += length(&text[at..], |c| !is_boundary(c));
                complete(&mut open);
            }
        }
        if open.len() > MAX {
            return Err(Nesting::TooDeep(begin));
        }
    }
    let brackets = open.iter().rev().find_map(|open| match open {
        Open::Bracket(begin) => Some(*begin),
        Open::Tag | Open::Discard => None,
    });
    brackets.map_or(Ok(()), |begin| Err(Nesting::OpenBracket(begin)))
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

/// The bytes of the characters that go on.
fn length(text: &str, goes_on: impl Fn(char) -> bool) -> usize {
    text.find(|c| !goes_on(c)).unwrap_or(text.len())
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
