use dynamig::Code;

use super::origin::origin;
use crate::failure::Failure;
use crate::source::{Package, cargo};

/// Adds dynamig-core to the package, and to its tests with `#[dynamig::test]`, by `cargo add`: it knows how manifests
/// are laid out and what a workspace shares. Gives what it was asked for.
pub(super) fn add(package: &Package) -> Result<Vec<String>, Failure> {
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|&word| word.to_owned())
            .collect::<Vec<_>>()
    };
    let mut added = Vec::new();
    if package.core.is_none() {
        let of_package = words(&["-p", &package.name]);
        for options in [&["add"][..], &["add", "--dev", "--features", "test"]] {
            let arguments = [words(options), origin(), of_package.clone()].concat();
            added.push(cargo_add(package, &arguments)?);
        }
    } else if !package.can_test {
        added.push(cargo_add(package, &package.add_tests())?);
    }
    Ok(added)
}

fn cargo_add(package: &Package, arguments: &[String]) -> Result<String, Failure> {
    let line = format!("cargo {}", arguments.join(" "));
    let failed = |why: &str| {
        let message = format!("dynamig-core cannot be added to `{}`", package.name);
        Failure::new(Code::Configuration, message)
            .hint(format!("where it is another one that you use, add that one, and run this again; tried: `{line}`"))
            .caused_by(why.trim().trim_start_matches("error: ").to_owned())
    };
    let output = cargo()
        .args(arguments)
        .arg("--quiet")
        .arg("--manifest-path")
        .arg(&package.manifest)
        .output()
        .map_err(|error| failed(&error.to_string()))?;
    match output.status.success() {
        true => Ok(line),
        false => Err(failed(&String::from_utf8_lossy(&output.stderr))),
    }
}
