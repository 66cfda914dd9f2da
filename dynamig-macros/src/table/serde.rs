//! What serde's attributes say of the names under which fields are stored.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, LitStr};

use super::case::renamed;
use crate::attr::given::{Given, Shape, entries};
use crate::errors::Errors;

/// Whether a field is an attribute of the item.
pub(super) enum Stored {
    Always,
    /// It has `skip_serializing_if`: this word.
    Sometimes(Ident),
    /// It is skipped, or its own fields stand in the item: this word says so.
    Never(Ident),
}

/// What the attributes of the struct say of all fields.
pub(super) struct Container {
    rename_all: Option<String>,
    /// The word that makes the item something else than the fields.
    pub(super) as_another: Option<Ident>,
}

impl Container {
    pub(super) fn parse(attributes: &[Attribute]) -> Self {
        let mut container = Self {
            rename_all: None,
            as_another: None,
        };
        for option in options(attributes) {
            match &*option.name {
                "rename_all" => container.rename_all = for_writing(&option),
                "into" | "transparent" => container.as_another = Some(option.key),
                // The other words change nothing in what is stored of a field.
                _ => {}
            }
        }
        container
    }

    /// The name under which a field is stored, and whether it is.
    pub(super) fn field(&self, name: &str, attributes: &[Attribute]) -> (String, Stored) {
        let (mut rename, mut stored) = (None, Stored::Always);
        for option in options(attributes) {
            match &*option.name {
                "rename" => rename = for_writing(&option),
                "flatten" | "skip" | "skip_serializing" => stored = Stored::Never(option.key),
                "skip_serializing_if" if matches!(stored, Stored::Always) => {
                    stored = Stored::Sometimes(option.key);
                }
                // The other words change nothing in what is stored of a field.
                _ => {}
            }
        }
        let name = rename.unwrap_or_else(|| renamed(name, self.rename_all.as_deref()));
        (name, stored)
    }
}

pub(super) fn is_serde(attribute: &Attribute) -> bool {
    attribute.path().is_ident("serde")
}

/// The options of all `#[serde(…)]`. What is malformed is serde's to refuse.
fn options(attributes: &[Attribute]) -> impl Iterator<Item = Given> {
    attributes
        .iter()
        .filter(|attribute| is_serde(attribute))
        .filter_map(|attribute| attribute.meta.require_list().ok())
        .flat_map(|list| given(list.tokens.clone()))
}

fn given(tokens: TokenStream) -> impl Iterator<Item = Given> {
    let entries = entries(tokens, &mut Errors::default());
    entries
        .into_iter()
        .filter_map(|entry| Given::parse(entry).ok())
}

/// `"name"`, or what `(serialize = "name", …)` says.
fn for_writing(option: &Given) -> Option<String> {
    match option.shape {
        Shape::Value => Some(syn::parse2::<LitStr>(option.value.clone()).ok()?.value()),
        Shape::Group => {
            let side = given(option.value.clone()).find(|side| side.name == "serialize")?;
            for_writing(&side)
        }
        Shape::Flag => None,
    }
}
