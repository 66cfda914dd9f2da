use std::fmt::Write as _;

/// Names and values, aligned, one a line; those without a value are left out.
pub(crate) fn fields(fields: &[(&str, String)]) -> String {
    let told = || fields.iter().filter(|(_, value)| !value.is_empty());
    let width = told().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, value) in told() {
        let value = value
            .trim_end()
            .replace('\n', &format!("\n{:width$}  ", ""));
        let _infallible = writeln!(text, "{name:width$}  {value}");
    }
    text
}
