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
    /// The variant of `Presence`, where it is not the usual one.
    pub(crate) presence: Option<&'static str>,
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
        let keys = &self.definition.keys;
        let partition_key = of_role(keys, &self.keys.table, Role::Partition);
        let said = self.said();
        let (file, line) = &self.place;
        quote! {
            __dynamig::Declared {
                name: #name,
                partition_key: #(#partition_key)*,
                place: __dynamig::Place {
                    package: ::core::env!("CARGO_PKG_NAME"),
                    file: #file,
                    line: #line,
                },
                #said
            }
        }
    }

    /// The fields that are not as in most tables, and the rest of them: what is not written is not checked.
    fn said(&self) -> TokenStream {
        let definition = self.definition;
        let sort_key = of_role(&definition.keys, &self.keys.table, Role::Sort);
        let parts = self.keys.indexes.iter().zip(&self.after.indexes);
        let indexes = definition.indexes.iter().zip(parts);
        let indexes =
            indexes.map(|(index, (keys, after))| self::index(index, keys, after.as_ref()));
        let sort_key = sort_key.first().map(|key| quote!(__dynamig::Some(#key)));
        let (revision, presence) = (self.revision, self.presence.map(word));
        let fields = [
            ("sort_key", sort_key),
            ("indexes", list(indexes.collect())),
            ("says", list(says(definition, &self.after))),
            ("revision", (revision != 1).then(|| quote!(#revision))),
            (
                "presence",
                presence.map(|word| quote!(__dynamig::Presence::#word)),
            ),
        ];
        fields_and_rest("Declared", fields)
    }
}

/// The fields of a struct that are said, and all others as its `PLAIN` has them.
fn fields_and_rest<const N: usize>(
    of: &str,
    fields: [(&str, Option<TokenStream>); N],
) -> TokenStream {
    let of = word(of);
    let said = fields.into_iter();
    let said = said.filter_map(|(name, value)| Some((word(name), value?)));
    let said: Vec<_> = said.map(|(name, value)| quote!(#name: #value,)).collect();
    let rest = (said.len() < N).then(|| quote!(..__dynamig::#of::PLAIN));
    quote!(#(#said)* #rest)
}

fn list(entries: Vec<TokenStream>) -> Option<TokenStream> {
    (!entries.is_empty()).then(|| quote!(&[#(#entries),*]))
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
    let scope = match index.scope {
        Scope::Local => Some(quote!(__dynamig::Scope::Local)),
        Scope::Global => None,
    };
    let of_role = |role| {
        of_role(&index.keys, keys, role)
            .into_iter()
            .cloned()
            .collect()
    };
    let projection = match index.projection.kind {
        ProjectionKind::All => None,
        ProjectionKind::KeysOnly => Some(quote!(__dynamig::ProjectionKind::KeysOnly)),
        ProjectionKind::Include => Some(quote!(__dynamig::ProjectionKind::Include)),
    };
    let includes = index.projection.attributes.iter();
    let fields = [
        ("scope", scope),
        ("partition_key", list(of_role(Role::Partition))),
        ("sort_key", list(of_role(Role::Sort))),
        ("projection", projection),
        (
            "includes",
            list(includes.map(ToTokens::to_token_stream).collect()),
        ),
        (
            "says",
            list(throughput(index.capacity, &index.caps, index.warm)),
        ),
        ("after", after.map(|id| quote!(__dynamig::Some(#id)))),
    ];
    let said = fields_and_rest("DeclaredIndex", fields);
    quote!(__dynamig::DeclaredIndex { name: #name, #said })
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
