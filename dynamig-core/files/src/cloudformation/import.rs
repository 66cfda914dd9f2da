use std::fs;
use std::path::{Path, PathBuf};

use super::Parameters;
use super::notes::Notes;
use super::tables::tables_of;
use super::template::{Template, is_template};
use super::yaml;
use crate::directory::unread;
use crate::duplicate::duplicates;
use crate::file::{File, text_of};
use crate::place::Lines;
use crate::shape::{Reader, tables};
use crate::write::Declared;
use crate::{Fault, FilesError, edn, json};

/// What files of all kinds define.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imported {
    /// The tables, each with what was left out of it.
    pub tables: Vec<Declared>,
    /// What was left out of the files, a sentence each.
    pub notes: Vec<String>,
}

/// What a file is written in.
enum Language {
    Edn,
    Json,
    Yaml,
}

/// Reads definition files, what describe-table printed, and templates of CloudFormation and SAM, which are told by their
/// `Resources`. Templates are evaluated with the parameters that are given, and with the defaults of the others.
///
/// # Errors
/// All faults of all files, as [`read_files`](crate::read_files); and whatever stands in a table's properties and cannot
/// be known, with the name to give.
pub fn import(paths: &[PathBuf], given: &mut Parameters) -> Result<Imported, FilesError> {
    let (mut imported, mut named, mut faults) = (Imported::default(), Vec::new(), Vec::new());
    for path in paths {
        let mut notes = Notes::default();
        let file = match fs::read(path) {
            Ok(bytes) => of(path, &bytes, given, &mut notes),
            Err(error) => unread(path, &error).into(),
        };
        let declared = file.tables.into_iter().map(|table| Declared {
            notes: notes.take(&table.definition.name),
            ..Declared::from(table)
        });
        imported.tables.extend(declared);
        imported.notes.extend(notes.of_file(path));
        named.extend(file.named);
        faults.extend(file.faults);
    }
    faults.extend(duplicates(&named));
    FilesError::unless(faults, imported)
}

fn of(path: &Path, bytes: &[u8], given: &mut Parameters, notes: &mut Notes) -> File {
    let text = match text_of(path, bytes) {
        Ok(text) => text,
        Err(fault) => return (*fault).into(),
    };
    let Some(language) = Language::of(path, text) else {
        let sentence = "the name of such a file ends in .edn, .json, .yaml, .yml or .template";
        return Fault::whole(path, sentence, "rename it").into();
    };
    let mut reader = Reader::new(path, Lines::new(text));
    let parsed = match language {
        Language::Edn => edn::parse(text, &mut reader),
        Language::Json => json::parse(text, &mut reader),
        Language::Yaml => yaml::parse(text, &mut reader),
    };
    match parsed {
        Some(value) if matches!(language, Language::Yaml) || is_template(&value) => {
            if let Some(template) = Template::of(value, &mut reader) {
                // Faults of what is only looked at for notes are nobody's.
                let mut aside = Reader::new(path, Lines::new(text));
                tables_of(&template, given, [&mut reader, &mut aside], notes);
            }
        }
        Some(value) => tables(&value, &mut reader),
        None => {}
    }
    reader.finish()
}

impl Language {
    /// As the end of the file's name tells, and the text where that is no language.
    fn of(path: &Path, text: &str) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "edn" => Some(Self::Edn),
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            "template" if text.trim_start().starts_with('{') => Some(Self::Json),
            "template" => Some(Self::Yaml),
            _ => None,
        }
    }
}
