//! Each program in `fail` has one defect, named as the file; those in `pass` have none.

use std::path::Path;
use std::{fs, io};

#[test]
fn ui() {
    definitions().expect("the definition files can be copied");
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*.rs");
    cases.pass("pass/*.rs");
}

/// Copies the definition files to the package that the programs are compiled in, where `tables!` looks for them.
fn definitions() -> io::Result<()> {
    let package =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tests/trybuild/dynamig-ui/definitions");
    for directory in fs::read_dir("definitions")? {
        let directory = directory?;
        let copy = package.join(directory.file_name());
        fs::create_dir_all(&copy)?;
        for file in fs::read_dir(directory.path())? {
            let file = file?;
            fs::copy(file.path(), copy.join(file.file_name()))?;
        }
    }
    Ok(())
}
