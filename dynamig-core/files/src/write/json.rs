use super::tree::Tree;

/// The text, which ends with a line feed.
pub(super) fn print(tree: &Tree) -> String {
    format!("{}\n", value(tree, 0))
}

fn value(tree: &Tree, depth: usize) -> String {
    match tree {
        Tree::Map(members) => {
            let members = members.iter();
            let printed =
                members.map(|(name, tree)| format!("\"{name}\": {}", value(tree, depth + 1)));
            lines(["{", "}"], printed.collect(), tree, depth)
        }
        Tree::List(trees) => {
            let printed = trees.iter().map(|tree| value(tree, depth + 1));
            lines(["[", "]"], printed.collect(), tree, depth)
        }
        Tree::Text(text) => quoted(text),
        Tree::Number(number) => number.to_string(),
        Tree::Bool(is) => is.to_string(),
        Tree::Null => "null".to_owned(),
    }
}

fn lines([open, close]: [&str; 2], parts: Vec<String>, tree: &Tree, depth: usize) -> String {
    if tree.is_flat() {
        return format!("{open}{}{close}", parts.join(", "));
    }
    let (inner, outer) = ("  ".repeat(depth + 1), "  ".repeat(depth));
    let parts = parts.join(&format!(",\n{inner}"));
    format!("{open}\n{inner}{parts}\n{outer}{close}")
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
