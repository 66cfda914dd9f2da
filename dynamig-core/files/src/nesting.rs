/// How deep brackets may nest. A definition nests 5 deep.
///
/// The parsers, or what drops their trees, recurse: text that nests deeper is refused before it reaches them.
pub(crate) const MAX: usize = 64;

/// What is wrong with the brackets of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Nesting {
    /// It nests deeper than [`MAX`] at this offset.
    TooDeep(usize),
    /// A string that begins here does not end.
    OpenString(usize),
    /// The bracket here is not closed.
    OpenBracket(usize),
}

impl Nesting {
    pub(crate) fn at(&self) -> usize {
        match *self {
            Self::TooDeep(at) | Self::OpenString(at) | Self::OpenBracket(at) => at,
        }
    }

    pub(crate) fn sentence(&self, text: &str) -> String {
        match *self {
            Self::TooDeep(_) => format!("this nests deeper than {MAX} levels"),
            Self::OpenString(_) => "this string does not end".to_owned(),
            Self::OpenBracket(at) => {
                let bracket = text[at..].chars().next().unwrap_or('{');
                format!("this `{bracket}` is not closed")
            }
        }
    }
}
