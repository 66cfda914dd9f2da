use std::borrow::Cow;

/// A value of a file, in EDN or JSON, and where it begins.
#[derive(Clone)]
pub(crate) struct Value<'t> {
    pub(crate) at: usize,
    pub(crate) kind: Kind<'t>,
}

/// What EDN and JSON have in common.
#[derive(Clone)]
pub(crate) enum Kind<'t> {
    Map(Vec<Entry<'t>>),
    List(Vec<Value<'t>>),
    Text(Cow<'t, str>),
    /// A keyword of EDN, without its colon.
    Word(&'t str),
    Whole(i64),
    /// A number that is not whole or does not fit, as it is written.
    OtherNumber(&'t str),
    Bool(bool),
    Null,
    /// Something that has no place in a definition, with its article.
    Other(&'static str),
    /// Something that was refused already.
    Refused,
}

/// A member of a map.
#[derive(Clone)]
pub(crate) struct Entry<'t> {
    pub(crate) name: Cow<'t, str>,
    pub(crate) at: usize,
    pub(crate) value: Value<'t>,
}

impl Kind<'_> {
    /// What it is, with its article.
    pub(crate) fn what(&self) -> &'static str {
        match self {
            Self::Map(_) => "a map",
            Self::List(_) => "a list",
            Self::Text(_) => "a string",
            Self::Word(_) => "a keyword",
            Self::Whole(_) | Self::OtherNumber(_) => "a number",
            Self::Bool(_) => "true or false",
            Self::Null => "null",
            Self::Other(what) => what,
            Self::Refused => "refused",
        }
    }
}
