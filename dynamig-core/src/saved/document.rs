use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};

/// The version of the documents that this release writes.
const SCHEMA_VERSION: u32 = 1;

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    State,
    Plan,
}

impl Kind {
    /// What it is called, with its article.
    const fn what(self) -> &'static str {
        match self {
            Self::State => "a state",
            Self::Plan => "a plan",
        }
    }

    const fn made_by(self) -> &'static str {
        match self {
            Self::State => "`observe --out FILE` writes one",
            Self::Plan => "`plan --out FILE` writes one",
        }
    }
}

#[derive(Serialize)]
struct Document<'a, T> {
    dynamig: Kind,
    schema_version: u32,
    tool_version: &'a str,
    #[serde(flatten)]
    content: &'a T,
}

/// What every version has.
#[derive(Deserialize)]
struct Head {
    dynamig: Kind,
    schema_version: u32,
}

/// The document's text.
pub(super) fn write<T: Serialize>(kind: Kind, content: &T) -> Result<String, Error> {
    let document = Document {
        dynamig: kind,
        schema_version: SCHEMA_VERSION,
        tool_version: crate::VERSION,
        content,
    };
    let text = serde_json::to_string_pretty(&document);
    let text = text.map_err(|cause| {
        Error::new(Code::Internal, format!("{} cannot be written", kind.what())).caused_by(cause)
    })?;
    Ok(text + "\n")
}

/// Reads a document of this kind. The cause of an error tells the line and the column.
pub(super) fn read<T: DeserializeOwned>(kind: Kind, text: &str) -> Result<T, Error> {
    let what = kind.what();
    let damaged = |cause: serde_json::Error| {
        let place = match cause.line() {
            0 => String::new(),
            line => format!(", at {line}:{}", cause.column()),
        };
        Error::new(
            Code::File,
            format!("this is not as dynamig writes {what}{place}"),
        )
        .hint(kind.made_by())
        .caused_by(cause)
    };
    let head: Head = serde_json::from_str(text).map_err(damaged)?;
    if head.dynamig != kind {
        let is = head.dynamig.what();
        return Err(
            Error::new(Code::File, format!("this is {is} of dynamig, not {what}"))
                .hint(kind.made_by()),
        );
    }
    if head.schema_version > SCHEMA_VERSION {
        let version = head.schema_version;
        return Err(Error::new(
            Code::NewerSchema,
            format!("a newer release of dynamig wrote this: version {version} of {what}, and this release reads up to {SCHEMA_VERSION}"),
        )
        .hint("use that release, or write the file anew with this one"));
    }
    serde_json::from_str(text).map_err(damaged)
}
