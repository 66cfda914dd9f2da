use super::tree::Tree;

/// What a tree is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Edn,
    Json,
}

/// The text, which ends with a line feed.
pub(super) fn print(tree: &Tree, syntax: Syntax) -> String {
    format!("{}\n", syntax.value(tree, 0))
}

impl Syntax {
    /// What begins in this column: in EDN its parts stand below each other, in JSON they are indented.
    fn value(self, tree: &Tree, column: usize) -> String {
        match tree {
            Tree::Map(members) => {
                let member = |(name, tree): &(&str, Tree)| {
                    let name = match self {
                        Self::Edn => format!(":{name} "),
                        Self::Json => format!("\"{name}\": "),
                    };
                    let inner = match self {
                        Self::Edn => column + 1 + name.len(),
                        Self::Json => column + INDENT,
                    };
                    name + &self.value(tree, inner)
                };
                let printed = members.iter().map(member).collect();
                self.parts(["{", "}"], printed, tree, column)
            }
            Tree::List(trees) => {
                let inner = column + self.indent();
                let printed = trees.iter().map(|tree| self.value(tree, inner));
                self.parts(["[", "]"], printed.collect(), tree, column)
            }
            Tree::Noted(notes, tree) => self.noted(notes, tree, column),
            Tree::Text(text) => self.quoted(text),
            Tree::Number(number) => number.to_string(),
            Tree::Bool(is) => is.to_string(),
            Tree::Null => match self {
                Self::Edn => "nil".to_owned(),
                Self::Json => "null".to_owned(),
            },
        }
    }

    fn parts(
        self,
        [open, close]: [&str; 2],
        parts: Vec<String>,
        tree: &Tree,
        column: usize,
    ) -> String {
        let (inner, outer) = (" ".repeat(column + self.indent()), " ".repeat(column));
        match (self, tree.is_flat()) {
            (Self::Edn, true) => format!("{open}{}{close}", parts.join(" ")),
            (Self::Edn, false) => format!("{open}{}{close}", parts.join(&format!("\n{inner}"))),
            (Self::Json, true) => format!("{open}{}{close}", parts.join(", ")),
            (Self::Json, false) => {
                let parts = parts.join(&format!(",\n{inner}"));
                format!("{open}\n{inner}{parts}\n{outer}{close}")
            }
        }
    }

    fn indent(self) -> usize {
        match self {
            Self::Edn => 1,
            Self::Json => INDENT,
        }
    }

    /// JSON has no comments.
    fn noted(self, notes: &[String], tree: &Tree, column: usize) -> String {
        let value = self.value(tree, column);
        if self == Self::Json {
            return value;
        }
        let between = format!("\n{}", " ".repeat(column));
        let notes = notes.iter().flat_map(|note| note.lines());
        let mut lines: Vec<_> = notes.map(|line| format!(";; {line}")).collect();
        lines.push(value);
        lines.join(&between)
    }

    fn quoted(self, text: &str) -> String {
        let mut quoted = String::from("\"");
        for c in text.chars() {
            match c {
                '"' | '\\' => quoted.extend(['\\', c]),
                '\n' => quoted.push_str("\\n"),
                '\r' => quoted.push_str("\\r"),
                '\t' => quoted.push_str("\\t"),
                c if c.is_control() && self == Self::Json => {
                    quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                c => quoted.push(c),
            }
        }
        quoted.push('"');
        quoted
    }
}

/// The indentation of JSON.
const INDENT: usize = 2;
