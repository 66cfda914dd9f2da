/// The longest line that is not broken.
const WIDTH: usize = 100;

/// An attribute with its options: in one line where it fits, else one option a line.
pub(super) fn attribute(name: &str, options: &[String]) -> Vec<String> {
    let line = format!("#[{name}({})]", options.join(", "));
    if line.len() <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![format!("#[{name}(")];
    let last = options.len().saturating_sub(1);
    lines.extend(options.iter().enumerate().map(|(at, option)| {
        let comma = if at == last { "" } else { "," };
        format!("    {option}{comma}")
    }));
    lines.push(")]".to_owned());
    lines
}
