/// A row of a table in markdown.
pub(super) fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// A text that breaks out of no cell.
fn escaped(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    text.replace('|', "\\|")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn no_text_breaks_out_of_its_cell() {
        assert_eq!(
            row(&["a|b", "<script>\nx"]),
            "| a\\|b | &lt;script&gt; x |\n"
        );
    }
}
