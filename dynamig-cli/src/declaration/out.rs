use std::path::{Path, PathBuf};

use dynamig_files::Declared;

use super::Form;
use crate::failure::Failure;
use crate::source::{Changes, Written, read_if_there};

/// The form of what is written, and where it is written to.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct OutArgs {
    /// What to write; default: what the end of --out's name says, else `structs`
    #[arg(long = "as", value_enum, value_name = "FORM")]
    form: Option<Form>,

    /// Write to this file; or to a file for each table in this directory, where it is one or ends with `/`
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,

    /// Write over files that are there
    #[arg(long, requires = "out")]
    force: bool,
}

/// Where tables are written to, and how.
#[derive(Clone, Debug)]
pub(crate) struct Out {
    pub(crate) form: Form,
    to: To,
    existing: Existing,
}

#[derive(Clone, Debug)]
enum To {
    Stdout,
    File(PathBuf),
    /// A file for each table.
    Directory(PathBuf),
}

/// What happens to files that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Existing {
    Kept,
    Replaced,
}

impl OutArgs {
    /// Decides, before anything is read.
    pub(crate) fn out(&self) -> Result<Out, Failure> {
        let to = match &self.out {
            None => To::Stdout,
            Some(path) if is_directory(path) => To::Directory(path.clone()),
            Some(path) => To::File(path.clone()),
        };
        let named = match &to {
            To::File(path) => Form::of(path),
            To::Stdout | To::Directory(_) => None,
        };
        let form = self.form.or(named).unwrap_or(Form::Structs);
        if let (To::File(path), Some(named)) = (&to, named)
            && named.extension() != form.extension()
        {
            let sentence = format!("{} is no name for what `--as` asks for", path.display());
            let hint = format!("let it end in .{}", form.extension());
            return Err(Failure::usage(sentence).hint(hint));
        }
        Ok(Out {
            form,
            to,
            existing: match self.force {
                true => Existing::Replaced,
                false => Existing::Kept,
            },
        })
    }
}

fn is_directory(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/')
}

impl Out {
    /// Whether files are written.
    pub(crate) fn is_files(&self) -> bool {
        !matches!(self.to, To::Stdout)
    }

    /// Writes the files, all of them or none, and gives the text that belongs on stdout.
    pub(crate) fn write(&self, tables: &[Declared]) -> Result<(String, Vec<Written>), Failure> {
        let mut changes = Changes::default();
        match &self.to {
            To::Stdout => return Ok((self.form.write(tables), Vec::new())),
            To::File(path) => self.put(path.clone(), tables, &mut changes)?,
            To::Directory(directory) => {
                for table in tables {
                    let path = directory.join(self.file_name(&table.definition.name));
                    self.put(path, std::slice::from_ref(table), &mut changes)?;
                }
            }
        }
        Ok((String::new(), changes.make()?))
    }

    /// A file's name for a table: one of Rust names a module.
    fn file_name(&self, table: &str) -> String {
        let stem = match self.form {
            Form::Attributes | Form::Structs => table.replace(['.', '-'], "_"),
            Form::Edn | Form::Json => table.to_owned(),
        };
        format!("{stem}.{}", self.form.extension())
    }

    fn put(
        &self,
        path: PathBuf,
        tables: &[Declared],
        changes: &mut Changes,
    ) -> Result<(), Failure> {
        let text = self.form.write(tables);
        match (read_if_there(&path)?, self.existing) {
            (None, _) => changes.create(path, text),
            (Some(was), Existing::Replaced) => changes.replace(path, was, text),
            (Some(was), Existing::Kept) if was == text => {}
            (Some(_), Existing::Kept) => {
                let sentence = format!("{} is there, and says something else", path.display());
                let hint = "`--force` writes over it; nothing was changed";
                return Err(Failure::new(dynamig::Code::File, sentence).hint(hint));
            }
        }
        Ok(())
    }
}
