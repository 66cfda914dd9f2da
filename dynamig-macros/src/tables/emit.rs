use dynamig_files::After;
use dynamig_rules::table::{
    AttributeType, Billing, Capacity, Caps, Definition, Index, Key, ProjectionKind, Role, Scope,
    Setting, StreamView, TableClass, Warm,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::core_path::CorePath;

/// A table as a constant expression: `Declared` of the core.
pub(crate) struct Static<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) revision: u32,
    pub(crate) dropped: bool,
    pub(crate) after: &'a After,
    pub(crate) place: TokenStream,
}

impl Static<'_> {
    pub(crate) fn tokens(&self, core: &CorePath) -> TokenStream {
        let private = core.private();
        let emit = Emit {
            private: &private,
            definition: self.definition,
        };
        let (name, revision, place) = (&self.definition.name, self.revision, &self.place);
        let [partition, sort] =
            [Role::Partition, Role::Sort].map(|role| emit.keys(&self.definition.keys, role));
        let sort = option(sort.first());
        let indexes = self.definition.indexes.iter();
        let indexes = indexes.map(|index| emit.index(index, self.after));
        let says = emit.says(self.after);
        let presence = word(if self.dropped { "Dropped" } else { "Kept" });
        quote! {
            #private::Declared {
                name: #name,
                partition_key: #(#partition)*,
                sort_key: #sort,
                indexes: &[#(#indexes),*],
                says: &[#(#says),*],
                revision: #revision,
                presence: #private::table::Presence::#presence,
                place: #place,
            }
        }
    }
}

/// Writes the parts of a definition, which keeps every rule.
struct Emit<'a> {
    private: &'a TokenStream,
    definition: &'a Definition,
}

impl Emit<'_> {
    /// The names and types of the attributes in a key that have a role.
    fn keys(&self, keys: &[Key], role: Role) -> Vec<TokenStream> {
        let keys = keys.iter().filter(|key| key.role == role);
        keys.filter_map(|key| self.typed(&key.attribute)).collect()
    }

    fn typed(&self, name: &str) -> Option<TokenStream> {
        let attributes = &self.definition.attributes;
        let kind = attributes.iter().find(|one| one.name == name)?.kind?;
        let kind = self.variant(
            "AttributeType",
            match kind {
                AttributeType::String => "String",
                AttributeType::Number => "Number",
                AttributeType::Binary => "Binary",
            },
        );
        Some(quote!((#name, #kind)))
    }

    fn index(&self, index: &Index, after: &After) -> TokenStream {
        let (private, name) = (self.private, &index.name);
        let scope = self.variant(
            "Scope",
            match index.scope {
                Scope::Local => "Local",
                Scope::Global => "Global",
            },
        );
        let [partition, sort] =
            [Role::Partition, Role::Sort].map(|role| self.keys(&index.keys, role));
        let projection = self.variant(
            "ProjectionKind",
            match index.projection.kind {
                ProjectionKind::All => "All",
                ProjectionKind::KeysOnly => "KeysOnly",
                ProjectionKind::Include => "Include",
            },
        );
        let includes = &index.projection.attributes;
        let says = self.throughput(index.capacity, &index.caps, index.warm);
        let after = option(after.indexes.get(name));
        quote! {
            #private::DeclaredIndex {
                name: #name,
                scope: #scope,
                partition_key: &[#(#partition),*],
                sort_key: &[#(#sort),*],
                projection: #projection,
                includes: &[#(#includes),*],
                says: &[#(#says),*],
                after: #after,
            }
        }
    }

    fn says(&self, after: &After) -> Vec<TokenStream> {
        let table = self.definition;
        let throughput = self.throughput(table.capacity, &table.caps, table.warm);
        let throughput = throughput.into_iter().map(|said| ("Throughput", said));
        let tags = table.tags.iter().map(|tag| {
            let (key, value) = (&tag.key, option(tag.value.as_ref()));
            ("Tag", quote!(#key, #value))
        });
        let before = |name, id: &Option<String>| Some((name, id.as_ref()?.into_token_stream()));
        let awaited = [
            before("StreamAfter", &after.stream),
            before("TtlAfter", &after.ttl),
        ];
        let said = self.chosen().chain(throughput).chain(self.switched());
        let said = said.chain(awaited.into_iter().flatten()).chain(tags);
        let private = self.private;
        let said = said.map(|(name, value)| (word(name), value));
        said.map(|(name, value)| quote!(#private::Said::#name(#value)))
            .collect()
    }

    /// What is one of several things.
    fn chosen(&self) -> impl Iterator<Item = (&'static str, TokenStream)> {
        let billing = self.definition.billing.map(|billing| match billing {
            Billing::OnDemand => "OnDemand",
            Billing::Provisioned => "Provisioned",
        });
        let class = self.definition.class.map(|class| match class {
            TableClass::Standard => "Standard",
            TableClass::InfrequentAccess => "InfrequentAccess",
        });
        let chosen = [
            billing.map(|billing| ("Billing", self.variant("Billing", billing))),
            class.map(|class| ("Class", self.variant("TableClass", class))),
        ];
        chosen.into_iter().flatten()
    }

    /// What is on or off.
    fn switched(&self) -> impl Iterator<Item = (&'static str, TokenStream)> {
        let table = self.definition;
        let encryption = setting(&table.encryption, |encryption| {
            option(encryption.key.as_ref())
        });
        let switched = [
            ("Stream", setting(&table.stream, |view| self.view(*view))),
            ("Encryption", encryption),
            (
                "DeletionProtection",
                setting(&table.deletion_protection, |()| quote!(())),
            ),
            ("Ttl", setting(&table.ttl, ToTokens::to_token_stream)),
            (
                "Recovery",
                setting(&table.recovery, |recovery| option(recovery.days)),
            ),
            ("Policy", setting(&table.policy, ToTokens::to_token_stream)),
        ];
        let said = switched.into_iter();
        said.filter_map(|(name, value)| Some((name, value?)))
    }

    fn throughput(&self, capacity: Option<Capacity>, caps: &Caps, warm: Warm) -> Vec<TokenStream> {
        let private = self.private;
        let capacity = capacity.map(|Capacity { read, write }| {
            quote!(#private::table::Capacity { read: #read, write: #write })
        });
        let cap = |cap: &Setting<u64>| setting(cap, ToTokens::to_token_stream);
        let said = [
            ("Capacity", capacity),
            ("MaxReadUnits", cap(&caps.read)),
            ("MaxWriteUnits", cap(&caps.write)),
            ("WarmReadUnits", warm.read.map(ToTokens::into_token_stream)),
            (
                "WarmWriteUnits",
                warm.write.map(ToTokens::into_token_stream),
            ),
        ];
        let said = said
            .into_iter()
            .filter_map(|(name, value)| Some((word(name), value?)));
        said.map(|(name, value)| quote!(#private::Throughput::#name(#value)))
            .collect()
    }

    fn view(&self, view: StreamView) -> TokenStream {
        self.variant(
            "StreamView",
            match view {
                StreamView::KeysOnly => "KeysOnly",
                StreamView::NewImage => "NewImage",
                StreamView::OldImage => "OldImage",
                StreamView::NewAndOldImages => "NewAndOldImages",
            },
        )
    }

    /// A variant of one of the core's enums.
    fn variant(&self, of: &str, variant: &str) -> TokenStream {
        let (private, of, variant) = (self.private, word(of), word(variant));
        quote!(#private::table::#of::#variant)
    }
}

fn word(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// What is said of a setting, if anything: `None` is off.
fn setting<T>(setting: &Setting<T>, on: impl Fn(&T) -> TokenStream) -> Option<TokenStream> {
    (!setting.is_unsaid()).then(|| option(setting.on().map(on)))
}
