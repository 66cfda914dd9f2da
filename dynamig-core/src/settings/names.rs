//! What names of namespaces, environments and tables may look like.

use super::refusal::Refusal;

const CHARACTERS: &str = "letters, digits, `_`, `.` and `-`";

/// The longest name that DynamoDB allows a table.
const LONGEST_TABLE: usize = 255;
/// The shortest name that DynamoDB allows a table.
const SHORTEST_TABLE: usize = 3;
/// The longest name of a namespace or an environment: it becomes part of every key of the meta table.
const LONGEST: usize = 64;

/// Checks the name of a namespace, the `pk` of all its rows: `#` ends it there, so it has none.
pub(super) fn check_namespace(name: &str) -> Result<(), Refusal> {
    check("namespace", name)
}

/// Checks the name of an environment.
pub(super) fn check_environment(name: &str) -> Result<(), Refusal> {
    check("environment", name)
}

fn check(what: &str, name: &str) -> Result<(), Refusal> {
    let says = if name.is_empty() {
        format!("the {what} is empty")
    } else if name.len() > LONGEST {
        format!("the {what} `{name}` has {} characters", name.len())
    } else if let Some(odd) = odd_character(name) {
        format!("the {what} `{name}` has the character {odd:?}")
    } else {
        return Ok(());
    };
    Err(Refusal::new(says).hint(format!("write 1 to {LONGEST} {CHARACTERS}")))
}

/// Checks a table prefix: what is left of a name must still fit behind it, which only the real name can tell.
pub(super) fn check_prefix(prefix: &str) -> Result<(), Refusal> {
    match odd_character(prefix) {
        Some(odd) => Err(Refusal::new(format!(
            "the table prefix `{prefix}` has the character {odd:?}"
        ))
        .hint(format!("write {CHARACTERS}"))),
        None => Ok(()),
    }
}

/// Checks the real name of a table by DynamoDB's own rule.
pub(super) fn check_table(real: &str) -> Result<(), Refusal> {
    let says = if real.len() < SHORTEST_TABLE || real.len() > LONGEST_TABLE {
        format!("the table name `{real}` has {} characters", real.len())
    } else if let Some(odd) = odd_character(real) {
        format!("the table name `{real}` has the character {odd:?}")
    } else {
        return Ok(());
    };
    Err(Refusal::new(says).hint(format!(
        "DynamoDB takes {SHORTEST_TABLE} to {LONGEST_TABLE} {CHARACTERS}"
    )))
}

fn odd_character(name: &str) -> Option<char> {
    name.chars()
        .find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')))
}

#[cfg(test)]
mod tests {
    use super::{check_namespace, check_prefix, check_table};

    #[test]
    fn a_namespace_has_1_to_64_plain_characters() {
        assert_eq!(check_namespace("shop.orders_v2-eu"), Ok(()));
        assert_eq!(check_namespace(&"n".repeat(64)), Ok(()));
        for bad in ["", "shop#log", "shop orders", "größe", &"n".repeat(65)] {
            assert!(check_namespace(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_table_name_has_3_to_255_plain_characters() {
        assert_eq!(check_table("abc"), Ok(()));
        assert_eq!(check_table(&"t".repeat(255)), Ok(()));
        for bad in ["", "ab", "orders/eu", "table:1", &"t".repeat(256)] {
            assert!(check_table(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_prefix_may_be_empty_and_is_plain() {
        assert_eq!(check_prefix(""), Ok(()));
        assert_eq!(check_prefix("prod-"), Ok(()));
        assert!(check_prefix("prod/").is_err());
    }
}
