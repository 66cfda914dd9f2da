use super::template::take;
use crate::value::{Entry, Kind, Value};

/// Takes out what dynamig does not manage, and notes it.
pub(super) fn leave_out(
    entries: &mut Vec<Entry<'_>>,
    names: &[&str],
    of: &str,
    notes: &mut Vec<String>,
) {
    for name in names {
        if take(entries, name).is_some() {
            note_left_out(name, of, notes);
        }
    }
}

/// Notes what is left out.
pub(super) fn note_left_out(name: &str, of: &str, notes: &mut Vec<String>) {
    notes.push(format!(
        "left out, because dynamig does not manage it: `{name}` of {of}"
    ));
}

/// The maps of a list that is a member.
pub(super) fn maps<'e, 't>(
    entries: &'e mut [Entry<'t>],
    name: &str,
) -> impl Iterator<Item = &'e mut Vec<Entry<'t>>> {
    let entry = entries.iter_mut().find(|entry| entry.name == name);
    let values: &mut [Value<'t>] = match entry.map(|entry| &mut entry.value.kind) {
        Some(Kind::List(values)) => values,
        _ => &mut [],
    };
    values.iter_mut().filter_map(|value| match &mut value.kind {
        Kind::Map(entries) => Some(entries),
        _ => None,
    })
}

/// The members of a map that is a member; none where it is not there, or no map.
pub(super) fn inner<'e, 't>(
    entries: &'e mut [Entry<'t>],
    name: &str,
) -> Option<&'e mut Vec<Entry<'t>>> {
    let entry = entries.iter_mut().find(|entry| entry.name == name)?;
    match &mut entry.value.kind {
        Kind::Map(entries) => Some(entries),
        _ => None,
    }
}

/// A member that was made of others.
pub(super) fn made<'t>(name: &'static str, at: usize, kind: Kind<'t>) -> Entry<'t> {
    Entry {
        name: name.into(),
        at,
        value: Value { at, kind },
    }
}
