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
    /// Migrations by their ids, and tables by their names.
    entries: Vec<String>,
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
         then keep the lines of both and delete the markers; of a table that both have, delete the lines: \
         `cargo dynamig check` writes it anew",
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
                    Part::Ours => conflict.ours.entries.extend(entry(line)),
                    Part::Theirs => conflict.theirs.entries.extend(entry(line)),
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

/// The migration or the table that a line is about.
fn entry(line: &str) -> Option<String> {
    let (name, entry) = line.split_once('=')?;
    let name = name.trim().trim_matches('"');
    match name.parse::<MigrationId>() {
        _ if entry.contains("hash = ") => Some(format!("table {name}")),
        id => id.ok().map(|id| id.to_string()),
    }
}

impl Side {
    fn called(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            entries: Vec::new(),
        }
    }

    fn told(&self) -> String {
        let name = match self.name.as_str() {
            "" => "the other side",
            name => name,
        };
        match self.entries.len() {
            0 => format!("{name} has none"),
            _ => format!("{name} has {}", self.entries.join(", ")),
        }
    }
}
