use super::lost::Lost;
use super::value::merge;
use super::whole::whole;
use crate::item::Attributes;
use crate::item::equal::same;
use crate::item::serde::Fault;

/// A map that changed: what the type does not have stays.
pub(super) fn merge_members(
    original: &Attributes,
    was: &Attributes,
    value: Attributes,
    lost: &mut Lost,
) -> Result<Attributes, Fault> {
    let mut merged = original.clone();
    for (name, was) in was {
        if value.contains_key(name) {
            continue;
        }
        if let Some(original) = merged.remove(name)
            && let Err(fault) = whole(&original, was)
        {
            lost.removed(was, fault.within(name));
        }
    }
    let noted = lost.times();
    for (name, value) in value {
        let was = was.get(&name);
        if was.is_some_and(|was| same(was, &value)) {
            continue;
        }
        let value = lost
            .at_path(&name, |lost| merge(original.get(&name), was, value, lost))
            .map_err(|fault| fault.within(&name))?;
        merged.insert(name, value);
    }
    if lost.times() > noted {
        lost.new_kind("M");
    }
    Ok(merged)
}
