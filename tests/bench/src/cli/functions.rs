//! A thousand functions, as source code.

use std::fmt::Write as _;

/// How many there are.
pub(super) const FUNCTIONS: usize = 1_000;

/// The first line of the first one's body.
pub(super) const FIRST_LINE: &str = "    cx.progress(\"number 1\");\n";

const HEAD: &str = "//! Written by the benchmark.\n\nuse dynamig::{Context, Result};\n";

/// Where the functions are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    OwnFiles,
    OneFile,
}

/// How the functions are collected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Migrations,
    Array,
}

/// The files of the package, by their paths in it.
pub(super) fn files(layout: Layout, form: Form) -> Vec<(String, String)> {
    let array = match form {
        Form::Migrations => String::new(),
        Form::Array => array(layout),
    };
    match layout {
        Layout::OneFile => {
            let functions: String = (1..=FUNCTIONS)
                .map(|number| function(number, form))
                .collect();
            vec![("src/lib.rs".to_owned(), format!("{HEAD}{functions}{array}"))]
        }
        Layout::OwnFiles => {
            let modules: String = (1..=FUNCTIONS)
                .map(|number| format!("mod m{number};\n"))
                .collect();
            let head = match form {
                Form::Migrations => "//! Written by the benchmark.\n\n",
                Form::Array => HEAD,
            };
            let own = |number| {
                (
                    format!("src/m{number}.rs"),
                    format!("{HEAD}{}", function(number, form)),
                )
            };
            let root = ("src/lib.rs".to_owned(), format!("{head}\n{modules}{array}"));
            (1..=FUNCTIONS).map(own).chain([root]).collect()
        }
    }
}

fn function(number: usize, form: Form) -> String {
    let attribute = match form {
        Form::Migrations => format!("#[dynamig::migration(version = {number})]\n"),
        Form::Array => String::new(),
    };
    format!(
        "\n/// Does the work of number {number}.\n{attribute}pub async fn work_{number}(cx: &Context) -> Result<()> {{\n    \
         cx.progress(\"number {number}\");\n    Ok(())\n}}\n"
    )
}

/// What one would write by hand.
fn array(layout: Layout) -> String {
    let mut text = String::from(
        "\n/// A function that returns its future in a box.\npub type Work = for<'a> fn(\n    &'a Context,\n) \
         -> std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;\n\n\
         /// All of them, in order.\n",
    );
    let _infallible = writeln!(text, "pub const ALL: [(u64, &str, Work); {FUNCTIONS}] = [");
    for number in 1..=FUNCTIONS {
        let module = match layout {
            Layout::OneFile => String::new(),
            Layout::OwnFiles => format!("m{number}::"),
        };
        let _infallible = writeln!(
            text,
            "    ({number}, \"work_{number}\", |cx| Box::pin({module}work_{number}(cx))),"
        );
    }
    text.push_str("];\n");
    text
}
