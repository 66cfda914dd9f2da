use super::FILE_NAME;
use crate::error::{Code, Error};
use crate::migration::MigrationId;
use crate::registry::listed;

/// One place where two branches changed the same lines.
#[derive(Default)]
struct Conflict {
    line: usize,
    ours: Side,
    theirs: Side,
}

#[derive(Default)]
struct Side {
    name: String,
    ids: Vec<MigrationId>,
}

/// The part of a conflict that a line is in.
enum Part {
    None,
    Ours,
    /// The lines of the common ancestor, in the `diff3` style.
    Base,
    Theirs,
}

/// Refuses a text with the markers of a merge conflict, and names what each side has.
pub(super) fn refuse_conflicts(text: &str) -> Result<(), Error> {
    let conflicts = conflicts(text);
    if conflicts.is_empty() {
        return Ok(());
    }
    let told = conflicts.iter().map(|conflict| {
        let (line, ours, theirs) = (conflict.line, conflict.ours.told(), conflict.theirs.told());
        format!("line {line}: {ours}; {theirs}")
    });
    let message = listed(&format!("{FILE_NAME} has a merge conflict"), told);
    Err(Error::new(Code::LockUnreadable, message).hint(
        "review whether the migrations of both sides get along, in the order of their versions; \
         then keep the lines of both and delete the markers",
    ))
}

fn conflicts(text: &str) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut part = Part::None;
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(name) = marker(line, "<<<<<<<") {
            conflicts.push(Conflict {
                line: number,
                ours: Side::called(name),
                theirs: Side::default(),
            });
            part = Part::Ours;
        } else if let Some(conflict) = conflicts.last_mut() {
            if marker(line, "|||||||").is_some() {
                part = Part::Base;
            } else if marker(line, "=======").is_some() {
                part = Part::Theirs;
            } else if let Some(name) = marker(line, ">>>>>>>") {
                name.clone_into(&mut conflict.theirs.name);
                part = Part::None;
            } else {
                match part {
                    Part::Ours => conflict.ours.ids.extend(id(line)),
                    Part::Theirs => conflict.theirs.ids.extend(id(line)),
                    Part::None | Part::Base => {}
                }
            }
        }
    }
    conflicts
}

/// The name behind a marker, on a line that is one.
fn marker<'a>(line: &'a str, marker: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(marker)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

fn id(line: &str) -> Option<MigrationId> {
    line.split_once('=')?
        .0
        .trim()
        .trim_matches('"')
        .parse()
        .ok()
}

impl Side {
    fn called(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ids: Vec::new(),
        }
    }

    fn told(&self) -> String {
        let name = match self.name.as_str() {
            "" => "the other side",
            name => name,
        };
        let ids: Vec<_> = self.ids.iter().map(ToString::to_string).collect();
        match ids.len() {
            0 => format!("{name} has none"),
            _ => format!("{name} has {}", ids.join(", ")),
        }
    }
}
