use crate::failure::Failure;

/// Refuses what cannot be the name of the function that is to be written, with a name that can.
pub(super) fn check(name: &str, core: &str) -> Result<(), Failure> {
    if let Err(broken) = dynamig_rules::name::check(name) {
        let hint = match snake_case(name) {
            near if dynamig_rules::name::check(&near).is_ok() => format!("write `{near}`"),
            _ => broken.rule().hint.to_owned(),
        };
        return Err(Failure::usage(broken.to_string()).hint(hint));
    }
    let near = snake_case(name);
    if near != name {
        return Err(
            Failure::usage(format!("`{name}` is not in snake case")).hint(format!(
                "write `{near}`: functions are named so, and the compiler warns of others"
            )),
        );
    }
    if KEYWORDS.contains(&name) {
        return Err(Failure::usage(format!("`{name}` is a word of Rust's own"))
            .hint("say what changes, for example `create_customers`"));
    }
    if name == core || TAKEN.contains(&name) || name.bytes().all(|byte| byte == b'_') {
        return Err(Failure::usage(format!(
            "no migration can be called `{name}`: its file needs that name"
        ))
        .hint("say what changes, for example `create_customers`"));
    }
    Ok(())
}

/// Names that the written file uses itself.
const TAKEN: &[&str] = &["migration", "tests", "core", "std", "alloc"];

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The same words, in lower case and joined by `_`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    let mut after_lower = false;
    for character in name.chars() {
        if !character.is_alphanumeric() {
            if !snake.ends_with('_') || character == '_' {
                snake.push('_');
            }
        } else {
            if character.is_uppercase() && after_lower {
                snake.push('_');
            }
            snake.extend(character.to_lowercase());
        }
        after_lower = character.is_lowercase() || character.is_numeric();
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_can_be_a_function_is_taken() {
        for name in ["create_customers", "v2", "_x", "größe_der_tische", "a__b"] {
            assert!(check(name, "dynamig").is_ok(), "{name}");
        }
    }

    #[test]
    fn what_cannot_is_refused_with_what_can() {
        let names = [
            "CreateCustomers",
            "create-customers",
            "Create Customers v2",
            "createTABLE",
            "",
            "2nd",
            "a/b",
            "match",
            "tests",
            "migration",
            "dynamig",
            "__",
        ];
        let refused = names.map(|name| match check(name, "dynamig") {
            Ok(()) => format!("{name:?}: taken"),
            Err(failure) => format!(
                "{name:?}: {failure}\nhint: {}",
                failure.what_next().unwrap_or_default()
            ),
        });
        insta::assert_snapshot!(refused.join("\n\n"));
    }
}
