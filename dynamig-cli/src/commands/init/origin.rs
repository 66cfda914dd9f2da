use std::path::Path;

/// Where this program comes from, as arguments of `cargo add`: a crate has to take dynamig-core from there, too, for the
/// launcher links both.
pub(super) fn origin() -> Vec<String> {
    let program = std::env::current_exe().ok();
    installed(program.as_deref()).unwrap_or_else(built)
}

/// What `cargo install` noted of the program beside the directory that it is in.
fn installed(program: Option<&Path>) -> Option<Vec<String>> {
    let program = program?;
    let directory = program.parent()?;
    let noted = std::fs::read_to_string(directory.parent()?.join(".crates.toml")).ok()?;
    let noted: toml::Table = noted.parse().ok()?;
    let name = program.file_name()?.to_str()?;
    let has_it = |programs: &toml::Value| {
        let programs = programs.as_array()?;
        Some(
            programs
                .iter()
                .any(|program| program.as_str() == Some(name)),
        )
    };
    let mut packages = noted.get("v1")?.as_table()?.iter();
    let (package, _) = packages.find(|(_, programs)| has_it(programs) == Some(true))?;
    noted_source(package)
}

/// Reads `dynamig-cli 0.1.0 (path+file:///…)`.
fn noted_source(package: &str) -> Option<Vec<String>> {
    let mut words = package.splitn(3, ' ');
    let (_, version, source) = (words.next()?, words.next()?, words.next()?);
    let source = source.strip_prefix('(')?.strip_suffix(')')?;
    if let Some(cli) = source.strip_prefix("path+file://") {
        return beside(Path::new(cli));
    }
    let Some(git) = source.strip_prefix("git+") else {
        return Some(released(version));
    };
    let (url, commit) = git.split_once('#').unwrap_or((git, ""));
    let (url, reference) = url.split_once('?').unwrap_or((url, ""));
    let mut arguments = vec![
        "dynamig-core".to_owned(),
        "--git".to_owned(),
        url.to_owned(),
    ];
    match reference.split_once('=') {
        Some((kind @ ("branch" | "tag" | "rev"), value)) => {
            arguments.extend([format!("--{kind}"), value.to_owned()])
        }
        _ if commit.is_empty() => {}
        _ => arguments.extend(["--rev".to_owned(), commit.to_owned()]),
    }
    Some(arguments)
}

/// A program that cargo built and did not install: the directory that it was built from, where that is still there.
fn built() -> Vec<String> {
    let cli = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parts: Vec<_> = cli.components().map(|part| part.as_os_str()).collect();
    // Cargo's own copies of a registry's or a repository's packages.
    let copies = [["registry", "src"], ["git", "checkouts"]];
    let is_copy = parts
        .windows(2)
        .any(|two| copies.iter().any(|copy| two == copy));
    beside(cli)
        .filter(|_| !is_copy)
        .unwrap_or_else(|| released(env!("CARGO_PKG_VERSION")))
}

fn beside(cli: &Path) -> Option<Vec<String>> {
    let core = cli.parent()?.join("dynamig-core");
    let path = core.to_str()?.to_owned();
    core.join("Cargo.toml")
        .is_file()
        .then(|| vec!["dynamig-core".to_owned(), "--path".to_owned(), path])
}

fn released(version: &str) -> Vec<String> {
    vec![format!("dynamig-core@{version}")]
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn core_is_taken_from_where_the_program_was_installed_from() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let core = here
            .parent()
            .unwrap()
            .join("dynamig-core")
            .display()
            .to_string();
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        let git = "git+https://example.com/dynamig";
        for (source, arguments) in [
            (
                format!("path+file://{}", here.display()),
                vec!["dynamig-core", "--path", &core],
            ),
            (registry.to_owned(), vec!["dynamig-core@0.1.0"]),
            (
                format!("{git}?branch=next#1a2b"),
                vec!["dynamig-core", "--git", &git[4..], "--branch", "next"],
            ),
            (
                format!("{git}?tag=v1#1a2b"),
                vec!["dynamig-core", "--git", &git[4..], "--tag", "v1"],
            ),
            (
                format!("{git}#1a2b"),
                vec!["dynamig-core", "--git", &git[4..], "--rev", "1a2b"],
            ),
        ] {
            let noted = noted_source(&format!("dynamig-cli 0.1.0 ({source})"));
            assert_eq!(noted.unwrap(), arguments, "{source}");
        }
    }

    #[test]
    fn a_program_that_was_built_here_takes_core_from_here() {
        let path = built().pop().unwrap();
        assert!(Path::new(&path).join("Cargo.toml").is_file(), "{path}");
    }
}
