use crate::nesting::{MAX, Nesting};

/// Looks at brackets and strings, without recursion and with bounded memory.
///
/// What else is wrong with the text is the parser's to tell, brackets of different kinds included.
pub(crate) fn scan(text: &str) -> Result<(), Nesting> {
    let mut open = Vec::new();
    let mut string = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, string) {
            (_, Some(_)) if escaped => escaped = false,
            (b'\\', Some(_)) => escaped = true,
            (b'"', Some(_)) => string = None,
            (b'"', None) => string = Some(at),
            (b'[' | b'{', None) => open.push(at),
            (b']' | b'}', None) => {
                open.pop();
            }
            (_, _) => {}
        }
        if open.len() > MAX {
            return Err(Nesting::TooDeep(at));
        }
    }
    match (string, open.last()) {
        (Some(begin), _) => Err(Nesting::OpenString(begin)),
        (None, Some(&begin)) => Err(Nesting::OpenBracket(begin)),
        (None, None) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::nesting::Nesting;

    #[test]
    fn brackets_in_strings_do_not_count() {
        assert_eq!(scan(&format!("[\"{}\\\"\"]", "[".repeat(1000))), Ok(()));
        assert_eq!(scan("[ { ]"), Err(Nesting::OpenBracket(0)));
        assert_eq!(scan("[ \"\\\"]"), Err(Nesting::OpenString(2)));
        assert_eq!(scan(&"[".repeat(65)), Err(Nesting::TooDeep(64)));
    }
}
