//! The table as a constant expression.

use dynamig_rules::table::Index;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;

use super::key;
use super::spec::{OfIndex, Presence, Spec};
use crate::constant::{Awaited, Constant, Keys};
use crate::core_path::CorePath;
use crate::declaration::associated;

/// All that is known of the table.
pub(super) fn declared(spec: &Spec<'_>, core: &CorePath) -> TokenStream {
    let fields = &spec.item.fields;
    let indexes = spec.definition.indexes.iter().zip(&spec.indexes);
    let of_index = |(index, of_index): (&Index, &OfIndex)| {
        let keys = of_index.keys.iter();
        let keys = keys.map(|&field| key::of_index(&fields[field], &index.name));
        keys.collect()
    };
    let id = |path: &Path| associated(path, "ID", core);
    let line = u32::try_from(spec.item.name.span().start().line).unwrap_or(u32::MAX);
    let keys = spec.keys.iter();
    let constant = Constant {
        definition: &spec.definition,
        keys: Keys {
            table: keys.map(|&field| key::of_table(&fields[field])).collect(),
            indexes: indexes.map(of_index).collect(),
        },
        after: Awaited {
            indexes: spec
                .indexes
                .iter()
                .map(|index| index.after.as_ref().map(id))
                .collect(),
            stream: spec.stream_after.as_ref().map(id),
            ttl: spec.ttl_after.as_ref().map(id),
        },
        revision: spec.revision,
        presence: match spec.presence {
            Presence::Kept => None,
            Presence::Dropped => Some("Dropped"),
        },
        place: (quote!(::core::file!()), line.to_token_stream()),
    };
    constant.tokens()
}
