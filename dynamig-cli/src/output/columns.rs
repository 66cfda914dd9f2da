use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

/// A table of aligned columns: a header, then rows.
#[derive(Debug)]
pub(crate) struct Columns {
    header: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug)]
struct Cell {
    text: String,
    tone: Tone,
}

/// What a text is about, in colour where there is any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    #[default]
    Plain,
    Good,
    Waiting,
    Bad,
    Quiet,
}

impl Tone {
    pub(crate) fn paint(self, text: &str) -> String {
        let style = match self {
            Self::Plain => return text.to_owned(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Waiting => AnsiColor::Yellow.on_default(),
            Self::Bad => AnsiColor::Red.on_default().bold(),
            Self::Quiet => Style::new().dimmed(),
        };
        format!("{style}{text}{style:#}")
    }
}

impl Columns {
    pub(crate) fn new(header: &[&'static str]) -> Self {
        Self {
            header: header.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row, whose first cell is in a tone.
    pub(crate) fn row<const N: usize>(&mut self, tone: Tone, cells: [String; N]) {
        let tones = std::iter::once(tone).chain(std::iter::repeat(Tone::Plain));
        let cells = cells.into_iter().zip(tones);
        self.rows.push(
            cells
                .map(|(text, tone)| Cell {
                    text: one_line(&text),
                    tone,
                })
                .collect(),
        );
    }

    /// The table as text. A column in which no row says anything is left out.
    pub(crate) fn text(&self, has_colour: bool) -> String {
        let width = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells
                .map(|cell| cell.text.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.header.len()).map(width).collect();
        let mut text = String::new();
        let header = self.header.iter().map(|name| (*name, Tone::Quiet));
        line(&mut text, header, &widths, &self.header, has_colour);
        for row in &self.rows {
            let cells = row.iter().map(|cell| (cell.text.as_str(), cell.tone));
            line(&mut text, cells, &widths, &self.header, has_colour);
        }
        text
    }
}

fn line<'a>(
    text: &mut String,
    cells: impl Iterator<Item = (&'a str, Tone)>,
    widths: &[usize],
    header: &[&str],
    has_colour: bool,
) {
    let mut gap = 0;
    for ((cell, tone), (&width, name)) in cells.zip(widths.iter().zip(header)) {
        if width == 0 {
            continue;
        }
        if !cell.is_empty() {
            let painted = if has_colour {
                tone.paint(cell)
            } else {
                cell.to_owned()
            };
            let _infallible = write!(text, "{:gap$}{painted}", "");
            gap = 0;
        }
        gap += width.max(name.len()) + 2 - cell.chars().count();
    }
    text.push('\n');
}

/// A cell is one line, whatever a user wrote.
fn one_line(text: &str) -> String {
    text.lines()
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
        .replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_empty_ones_left_out() {
        let mut columns = Columns::new(&["STATE", "ID", "ERROR", "DESCRIPTION"]);
        let row = |cells: [&str; 4]| cells.map(str::to_owned);
        columns.row(Tone::Good, row(["applied", "1_a", "", "The first"]));
        columns.row(Tone::Waiting, row(["pending", "20260801090000_b", "", ""]));
        let expected = "STATE    ID                DESCRIPTION\n\
                        applied  1_a               The first\n\
                        pending  20260801090000_b\n";
        assert_eq!(columns.text(false), expected);
    }

    #[test]
    fn a_cell_stays_on_its_line() {
        let mut columns = Columns::new(&["ERROR"]);
        columns.row(Tone::Bad, ["two\n  lines".to_owned()]);
        assert_eq!(columns.text(false), "ERROR\ntwo lines\n");
    }
}
