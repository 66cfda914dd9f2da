use crate::error::{Code, Error};
use crate::migration::MigrationId;
use crate::registry::listed;

/// The one id that a person means by a full id, a version alone, or a name alone.
pub(crate) fn find<'a>(
    ids: impl Iterator<Item = &'a MigrationId> + Clone,
    text: &str,
) -> Result<&'a MigrationId, Error> {
    if let Ok(id) = text.parse::<MigrationId>()
        && let Some(found) = ids.clone().find(|&other| *other == id)
    {
        return Ok(found);
    }
    let by_version = text.parse().ok().filter(|_| !text.starts_with('+'));
    let matching = |id: &&MigrationId| id.name() == text || Some(id.version()) == by_version;
    let found: Vec<_> = ids.clone().filter(matching).collect();
    match found[..] {
        [id] => Ok(id),
        [] => Err(unknown(ids, text)),
        [_, _, ..] => Err(Error::new(
            Code::UnknownMigration,
            listed(
                &format!("`{text}` may be any of {} migrations", found.len()),
                found,
            ),
        )
        .hint("give the full id")),
    }
}

/// The id that looks most like a text that is none.
pub(crate) fn nearest<'a>(
    ids: impl Iterator<Item = &'a MigrationId>,
    text: &str,
) -> Option<&'a MigrationId> {
    const SIMILAR: f64 = 0.6;
    let likeness = |id: &MigrationId| {
        [
            id.to_string(),
            id.name().to_owned(),
            id.version().to_string(),
        ]
        .iter()
        .map(|candidate| strsim::normalized_damerau_levenshtein(candidate, text))
        .fold(0.0, f64::max)
    };
    ids.map(|id| (likeness(id), id))
        .filter(|(likeness, _)| *likeness >= SIMILAR)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, id)| id)
}

fn unknown<'a>(ids: impl Iterator<Item = &'a MigrationId>, text: &str) -> Error {
    let hint = match nearest(ids, text) {
        Some(id) => format!("did you mean `{id}`?"),
        None => "`status` lists the migrations".to_owned(),
    };
    Error::new(
        Code::UnknownMigration,
        format!("there is no migration `{text}`"),
    )
    .hint(hint)
}
