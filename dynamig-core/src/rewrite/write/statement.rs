use super::compared::Was;
use super::intent::{Intent, IntentKind};
use super::target::Target;

/// The longest text of a statement, in characters. One that is longer fails its whole batch.
const LONGEST_TEXT: usize = 8192;

/// The most operators of a statement: comparisons and what joins them.
const MOST_OPERATORS: usize = 300;

/// The text of a statement, and what of it is limited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) characters: usize,
    pub(super) operators: usize,
}

impl Text {
    /// Writes the statement for an intent; none for what is no statement: a changed key, and a name that cannot be
    /// quoted safely.
    pub(super) fn of(intent: &Intent, target: &Target) -> Option<Self> {
        let mut text = match &intent.kind {
            IntentKind::Update(_) => "UPDATE ".to_owned(),
            IntentKind::Delete => "DELETE FROM ".to_owned(),
            IntentKind::Move(_) => return None,
        };
        quote(&mut text, &target.table)?;
        if let IntentKind::Update(difference) = &intent.kind {
            for name in difference.set.keys() {
                text.push_str(" SET ");
                quote(&mut text, name)?;
                text.push_str("=?");
            }
            for name in &difference.remove {
                text.push_str(" REMOVE ");
                quote(&mut text, name)?;
            }
        }
        let mut compared = 0;
        for name in target.key_names() {
            join(&mut text, &mut compared);
            quote(&mut text, name)?;
            text.push_str("=?");
        }
        for condition in &intent.conditions {
            join(&mut text, &mut compared);
            quote(&mut text, &condition.name)?;
            text.push_str(match condition.was {
                Was::There => "=?",
                Was::Absent => " IS MISSING",
            });
        }
        Some(Self {
            characters: text.chars().count(),
            operators: 2 * compared - 1,
            text,
        })
    }

    /// Whether DynamoDB takes it in a batch.
    pub(super) fn fits(&self) -> bool {
        self.characters <= LONGEST_TEXT && self.operators <= MOST_OPERATORS
    }
}

fn join(text: &mut String, compared: &mut usize) {
    text.push_str(if *compared == 0 { " WHERE " } else { " AND " });
    *compared += 1;
}

/// Writes a name between quotes, its own quotes doubled.
///
/// None where a statement cannot say it: DynamoDB Local takes a name that begins with `#` or `:` for a placeholder, even
/// between quotes, and how control characters are read is nowhere said.
fn quote(text: &mut String, name: &str) -> Option<()> {
    if name.starts_with(['#', ':']) || name.chars().any(char::is_control) {
        return None;
    }
    text.push('"');
    for part in name.split_inclusive('"') {
        text.push_str(part);
        if part.ends_with('"') {
            text.push('"');
        }
    }
    text.push('"');
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoted(name: &str) -> Option<String> {
        let mut text = String::new();
        quote(&mut text, name).map(|()| text)
    }

    #[test]
    fn quotes_of_a_name_are_doubled_and_nothing_else() {
        for (name, text) in [
            ("plain", r#""plain""#),
            (r#"a"b"#, r#""a""b""#),
            (r#"""#, r#""""""#),
            ("a.b[0] 'x' \\ 🙂", "\"a.b[0] 'x' \\ 🙂\""),
        ] {
            assert_eq!(quoted(name).as_deref(), Some(text));
        }
        assert_eq!(quoted("a\nb"), None);
        assert_eq!(quoted("a\u{0}b"), None);
        assert_eq!(quoted("#0"), None);
        assert_eq!(quoted(":0"), None);
    }

    proptest! {
        #[test]
        fn a_quoted_name_is_read_back_as_it_was(name in "[^#:\\pC]\\PC*") {
            let text = quoted(&name).expect("no control characters");
            let inner = &text[1..text.len() - 1];
            prop_assert_eq!(inner.replace("\"\"", "\""), name);
            // Every quote inside has its double, so none ends the name.
            prop_assert!(inner.split("\"\"").all(|part| !part.contains('"')));
        }
    }
}
