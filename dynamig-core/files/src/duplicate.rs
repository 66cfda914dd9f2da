use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::{Fault, Place};

/// A table that a file names, whatever else is wrong with it.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    pub(crate) place: Place,
}

/// A fault for each table that was named before.
pub(crate) fn duplicates(named: &[Named]) -> Vec<Fault> {
    let mut first: HashMap<&str, (&Path, Place)> = HashMap::new();
    let mut faults = Vec::new();
    for Named { name, file, place } in named {
        match first.get(name.as_str()) {
            None => {
                first.insert(name, (file, *place));
            }
            Some(&(other, at)) => {
                let sentence = format!("table `{name}` is defined twice: here and at");
                let hint = "define it once";
                faults.push(Fault {
                    also: Some((other.to_owned(), at)),
                    ..Fault::at(file, *place, sentence, hint)
                });
            }
        }
    }
    faults
}
