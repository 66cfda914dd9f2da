//! Tags.

use super::Faults;
use crate::Rule;
use crate::table::{Definition, Part};

/// A table has few tags.
pub const COUNT: Rule = Rule {
    id: "DM260",
    says: "a table has at most 50 tags",
    hint: "take some out",
};

/// A tag's key is short, and not AWS's.
pub const KEY: Rule = Rule {
    id: "DM261",
    says: "a tag's key has 1 to 128 characters and does not begin with `aws:`",
    hint: "choose another key",
};

/// A tag's value is short.
pub const VALUE: Rule = Rule {
    id: "DM262",
    says: "a tag's value has at most 256 characters",
    hint: "choose a shorter value",
};

/// A tag's key is its own.
pub const ONE_KEY: Rule = Rule {
    id: "DM263",
    says: "no two tags of a table have one key",
    hint: "take one of them out",
};

pub(super) fn check(table: &Definition, faults: &mut Faults) {
    let count = table.tags.len();
    if count > 50 {
        faults.broken(Part::Tags, &COUNT, format!("the table has {count} tags"));
    }
    for (n, tag) in table.tags.iter().enumerate() {
        let (key, part) = (&tag.key, Part::Tag(n));
        match key.chars().count() {
            1..=128 if !key.to_ascii_lowercase().starts_with("aws:") => {}
            1..=128 => faults.broken(
                part,
                &KEY,
                format!("the tag's key `{key}` begins with `aws:`"),
            ),
            length => faults.broken(part, &KEY, format!("the tag's key has {length} characters")),
        }
        if let Some(length) = tag
            .value
            .as_ref()
            .map(|value| value.chars().count())
            .filter(|&length| length > 256)
        {
            faults.broken(
                part,
                &VALUE,
                format!("the value of tag `{key}` has {length} characters"),
            );
        }
        if table.tags[..n].iter().any(|earlier| earlier.key == *key) {
            faults.broken(part, &ONE_KEY, format!("tag `{key}` stands twice"));
        }
    }
}
