use dynamig_rules::table::Role;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DataStruct, DeriveInput, Fields, Meta, Token, Type};

use super::forms::FIELD;
use super::serde::{Container, Stored, is_serde};
use crate::errors::Errors;
use crate::refusal;

/// The struct that a table is declared on.
pub(super) struct Item {
    pub(super) name: Ident,
    pub(super) fields: Vec<Field>,
    /// What stands in each `#[table(…)]` above it.
    pub(super) table: Vec<TokenStream>,
    /// What stands in each `#[index(…)]` above it.
    pub(super) indexes: Vec<TokenStream>,
    pub(super) serde: Serde,
    /// Whether what stands at its fields could be understood.
    pub(super) roles: Understood,
}

/// Whether the struct, or a field, has an attribute of serde.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Serde {
    Attributes,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Understood {
    Wholly,
    InPart,
}

/// A field of it.
pub(super) struct Field {
    pub(super) name: Ident,
    pub(super) kind: Type,
    /// The name of the attribute that it is stored as.
    pub(super) attribute: String,
    pub(super) stored: Stored,
    /// What it is in the table's key.
    pub(super) roles: Vec<Role>,
}

impl Serde {
    fn of<'a>(mut attributes: impl Iterator<Item = &'a Attribute>) -> Self {
        if attributes.any(is_serde) {
            Self::Attributes
        } else {
            Self::None
        }
    }
}

impl Item {
    /// Reads the struct, and notes what is wrong with its shape and at its fields; `None` where it is no such struct.
    pub(super) fn new(input: DeriveInput, errors: &mut Errors) -> Option<Self> {
        if !input.generics.params.is_empty() {
            errors.refuse(&input.generics, &refusal::GENERIC_STRUCT);
        }
        let Some(named) = named_fields(input.data) else {
            errors.refuse(&input.ident, &refusal::NOT_A_STRUCT);
            return None;
        };
        let container = Container::parse(&input.attrs);
        if let Some(word) = &container.as_another {
            let sentence = format!(
                "`{word}`: the item is stored as something else than the fields of this struct"
            );
            errors.say(word, &refusal::AS_ANOTHER, sentence);
        }
        let attributes = named.iter().flat_map(|field| &field.attrs);
        let serde = Serde::of(attributes.chain(&input.attrs));
        let before = errors.count();
        let fields = named.into_iter();
        let fields = fields.filter_map(|field| field.ident.clone().map(|name| (name, field)));
        let fields: Vec<_> = fields
            .map(|(name, field)| Field::new(name, field, &container, errors))
            .collect();
        let roles = if errors.count() == before {
            Understood::Wholly
        } else {
            Understood::InPart
        };
        Some(Self {
            name: input.ident,
            fields,
            table: lists("table", &input.attrs, errors),
            indexes: lists("index", &input.attrs, errors),
            roles,
            serde,
        })
    }
}

fn named_fields(data: Data) -> Option<Punctuated<syn::Field, Token![,]>> {
    match data {
        Data::Struct(DataStruct {
            fields: Fields::Named(fields),
            ..
        }) => Some(fields.named),
        _ => None,
    }
}

impl Field {
    fn new(name: Ident, field: syn::Field, container: &Container, errors: &mut Errors) -> Self {
        let (attribute, stored) = container.field(&name.unraw().to_string(), &field.attrs);
        if let Some(index) = named("index", &field.attrs).next() {
            errors.refuse(index.path(), &refusal::MISPLACED);
        }
        let options = FIELD.parse_all(lists("table", &field.attrs, errors), errors);
        let roles = options.iter().map(|option| match &*option.name {
            "partition_key" => Role::Partition,
            "sort_key" => Role::Sort,
            name => unreachable!("`{name}` is accepted, but not known"),
        });
        let roles = roles.collect();
        Self {
            name,
            kind: field.ty,
            attribute,
            stored,
            roles,
        }
    }

    /// Its name without `r#`.
    pub(super) fn plain_name(&self) -> String {
        self.name.unraw().to_string()
    }
}

fn named<'a>(
    name: &'static str,
    attributes: &'a [Attribute],
) -> impl Iterator<Item = &'a Attribute> {
    attributes
        .iter()
        .filter(move |attribute| attribute.path().is_ident(name))
}

/// What stands in the parentheses of each attribute of this name.
fn lists(name: &'static str, attributes: &[Attribute], errors: &mut Errors) -> Vec<TokenStream> {
    let mut lists = Vec::new();
    for attribute in named(name, attributes) {
        match &attribute.meta {
            Meta::List(list) if !list.tokens.is_empty() => lists.push(list.tokens.clone()),
            meta => {
                let sentence = format!("`#[{name}(…)]` must have something in its parentheses");
                errors.say(&meta.to_token_stream(), &refusal::FORM, sentence);
            }
        }
    }
    lists
}
