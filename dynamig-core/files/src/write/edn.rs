use super::tree::Tree;

/// The text, which ends with a line feed.
pub(super) fn print(tree: &Tree) -> String {
    format!("{}\n", value(tree, 0))
}

/// What begins in this column: its parts stand below each other.
fn value(tree: &Tree, column: usize) -> String {
    match tree {
        Tree::Map(members) => {
            let member = |(name, tree): &(&str, Tree)| {
                let name = format!(":{name} ");
                let printed = value(tree, column + 1 + name.len());
                name + &printed
            };
            let printed = members.iter().map(member).collect();
            lines(["{", "}"], printed, tree, column)
        }
        Tree::List(trees) => {
            let printed = trees.iter().map(|tree| value(tree, column + 1));
            lines(["[", "]"], printed.collect(), tree, column)
        }
        Tree::Text(text) => quoted(text),
        Tree::Number(number) => number.to_string(),
        Tree::Bool(is) => is.to_string(),
        Tree::Null => "nil".to_owned(),
    }
}

fn lines([open, close]: [&str; 2], parts: Vec<String>, tree: &Tree, column: usize) -> String {
    let between = if tree.is_flat() {
        " ".to_owned()
    } else {
        format!("\n{}", " ".repeat(column + 1))
    };
    format!("{open}{}{close}", parts.join(&between))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
