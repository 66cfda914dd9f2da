/// A text as a string literal: raw where that is easier to read.
pub(super) fn literal(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    if !is_plain || !text.contains(['"', '\\']) {
        return format!("{text:?}");
    }
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn quotes_make_it_raw_and_what_cannot_be_seen_is_escaped() {
        assert_eq!(literal("orders"), "\"orders\"");
        assert_eq!(literal(r#"{"a": 1}"#), r##"r#"{"a": 1}"#"##);
        assert_eq!(literal("a\"#b"), "r##\"a\"#b\"##");
        assert_eq!(literal("\"\r\u{202e}"), "\"\\\"\\r\\u{202e}\"");
    }
}
