use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::LinkError;
use super::directory::Directory;

/// Whether definition files of tables came that a program was not built from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Newcomers {
    /// Yes: what reads their directories has been touched, so the next build sees them.
    Came,
    None,
}

/// Directories and the definition files in them.
type Listings = BTreeMap<PathBuf, BTreeSet<PathBuf>>;

/// Looks for definition files beside those that a program was built from, which cargo cannot see.
///
/// What was [tried](settle) in vain, such as other JSON that nobody reads, is no reason to build again.
pub(super) fn newcomers(program: &Path, directory: &Directory) -> Result<Newcomers, LinkError> {
    let built_from = built_from(program);
    let unread = unread(&built_from);
    let tried = directory.read(TRIED).ok();
    let tried: Listings = tried
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let is_new = |file: &&PathBuf| {
        let parent = file.parent().unwrap_or(Path::new(""));
        unread
            .get(parent)
            .is_some_and(|listing| tried.get(parent) != Some(listing))
    };
    let mut came = Newcomers::None;
    for file in built_from.iter().filter(is_new) {
        touch(file)?;
        came = Newcomers::Came;
    }
    if came == Newcomers::None && unread != tried {
        write(&unread, directory)?;
    }
    Ok(came)
}

/// Remembers what a program was not built from even though it has just been built for it.
pub(super) fn settle(program: &Path, directory: &Directory) -> Result<(), LinkError> {
    write(&unread(&built_from(program)), directory)
}

/// The directories that have definition files besides those that a program was built from.
fn unread(built_from: &BTreeSet<PathBuf>) -> Listings {
    let listings = built_from.iter().filter_map(|file| listing(file));
    let unread = listings.filter(|(_, listing)| !listing.is_subset(built_from));
    unread
        .map(|(parent, listing)| (parent.to_owned(), listing))
        .collect()
}

fn write(unread: &Listings, directory: &Directory) -> Result<(), LinkError> {
    let path = directory.file(TRIED);
    let text = serde_json::to_string(unread)
        .map_err(|error| LinkError::io("write", &path)(error.into()))?;
    directory.write(TRIED, &text).map(drop)
}

/// What directories held that was tried in vain.
const TRIED: &str = "definitions.json";

/// The definition files that a program was built from, as cargo tells beside it; none where it tells nothing.
fn built_from(program: &Path) -> BTreeSet<PathBuf> {
    let told = fs::read_to_string(program.with_extension("d")).unwrap_or_default();
    let (_, files) = told.split_once(": ").unwrap_or_default();
    // A space in a path stands behind a backslash.
    let files = files.trim_end().replace("\\ ", "\0");
    let files = files
        .split(' ')
        .map(|file| PathBuf::from(file.replace('\0', " ")));
    files.filter(|file| is_definition(file)).collect()
}

fn is_definition(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default();
    let hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    let is = |end| extension.eq_ignore_ascii_case(end);
    (is("edn") || is("json")) && !file.file_name().is_none_or(hidden)
}

/// The directory of a file, and the definition files in it.
fn listing(file: &Path) -> Option<(&Path, BTreeSet<PathBuf>)> {
    let parent = file.parent()?;
    let files = fs::read_dir(parent)
        .ok()?
        .flatten()
        .map(|entry| entry.path());
    let files = files.filter(|file| is_definition(file) && !file.is_dir());
    Some((parent, files.collect()))
}

/// Makes a file younger than what was built from it.
fn touch(file: &Path) -> Result<(), LinkError> {
    let opened = File::options().write(true).open(file);
    let touched = opened.and_then(|opened| opened.set_modified(SystemTime::now()));
    touched.map_err(LinkError::io("touch", file))
}
