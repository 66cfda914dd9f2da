use std::fmt;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl Place {
    /// Where every file begins.
    pub(crate) const START: Self = Self { line: 1, column: 1 };

    /// The place behind a character that is here.
    fn after(self, character: char) -> Self {
        match character {
            '\n' => Self {
                line: self.line.saturating_add(1),
                column: 1,
            },
            _ => Self {
                line: self.line,
                column: self.column.saturating_add(1),
            },
        }
    }
}

/// Turns offsets into places.
pub(crate) struct Lines<'t> {
    text: &'t str,
    /// Some offsets and their places, so that a text of one long line is not counted through for each.
    marks: Vec<(usize, Place)>,
}

/// The least bytes between two marks.
const STRIDE: usize = 1024;

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut marks = vec![(0, Place::START)];
        let (mut here, mut marked) = (Place::START, 0);
        for (offset, character) in text.char_indices() {
            if offset >= marked + STRIDE {
                marks.push((offset, here));
                marked = offset;
            }
            here = here.after(character);
        }
        Self { text, marks }
    }

    /// The place of a byte; of one inside a character, that character's.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let behind = self.marks.partition_point(|&(mark, _)| mark <= offset);
        let (mark, place) = self.marks[behind.saturating_sub(1)];
        let characters = self.text[mark..].char_indices();
        let until =
            characters.take_while(|(at, character)| mark + at + character.len_utf8() <= offset);
        until.fold(place, |place, (_, character)| place.after(character))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Place};

    #[test]
    fn columns_are_characters_and_lines_end_with_a_line_feed() {
        let lines = Lines::new("aé\r\n日b");
        let place = |offset| {
            let Place { line, column } = lines.place(offset);
            (line, column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(1), (1, 2));
        assert_eq!(place(2), (1, 2), "the second byte of a character");
        assert_eq!(place(3), (1, 3));
        assert_eq!(place(5), (2, 1));
        assert_eq!(place(8), (2, 2));
        assert_eq!(place(9), (2, 3), "the end");
    }

    #[test]
    fn a_place_far_into_one_line_is_found() {
        let text = "é".repeat(5000);
        let lines = Lines::new(&text);
        for characters in [0, 511, 512, 513, 1024, 4999] {
            let column = Some(characters + 1);
            let place = lines.place(2 * characters);
            assert_eq!(
                (place.line, usize::try_from(place.column).ok()),
                (1, column)
            );
        }
    }
}
