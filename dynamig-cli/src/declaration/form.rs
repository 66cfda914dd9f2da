use std::path::Path;

use dynamig::Code;
use dynamig_files::{Declared, to_attributes, to_edn, to_json, to_structs};
use serde_json::Value;

use crate::failure::Failure;

/// What tables are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// The attributes of `#[derive(Table)]`, to be pasted above structs of your own
    Attributes,
    /// A struct for each table, of its keys
    Structs,
    /// EDN
    Edn,
    /// JSON, as CreateTable takes it
    Json,
}

impl Form {
    /// What the end of a file's name says; none where it says nothing.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "rs" => Some(Self::Structs),
            "edn" => Some(Self::Edn),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The end of the names of its files.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Attributes | Self::Structs => "rs",
            Self::Edn => "edn",
            Self::Json => "json",
        }
    }

    /// The text of some tables.
    pub(crate) fn write(self, tables: &[Declared]) -> String {
        match self {
            Self::Attributes => to_attributes(tables),
            Self::Structs => to_structs(tables),
            Self::Edn => to_edn(tables),
            Self::Json => to_json(tables),
        }
    }

    /// Whether it can hold what is noted of a table.
    pub(crate) fn has_comments(self) -> bool {
        self != Self::Json
    }
}

/// A table's definition as a value, in the shape of the CreateTable request.
pub(crate) fn definition(table: &Declared) -> Result<Value, Failure> {
    serde_json::from_str(&to_json(std::slice::from_ref(table))).map_err(|cause| {
        Failure::new(Code::Internal, "a definition cannot be written as JSON").caused_by(cause)
    })
}
