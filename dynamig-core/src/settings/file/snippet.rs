use std::fmt::Write;
use std::ops::Range;

/// A place in a text as a reader sees it: line and column from 1, and the line with the place marked under it.
pub(super) struct Snippet {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) picture: String,
}

impl Snippet {
    /// Shows the bytes `span` of `text`, of which only the first line is marked.
    pub(super) fn of(text: &str, span: Range<usize>) -> Self {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = text.floor_char_boundary(span.end.clamp(start, line_end));

        let line = text[..start].matches('\n').count() + 1;
        let before = &text[line_start..start];
        let width = text[start..end].chars().count().max(1);
        // A tab stays a tab, so that the mark stands under its place however wide tabs are shown.
        let indent: String = before
            .chars()
            .map(|c| if c == '\t' { c } else { ' ' })
            .collect();

        let gutter = line.to_string();
        let margin = " ".repeat(gutter.len());
        let mut picture = String::new();
        let shown = text[line_start..line_end].trim_end();
        let _ = write!(
            picture,
            "{margin} |\n{gutter} | {shown}\n{margin} | {indent}{}",
            "^".repeat(width)
        );
        Self {
            line,
            column: before.chars().count() + 1,
            picture,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Snippet;

    #[test]
    fn a_place_is_counted_in_characters_and_marked() {
        let text = "a = 1\nü = \"größe\" # x\r\n";
        let start = text.find('"').expect("a quote");
        let snippet = Snippet::of(text, start..start + "\"größe\"".len());
        assert_eq!((snippet.line, snippet.column), (2, 5));
        assert_eq!(
            snippet.picture,
            "  |\n2 | ü = \"größe\" # x\n  |     ^^^^^^^"
        );
    }

    #[test]
    fn a_place_at_the_end_of_the_text_is_marked_too() {
        let snippet = Snippet::of("a =", 3..3);
        assert_eq!((snippet.line, snippet.column), (1, 4));
        assert_eq!(snippet.picture, "  |\n1 | a =\n  |    ^");
    }

    #[test]
    fn only_the_first_line_of_a_longer_place_is_marked() {
        let snippet = Snippet::of("\ta = [\n1,\n]", 1..10);
        assert_eq!(snippet.picture, "  |\n1 | \ta = [\n  | \t^^^^^");
    }
}
