use super::Lexed;
use super::items::{Item, items};

/// How a file declares a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Declared {
    /// Not at all.
    No,
    /// In a file of its own.
    InFile,
    /// Between braces.
    Inline,
}

/// Whether a file declares a module, and how.
pub(crate) fn declared(source: &Lexed, name: &str) -> Declared {
    let items = items(source.tokens());
    match items
        .iter()
        .find(|item| item.module().as_deref() == Some(name))
    {
        None => Declared::No,
        Some(item) if item.has_braces() => Declared::Inline,
        Some(_) => Declared::InFile,
    }
}

/// The file's text with `mod NAME;`, in the order of the modules' names; none where it is declared already.
pub(crate) fn declare_module(source: &Lexed, name: &str) -> Option<String> {
    let items = items(source.tokens());
    let modules: Vec<(&Item, String)> = items
        .iter()
        .filter_map(|item| Some((item, item.module()?)))
        .collect();
    if modules.iter().any(|(_, module)| module == name) {
        return None;
    }
    let line = format!("mod {name};\n");
    // Those between braces stand anywhere, `mod tests` at the end.
    let modules: Vec<_> = modules
        .into_iter()
        .filter(|(item, _)| !item.has_braces())
        .collect();
    let before = modules
        .iter()
        .rev()
        .find(|(_, module)| module.as_str() < name);
    let (place, text) = match (before, modules.first(), items.first()) {
        (Some((item, _)), _, _) => (source.next_line(item.place.end), line),
        (None, Some((item, _)), _) => (source.line_start(item.place.start), line),
        (None, None, Some(item)) => (source.line_start(item.place.start), format!("{line}\n")),
        (None, None, None) if source.text().trim().is_empty() => (0, line),
        (None, None, None) => (source.text().len(), format!("\n{line}")),
    };
    Some(insert(source.text(), place, &text))
}

/// Inserts lines; where the line before has no end, it gets one.
fn insert(text: &str, place: usize, lines: &str) -> String {
    let (before, after) = text.split_at(place);
    let end = match before.is_empty() || before.ends_with('\n') {
        true => "",
        false => "\n",
    };
    [before, end, lines, after].concat()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::path::Path;

    use super::*;

    fn with(text: &str, name: &str) -> Option<String> {
        let source = Lexed::new(Path::new("lib.rs"), text.to_owned()).unwrap();
        let new = declare_module(&source, name);
        assert_eq!(
            new.is_none(),
            declared(&source, name) != Declared::No,
            "{text}"
        );
        new
    }

    #[test]
    fn a_module_is_declared_among_the_others_by_name() {
        for (before, after) in [
            ("", "mod b;\n"),
            ("mod a;\nmod c;\n", "mod a;\nmod b;\nmod c;\n"),
            ("mod a;", "mod a;\nmod b;\n"),
            ("/// Last.\npub mod c;\n", "mod b;\n/// Last.\npub mod c;\n"),
            (
                "//! A crate.\n\nuse x::{y, z};\n\nmod a; // First.\n\nfn f() {}\n",
                "//! A crate.\n\nuse x::{y, z};\n\nmod a; // First.\nmod b;\n\nfn f() {}\n",
            ),
        ] {
            assert_eq!(with(before, "b").as_deref(), Some(after), "{before}");
        }
    }

    #[test]
    fn without_others_a_module_stands_before_the_items_and_after_what_is_about_the_crate() {
        for (before, after) in [
            (
                "//! A crate.\n#![deny(missing_docs)]\n\n/// Adds.\npub fn add() {}\n",
                "//! A crate.\n#![deny(missing_docs)]\n\nmod b;\n\n/// Adds.\npub fn add() {}\n",
            ),
            (
                "fn f() {}\n\nmod a {}\n",
                "mod b;\n\nfn f() {}\n\nmod a {}\n",
            ),
            ("//! A crate.\n", "//! A crate.\n\nmod b;\n"),
            ("//! A crate.", "//! A crate.\n\nmod b;\n"),
            ("#![no_std]\n", "#![no_std]\n\nmod b;\n"),
        ] {
            assert_eq!(with(before, "b").as_deref(), Some(after), "{before}");
        }
    }

    #[test]
    fn a_declared_module_is_found_wherever_it_is_written_and_not_in_comments() {
        for there in [
            "mod b;",
            "#[cfg(x)]\npub(crate) mod b;\n",
            "fn f() {}\nmod b { fn g() {} }\n",
        ] {
            assert_eq!(with(there, "b"), None, "{there}");
        }
        for elsewhere in [
            "// mod b;\n",
            "mod a { mod b; }\n",
            "const T: &str = \"mod b;\";\n",
        ] {
            assert!(with(elsewhere, "b").is_some(), "{elsewhere}");
        }
    }
}
