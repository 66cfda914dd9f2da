use std::ops::Range;
use std::path::Path;

use super::super::refusal::Refusal;
use super::snippet::Snippet;
use crate::{Code, Error};

/// Everything that is wrong with a file, gathered while it is read.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

#[derive(Debug)]
struct Fault {
    place: Option<Range<usize>>,
    refusal: Refusal,
}

impl Faults {
    /// Notes what is wrong at a place of the text.
    pub(super) fn at(&mut self, place: Range<usize>, refusal: Refusal) {
        self.0.push(Fault {
            place: Some(place),
            refusal,
        });
    }

    /// Notes what is wrong with the file as a whole.
    pub(super) fn of_file(&mut self, refusal: Refusal) {
        self.0.push(Fault {
            place: None,
            refusal,
        });
    }

    /// The error that tells of all faults in the order of the text, if there are any.
    pub(super) fn finish(mut self, path: &Path, text: &str) -> Result<(), Error> {
        self.0
            .sort_by_key(|fault| fault.place.as_ref().map(|place| place.start));
        match self.0.as_slice() {
            [] => Ok(()),
            [only] => {
                let error = Error::new(Code::Configuration, only.show(path, text));
                Err(match &only.refusal.hint {
                    Some(hint) => error.hint(hint),
                    None => error,
                })
            }
            several => {
                let shown: Vec<_> = several
                    .iter()
                    .map(|fault| fault.show_with_hint(path, text))
                    .collect();
                Err(Error::new(Code::Configuration, shown.join("\n\n")))
            }
        }
    }
}

impl Fault {
    fn show(&self, path: &Path, text: &str) -> String {
        let path = path.display();
        let says = &self.refusal.says;
        match &self.place {
            None => format!("{path}: {says}"),
            Some(place) => {
                let Snippet {
                    line,
                    column,
                    picture,
                } = Snippet::of(text, place.clone());
                format!("{path}:{line}:{column}: {says}\n{picture}")
            }
        }
    }

    fn show_with_hint(&self, path: &Path, text: &str) -> String {
        let shown = self.show(path, text);
        match &self.refusal.hint {
            Some(hint) => format!("{shown}\nhint: {hint}"),
            None => shown,
        }
    }
}
