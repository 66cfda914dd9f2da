use std::path::{Path, PathBuf};

use cargo_metadata::Package;

/// Where a package comes from, so that naming it again means the same copy and never a second one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A directory.
    Path(PathBuf),
    /// A git repository; the reference is (`branch`, `tag` or `rev`, its value), as the user wrote it.
    Git {
        url: String,
        reference: Option<(String, String)>,
    },
    /// A registry: its index (none for crates.io), and the exact version.
    Registry {
        index: Option<String>,
        version: String,
    },
}

impl Source {
    pub(super) fn of(package: &Package) -> Self {
        let Some(source) = &package.source else {
            return Self::Path(directory(package).to_owned());
        };
        match source.repr.strip_prefix("git+") {
            Some(url) => git(url),
            None => Self::Registry {
                index: (!source.is_crates_io()).then(|| index(&source.repr)),
                version: exact(&package.version),
            },
        }
    }

    /// The dependency, as a table of Cargo.toml.
    pub(super) fn dependency(&self) -> toml::Table {
        let mut table = toml::Table::new();
        let mut put = |key: &str, value: &str| {
            table.insert(key.to_owned(), value.into());
        };
        match self {
            Self::Path(path) => put("path", &path.to_string_lossy()),
            Self::Git { url, reference } => {
                put("git", url);
                if let Some((kind, value)) = reference {
                    put(kind, value);
                }
            }
            Self::Registry { index, version } => {
                put("version", &format!("={version}"));
                if let Some(index) = index {
                    put("registry-index", index);
                }
            }
        }
        table
    }
}

/// The directory of a package's Cargo.toml.
pub(super) fn directory(package: &Package) -> &Path {
    package
        .manifest_path
        .parent()
        .map_or_else(|| Path::new(""), |directory| directory.as_std_path())
}

/// `https://host/repository?branch=name#commit`, where cargo may have escaped the name.
fn git(source: &str) -> Source {
    let source = source.split_once('#').map_or(source, |(before, _)| before);
    let (url, query) = match source.split_once('?') {
        Some((url, query)) => (url, Some(query)),
        None => (source, None),
    };
    let reference = query
        .and_then(|query| query.split_once('='))
        .map(|(kind, value)| (kind.to_owned(), unescape(value)));
    Source::Git {
        url: url.to_owned(),
        reference,
    }
}

/// `registry+https://…` is written without its prefix, `sparse+https://…` with it.
fn index(source: &str) -> String {
    source
        .strip_prefix("registry+")
        .unwrap_or(source)
        .to_owned()
}

/// A requirement cannot name build metadata.
fn exact(version: &impl ToString) -> String {
    let version = version.to_string();
    match version.split_once('+') {
        Some((version, _)) => version.to_owned(),
        None => version,
    }
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_git_reference_is_kept_verbatim_and_its_commit_left_to_the_lock_file() {
        for (source, kind, value) in [
            (
                "https://host/d?branch=feat/x+y#57eaa98c",
                "branch",
                "feat/x+y",
            ),
            (
                "https://host/d?branch=feat%2Fx%2By#57eaa98c",
                "branch",
                "feat/x+y",
            ),
            ("ssh://git@host/d.git?tag=v0.1.0#57eaa98c", "tag", "v0.1.0"),
            ("file:///d?rev=57eaa98c#57eaa98c", "rev", "57eaa98c"),
        ] {
            let Source::Git { reference, .. } = git(source) else {
                panic!("{source} is git");
            };
            assert_eq!(reference, Some((kind.to_owned(), value.to_owned())));
        }
        let without = Source::Git {
            url: "https://host/d".to_owned(),
            reference: None,
        };
        assert_eq!(git("https://host/d#57eaa98c"), without);
    }

    #[test]
    fn a_registry_version_is_exact_and_another_registry_keeps_its_index() {
        let own = Source::Registry {
            index: Some(index("sparse+https://crates.example/index/")),
            version: "1.2.3".to_owned(),
        };
        assert_eq!(
            own.dependency().to_string(),
            "registry-index = \"sparse+https://crates.example/index/\"\nversion = \"=1.2.3\"\n"
        );
        assert_eq!(
            index("registry+https://crates.example/git"),
            "https://crates.example/git"
        );
        assert_eq!(exact(&"1.2.3-rc.1+build.5"), "1.2.3-rc.1");
    }
}
