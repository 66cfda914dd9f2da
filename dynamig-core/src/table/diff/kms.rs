//! Whether two names of a KMS key are one key, as far as DynamoDB alone can tell.

use std::collections::BTreeMap;

use crate::table::Encryption;

/// The alias of the key that AWS manages for DynamoDB.
pub(crate) const AWS_MANAGED: &str = "alias/aws/dynamodb";

/// Whether the key that is declared is the one that is there.
///
/// DynamoDB tells keys by ARN. What an alias stood for when it was last set is remembered in the table's row; where
/// nothing is remembered, the alias is taken for the live key, because sending it again re-encrypts the table and
/// spends one of four changes a day.
pub(super) fn is_same(
    declared: &Encryption,
    observed: &Encryption,
    known: Option<&BTreeMap<String, String>>,
) -> bool {
    let name = name(declared);
    let live = match observed.key.as_deref() {
        Some(live) => live,
        // The engine tells no key.
        None => return declared.key.is_none(),
    };
    if name == live {
        return true;
    }
    if is_alias(name) {
        let remembered = known.and_then(|known| known.get(name));
        return is_undecided(declared, observed, known)
            || remembered.is_some_and(|arn| arn == live);
    }
    // An id, and the ARN that ends with it.
    !name.contains(':') && live.rsplit('/').next() == Some(name)
}

/// Whether the key that is there shows to be the one that is named: an alias shows nowhere.
pub(crate) fn shows(named: &Encryption, observed: &Encryption) -> bool {
    !is_alias(name(named)) && is_same(named, observed, None)
}

/// Whether a key is named by an alias, as the one is that AWS manages.
pub(crate) fn is_by_alias(named: &Encryption) -> bool {
    is_alias(name(named))
}

/// The name that a declaration gives its key.
pub(crate) fn name(encryption: &Encryption) -> &str {
    encryption.key.as_deref().unwrap_or(AWS_MANAGED)
}

/// Whether the declared key is an alias of which nothing is remembered, and therefore taken for the live key.
pub(crate) fn is_undecided(
    declared: &Encryption,
    observed: &Encryption,
    known: Option<&BTreeMap<String, String>>,
) -> bool {
    let live = observed.key.as_deref();
    let name = name(declared);
    is_alias(name) && live.is_some_and(|live| live != name) && known.is_none_or(BTreeMap::is_empty)
}

/// Whether a key's name is an alias.
fn is_alias(name: &str) -> bool {
    name.starts_with("alias/") || name.contains(":alias/")
}
