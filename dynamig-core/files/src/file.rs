use std::fs;
use std::path::Path;

use crate::directory::unread;
use crate::duplicate::{Named, duplicates};
use crate::place::Lines;
use crate::shape::{Reader, tables};
use crate::{Fault, FileTable, FilesError, Place, edn, json};

/// What a file is written in.
#[derive(Clone, Copy)]
pub(crate) enum Format {
    Edn,
    Json,
}

impl Format {
    /// As the end of the file's name tells.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?;
        let is = |end| extension.eq_ignore_ascii_case(end);
        match (is("edn"), is("json")) {
            (true, _) => Some(Self::Edn),
            (_, true) => Some(Self::Json),
            (false, false) => None,
        }
    }
}

/// What a file holds, and what is wrong with it.
#[derive(Default)]
pub(crate) struct File {
    pub(crate) tables: Vec<FileTable>,
    pub(crate) named: Vec<Named>,
    pub(crate) faults: Vec<Fault>,
}

/// Reads the text of a file; the end of its name tells what it is written in.
///
/// # Errors
/// All its faults, as [`read_files`](crate::read_files()).
pub fn read_text(file: &Path, text: &[u8]) -> Result<Vec<FileTable>, FilesError> {
    let File {
        tables,
        named,
        mut faults,
    } = File::of(file, text);
    faults.extend(duplicates(&named));
    FilesError::unless(faults, tables)
}

impl File {
    pub(crate) fn open(path: &Path) -> Self {
        match fs::read(path) {
            Ok(bytes) => Self::of(path, &bytes),
            Err(error) => unread(path, &error).into(),
        }
    }

    fn of(path: &Path, bytes: &[u8]) -> Self {
        let Some(format) = Format::of(path) else {
            let sentence = "the name of a definition file ends in .edn or .json";
            return Fault::whole(path, sentence, "rename it").into();
        };
        match text_of(path, bytes) {
            Ok(text) => Self::parse(path, text, format),
            Err(fault) => (*fault).into(),
        }
    }

    fn parse(path: &Path, text: &str, format: Format) -> Self {
        let mut reader = Reader::new(path, Lines::new(text));
        let parsed = match format {
            Format::Edn => edn::parse(text, &mut reader),
            Format::Json => json::parse(text, &mut reader),
        };
        if let Some(value) = &parsed {
            tables(value, &mut reader);
        }
        reader.finish()
    }
}

impl From<Fault> for File {
    fn from(fault: Fault) -> Self {
        Self {
            faults: vec![fault],
            ..Self::default()
        }
    }
}

/// The text of a file.
pub(crate) fn text_of<'b>(path: &Path, bytes: &'b [u8]) -> Result<&'b str, Box<Fault>> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix(BOM).unwrap_or(text)),
        Err(error) => Err(Box::new(not_utf8(path, bytes, error.valid_up_to()))),
    }
}

/// The mark that some editors put in front of UTF-8.
const BOM: char = '\u{feff}';

fn not_utf8(path: &Path, bytes: &[u8], valid: usize) -> Fault {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let before = before.strip_prefix(BOM).unwrap_or(&before);
    let place: Place = Lines::new(before).place(before.len());
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let sentence = format!("the byte 0x{byte:02x} is not UTF-8");
    Fault::at(path, place, sentence, "save the file as UTF-8")
}
