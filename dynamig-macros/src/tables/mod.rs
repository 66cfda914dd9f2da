//! `tables!`: definition files, read and checked while the crate compiles.

mod input;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dynamig_files::{Fault, FileTable, FilesError};
use dynamig_rules::table::{Definition, Key};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use crate::constant::{Awaited, Constant, Keys, typed};
use crate::core_path::{self, CorePath};
use crate::errors::Errors;
use input::Input;

/// Expands `tables!("…")`, whose path begins at the package's directory: a registration for each table of its files.
pub(crate) fn expand(
    input: TokenStream,
    package: &Path,
    find: fn() -> Option<CorePath>,
) -> TokenStream {
    let mut errors = Errors::default();
    let Some(input) = Input::parse(input, &mut errors) else {
        return quote!(#errors);
    };
    let core = core_path::of(input.core.as_ref(), find, &mut errors);
    let path = package.join(input.path.value());
    match (read(&path), core) {
        (Ok((files, tables)), Some(core)) => {
            let tracked = files.iter().map(|file| tracked(package, file));
            let private = core.private();
            let tables = tables.iter().map(|table| registration(package, table));
            quote! {
                const _: () = {
                    use #private as __dynamig;
                    #(#tracked)*
                    #(#tables)*
                };
            }
        }
        (Ok(_), None) => quote!(#errors),
        (Err(error), _) => {
            for fault in error.into_faults() {
                refuse(input.path.span(), fault.relative_to(package), &mut errors);
            }
            quote!(#errors)
        }
    }
}

fn read(path: &Path) -> Result<(BTreeSet<PathBuf>, Vec<FileTable>), FilesError> {
    let files = dynamig_files::files_of(path)?;
    let tables = dynamig_files::read_files(&files)?;
    Ok((files.into_iter().collect(), tables))
}

fn refuse(at: Span, fault: Fault, errors: &mut Errors) {
    let mut text = fault.to_string();
    if let Some(rule) = fault.rule {
        text.push_str(&format!(" [{}]", rule.id));
    }
    if !fault.hint.is_empty() {
        text.push_str(&format!("\nhint: {}", fault.hint));
    }
    errors.tell(at, text);
}

/// Has the compiler look at a file, so that cargo compiles the crate again when it changes.
fn tracked(package: &Path, file: &Path) -> TokenStream {
    let path = match file.strip_prefix(package) {
        Ok(inside) => {
            // Without the directory's name, which is another one on another machine.
            let inside = format!("/{}", inside.display());
            quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #inside))
        }
        Err(_) => {
            let file = file.display().to_string();
            quote!(#file)
        }
    };
    quote!(
        const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
    )
}

fn registration(package: &Path, table: &FileTable) -> TokenStream {
    let file = table.file.strip_prefix(package).unwrap_or(&table.file);
    let (file, line) = (file.display().to_string(), table.places.start().line);
    let definition = &table.definition;
    let indexes = &definition.indexes;
    let after = |id: &Option<String>| id.as_ref().map(ToTokens::to_token_stream);
    let declared = Constant {
        definition,
        keys: Keys {
            table: keys(&definition.keys, definition),
            indexes: indexes
                .iter()
                .map(|index| keys(&index.keys, definition))
                .collect(),
        },
        after: Awaited {
            indexes: indexes
                .iter()
                .map(|index| after(&table.after.indexes.get(&index.name).cloned()))
                .collect(),
            stream: after(&table.after.stream),
            ttl: after(&table.after.ttl),
        },
        revision: table.revision,
        presence: table.dropped.then_some("Dropped"),
        place: (file.to_token_stream(), line.to_token_stream()),
    };
    let declared = declared.tokens();
    quote! {
        __dynamig::inventory::submit! {
            __dynamig::RegisteredTable(&#declared)
        }
    }
}

/// The attributes of a key. In a file that keeps every rule each has a type.
fn keys(keys: &[Key], definition: &Definition) -> Vec<TokenStream> {
    let kind = |key: &Key| {
        let mut attributes = definition.attributes.iter();
        attributes.find(|one| one.name == key.attribute)?.kind
    };
    let keys = keys.iter();
    keys.filter_map(|key| Some(typed(&key.attribute, kind(key)?)))
        .collect()
}
