use std::io::ErrorKind;
use std::path::Path;

use super::File;
use crate::{Code, Error};

/// The name of the configuration file.
const NAME: &str = "dynamig.toml";

impl File {
    /// Reads `dynamig.toml` in the first of `directories` that has one: the package's, then the workspace's root.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] where a file is there and cannot be read, or with its faults.
    pub fn find<'a>(
        directories: impl IntoIterator<Item = &'a Path>,
    ) -> Result<Option<Self>, Error> {
        for directory in directories {
            let path = directory.join(NAME);
            match std::fs::read_to_string(&path) {
                Ok(text) => return Self::parse(path, &text).map(Some),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    let sentence = format!("cannot read {}", path.display());
                    return Err(Error::new(Code::Configuration, sentence).caused_by(error));
                }
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::{File, NAME};

    #[test]
    fn the_file_beside_the_package_is_read_before_the_one_at_the_root() {
        let root = tempfile::tempdir().unwrap();
        let package = root.path().join("package");
        std::fs::create_dir(&package).unwrap();
        let find = || File::find([package.as_path(), root.path()]).unwrap();
        assert!(find().is_none());

        std::fs::write(root.path().join(NAME), "namespace = 'root'").unwrap();
        assert_eq!(find().unwrap().namespace(), "root");

        std::fs::write(package.join(NAME), "namespace = 'package'").unwrap();
        let found = find().unwrap();
        assert_eq!(
            (found.namespace(), found.path()),
            ("package", package.join(NAME).as_path())
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_an_error_and_not_an_absence() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join(NAME)).unwrap();
        let error = File::find([root.path()]).unwrap_err();
        assert!(error.to_string().starts_with("cannot read "), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }

    #[test]
    fn a_file_that_is_no_text_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(NAME), [0xff, 0xfe]).unwrap();
        assert!(File::find([root.path()]).is_err());
    }
}
