use std::fmt;
use std::path::{Path, PathBuf};

use dynamig_rules::Rule;

use crate::Place;

/// Something that is wrong in a definition file, or with it.
///
/// It displays as the file, the place and a sentence, in lower case and without a final stop.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The file or the directory, as it was named.
    pub file: PathBuf,
    /// Where in the file; `None` where it is about the whole.
    pub place: Option<Place>,
    /// What is wrong, and what it is about.
    pub sentence: String,
    /// What to do; empty where the sentence says it.
    pub hint: String,
    /// The rule that is broken, where it is one of the table's.
    pub rule: Option<&'static Rule>,
    /// Another place that has to do with it.
    pub also: Option<(PathBuf, Place)>,
}

impl Fault {
    /// About a whole file or directory.
    pub(crate) fn whole(file: &Path, sentence: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            place: None,
            sentence: sentence.into(),
            hint: hint.into(),
            rule: None,
            also: None,
        }
    }

    /// At a place of a file.
    pub(crate) fn at(
        file: &Path,
        place: Place,
        sentence: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            place: Some(place),
            ..Self::whole(file, sentence, hint)
        }
    }

    /// The same with the files named from a directory on, where they are in it.
    #[must_use]
    pub fn relative_to(mut self, directory: &Path) -> Self {
        let relative = |file: &mut PathBuf| {
            if let Ok(inside) = file.strip_prefix(directory)
                && !inside.as_os_str().is_empty()
            {
                *file = inside.to_owned();
            }
        };
        relative(&mut self.file);
        if let Some((file, _)) = &mut self.also {
            relative(file);
        }
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(place) = self.place {
            write!(f, ":{place}")?;
        }
        write!(f, ": {}", self.sentence)?;
        match &self.also {
            Some((file, place)) => write!(f, " {}:{place}", file.display()),
            None => Ok(()),
        }
    }
}

/// All that is wrong with the files that were to be read, in their order; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilesError {
    faults: Vec<Fault>,
}

impl FilesError {
    /// What is wrong.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The same, to own.
    #[must_use]
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The value, unless there are faults.
    pub(crate) fn unless<T>(faults: Vec<Fault>, value: T) -> Result<T, Self> {
        if faults.is_empty() {
            Ok(value)
        } else {
            Err(Self { faults })
        }
    }
}

impl From<Fault> for FilesError {
    fn from(fault: Fault) -> Self {
        Self {
            faults: vec![fault],
        }
    }
}

impl fmt::Display for FilesError {
    /// A line for each fault, and one for its hint.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, fault) in self.faults.iter().enumerate() {
            let before = if n == 0 { "" } else { "\n" };
            write!(f, "{before}{fault}")?;
            if !fault.hint.is_empty() {
                write!(f, "\n  hint: {}", fault.hint)?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for FilesError {}
