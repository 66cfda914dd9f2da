use dynamig_rules::table::{AttributeType, Definition, Index, Key, ProjectionKind, Role, Scope};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::said::{says, throughput};

/// `Declared` of the core. What it is written in must have the core's private module in scope as `__dynamig`: short
/// paths leave the compiler less to check.
pub(crate) struct Constant<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) keys: Keys,
    pub(crate) after: Awaited,
    pub(crate) revision: u32,
    /// The variant of `Presence`.
    pub(crate) presence: &'static str,
    /// The file, and its line.
    pub(crate) place: (TokenStream, TokenStream),
}

/// The attributes of keys, each as its name and its type, in the order of the definition.
pub(crate) struct Keys {
    pub(crate) table: Vec<TokenStream>,
    /// Of each index.
    pub(crate) indexes: Vec<Vec<TokenStream>>,
}

/// The ids of the migrations that parts of a table wait for.
pub(crate) struct Awaited {
    /// Of each index.
    pub(crate) indexes: Vec<Option<TokenStream>>,
    pub(crate) stream: Option<TokenStream>,
    pub(crate) ttl: Option<TokenStream>,
}

impl Constant<'_> {
    pub(crate) fn tokens(&self) -> TokenStream {
        let name = &self.definition.name;
        let [partition_key, sort_key] = [Role::Partition, Role::Sort]
            .map(|role| of_role(&self.definition.keys, &self.keys.table, role));
        let sort_key = option(sort_key.first());
        let indexes = self.definition.indexes.iter();
        let parts = self.keys.indexes.iter().zip(&self.after.indexes);
        let indexes = indexes.zip(parts);
        let indexes =
            indexes.map(|(index, (keys, after))| self::index(index, keys, after.as_ref()));
        let says = says(self.definition, &self.after);
        let (revision, presence) = (self.revision, word(self.presence));
        let (file, line) = &self.place;
        quote! {
            __dynamig::Declared {
                name: #name,
                partition_key: #(#partition_key)*,
                sort_key: #sort_key,
                indexes: &[#(#indexes),*],
                says: &[#(#says),*],
                revision: #revision,
                presence: __dynamig::Presence::#presence,
                place: __dynamig::Place {
                    package: ::core::env!("CARGO_PKG_NAME"),
                    file: #file,
                    line: #line,
                },
            }
        }
    }
}

/// An attribute of a key whose type is written down.
pub(crate) fn typed(name: &str, kind: AttributeType) -> TokenStream {
    let kind = word(match kind {
        AttributeType::String => "String",
        AttributeType::Number => "Number",
        AttributeType::Binary => "Binary",
    });
    quote!((#name, __dynamig::AttributeType::#kind))
}

fn index(index: &Index, keys: &[TokenStream], after: Option<&TokenStream>) -> TokenStream {
    let name = &index.name;
    let scope = word(match index.scope {
        Scope::Local => "Local",
        Scope::Global => "Global",
    });
    let [partition_key, sort_key] =
        [Role::Partition, Role::Sort].map(|role| of_role(&index.keys, keys, role));
    let projection = word(match index.projection.kind {
        ProjectionKind::All => "All",
        ProjectionKind::KeysOnly => "KeysOnly",
        ProjectionKind::Include => "Include",
    });
    let includes = &index.projection.attributes;
    let says = throughput(index.capacity, &index.caps, index.warm);
    let after = option(after);
    quote! {
        __dynamig::DeclaredIndex {
            name: #name,
            scope: __dynamig::Scope::#scope,
            partition_key: &[#(#partition_key),*],
            sort_key: &[#(#sort_key),*],
            projection: __dynamig::ProjectionKind::#projection,
            includes: &[#(#includes),*],
            says: &[#(#says),*],
            after: #after,
        }
    }
}

fn of_role<'a>(keys: &[Key], tokens: &'a [TokenStream], role: Role) -> Vec<&'a TokenStream> {
    let keys = keys.iter().zip(tokens);
    let keys = keys.filter(|(key, _)| key.role == role);
    keys.map(|(_, tokens)| tokens).collect()
}

/// The name of a variant.
pub(super) fn word(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A constant `Some(…)` or `None`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(__dynamig::Some(#value)),
        None => quote!(__dynamig::None),
    }
}
