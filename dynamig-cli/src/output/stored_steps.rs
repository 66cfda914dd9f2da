use dynamig::history::StoredStep;
use dynamig::migration::Direction;

use super::columns::{Columns, Tone};
use super::words::instant;

/// The steps that a migration has stored as a table for people, oldest first: when and how much, never what.
pub(crate) fn step_lines(steps: &[StoredStep], has_colour: bool) -> String {
    let mut columns = Columns::new(&["STORED", "STEP", "OF", "SIZE"]);
    for step in steps {
        let of = match step.direction {
            Direction::Up => "",
            Direction::Down => "down",
        };
        let size = step.bytes.map(|bytes| format!("{bytes} bytes"));
        columns.row(
            Tone::Quiet,
            [
                instant(step.at.as_deref()),
                step.name.clone(),
                of.to_owned(),
                size.unwrap_or_default(),
            ],
        );
    }
    columns.text(has_colour)
}
