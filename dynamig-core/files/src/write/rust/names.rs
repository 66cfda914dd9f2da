use std::collections::HashSet;

/// Words that are no names of fields as they are.
const KEYWORDS: &str = "abstract as async await become box break const continue do dyn else enum extern false final fn for gen if
    impl in let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe
    unsized use virtual where while yield";

/// Words that cannot be names even with `r#`.
const NEVER: [&str; 3] = ["crate", "self", "super"];

/// What the written code names itself, or Rust names without being asked.
const TAKEN: [&str; 8] = [
    "Self", "String", "Option", "Some", "None", "Ok", "Err", "Bytes",
];

/// Names that were given already.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// A field's name, in snake case, for an attribute.
    pub(super) fn field(&mut self, attribute: &str) -> String {
        let mut name = words(attribute).join("_");
        if name.is_empty() {
            "attribute".clone_into(&mut name);
        }
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            name.insert(0, 'n');
        }
        if NEVER.contains(&name.as_str()) {
            name.push('_');
        }
        let name = self.free(&name, "_");
        match KEYWORDS.split_whitespace().any(|word| word == name) {
            true => format!("r#{name}"),
            false => name,
        }
    }

    /// A struct's name for a table.
    pub(super) fn of_struct(&mut self, table: &str) -> String {
        let mut name: String = words(table).iter().map(|word| capital(word)).collect();
        if !name.starts_with(|c: char| c.is_ascii_uppercase()) || TAKEN.contains(&name.as_str()) {
            name.insert_str(0, "Table");
        }
        self.free(&name, "")
    }

    /// The name, with a number where it was given already.
    fn free(&mut self, name: &str, between: &str) -> String {
        let numbered = (2..).map(|number: u32| format!("{name}{between}{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let free = names.find(|name| !self.0.contains(name));
        let free = free.unwrap_or_else(|| name.to_owned());
        self.0.insert(free.clone());
        free
    }
}

/// The words of a name, in lower case: they end where no letter or digit stands, and before a capital.
fn words(name: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let characters: Vec<char> = name.chars().collect();
    for (at, &c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        let after = characters.get(at + 1);
        let is_start = c.is_ascii_uppercase()
            && (before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
                || after.is_some_and(char::is_ascii_lowercase));
        if (is_start || !c.is_ascii_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_snake_case_free_and_no_keywords() {
        let mut names = Names::default();
        let mut fields = |attributes: &[&str]| -> Vec<String> {
            attributes.iter().map(|name| names.field(name)).collect()
        };
        let from = [
            "id",
            "userId",
            "PK",
            "GSI1PK",
            "order-id",
            "type",
            "self",
            "1st",
            "é",
            "Id",
            "HTTPStatus",
        ];
        let to = [
            "id",
            "user_id",
            "pk",
            "gsi1_pk",
            "order_id",
            "r#type",
            "self_",
            "n1st",
            "attribute",
            "id_2",
            "http_status",
        ];
        assert_eq!(fields(&from), to);
        let mut names = Names::default();
        let from = ["order-items", "orderItems", "option", "2024.log"];
        let to = ["OrderItems", "OrderItems2", "TableOption", "Table2024Log"];
        assert_eq!(from.map(|table| names.of_struct(table)), to);
    }
}
