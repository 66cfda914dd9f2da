use super::target::Target;
use super::unwritable::Unwritable;
use crate::item::kind;
use crate::item::{Attributes, Difference};

/// An item that gets another key.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    /// The whole new item.
    pub(super) put: Attributes,
    /// What it differs in, for settling.
    pub(super) changed: Vec<String>,
}

/// The item as it becomes, whose key is complete and of the types that it had.
pub(super) fn build(
    difference: Difference,
    scanned: &Attributes,
    target: &Target,
) -> Result<Moved, Unwritable> {
    for name in target.key_names() {
        if difference.remove.contains(name) {
            return Err(Unwritable::KeyRemoved(name.to_owned()));
        }
        if let (Some(was), Some(becomes)) = (scanned.get(name), difference.set.get(name))
            && kind(was) != kind(becomes)
        {
            return Err(Unwritable::KeyType {
                name: name.to_owned(),
                was: kind(was),
                becomes: kind(becomes),
            });
        }
    }
    let changed = difference.names().map(str::to_owned).collect();
    let is_kept =
        |name: &String| !difference.remove.contains(name) && !difference.set.contains_key(name);
    let kept = scanned.iter().filter(|(name, _)| is_kept(name));
    let mut put: Attributes = kept
        .map(|(name, was)| (name.clone(), was.clone()))
        .collect();
    put.extend(difference.set);
    Ok(Moved { put, changed })
}
