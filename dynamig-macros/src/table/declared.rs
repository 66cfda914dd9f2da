//! The table as a constant expression.

use dynamig_rules::table::{Index, ProjectionKind, Role, Scope};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::key;
use super::said::{option, says, throughput};
use super::spec::{OfIndex, Presence, Spec};
use crate::core_path::CorePath;
use crate::declaration::associated;

/// All that is known of the table.
pub(super) fn declared(spec: &Spec<'_>, core: &CorePath) -> TokenStream {
    let name = &spec.definition.name;
    let keys = spec.keys.iter();
    let mut keys = keys.map(|&field| key::of_table(&spec.item.fields[field]));
    let partition_key = keys.next();
    let sort_key = option(keys.next());
    let indexes = spec.definition.indexes.iter().zip(&spec.indexes);
    let indexes = indexes.map(|(index, of_index)| self::index(spec, index, of_index, core));
    let says = says(spec, core);
    let revision = spec.revision;
    let presence = match spec.presence {
        Presence::Kept => quote!(Kept),
        Presence::Dropped => quote!(Dropped),
    };
    let line = u32::try_from(spec.item.name.span().start().line).unwrap_or(u32::MAX);
    quote! {
        __dynamig::Declared {
            name: #name,
            partition_key: #partition_key,
            sort_key: #sort_key,
            indexes: &[#(#indexes),*],
            says: &[#(#says),*],
            revision: #revision,
            presence: __dynamig::Presence::#presence,
            place: __dynamig::Place {
                package: ::core::env!("CARGO_PKG_NAME"),
                file: ::core::file!(),
                line: #line,
            },
        }
    }
}

fn index(spec: &Spec<'_>, index: &Index, of_index: &OfIndex, core: &CorePath) -> TokenStream {
    let name = &index.name;
    let scope = match index.scope {
        Scope::Local => format_ident!("Local"),
        Scope::Global => format_ident!("Global"),
    };
    let of_role = |role: Role| {
        let keys = index.keys.iter().zip(&of_index.keys);
        let keys = keys.filter(move |(key, _)| key.role == role);
        keys.map(|(_, &field)| key::of_index(&spec.item.fields[field], name))
    };
    let (partition_key, sort_key) = (of_role(Role::Partition), of_role(Role::Sort));
    let projection = match index.projection.kind {
        ProjectionKind::All => format_ident!("All"),
        ProjectionKind::KeysOnly => format_ident!("KeysOnly"),
        ProjectionKind::Include => format_ident!("Include"),
    };
    let includes = &index.projection.attributes;
    let says = throughput(index.capacity, &index.caps, index.warm);
    let after = of_index.after.as_ref();
    let after = option(after.map(|path| associated(path, "ID", core)));
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
