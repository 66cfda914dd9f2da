//! What is said of a table's properties, each an entry of a list.

use dynamig_rules::table::{
    Billing, Capacity, Caps, Definition, Setting, StreamView, TableClass, Warm,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Awaited;
use super::table::{option, word};

/// Whatever is said, and nothing of the rest.
pub(super) fn says(table: &Definition, after: &Awaited) -> Vec<TokenStream> {
    let tags = table.tags.iter().map(|tag| {
        let (key, value) = (&tag.key, option(tag.value.as_ref()));
        ("Tag", quote!(#key, #value))
    });
    let throughput = throughput(table.capacity, &table.caps, table.warm);
    let throughput = throughput.into_iter().map(|said| ("Throughput", said));
    let said = single(table, after).chain(throughput).chain(tags);
    said.map(|(name, value)| {
        let name = word(name);
        quote!(__dynamig::Said::#name(#value))
    })
    .collect()
}

/// What can be said once, each with the name of its entry.
fn single(
    table: &Definition,
    after: &Awaited,
) -> impl Iterator<Item = (&'static str, TokenStream)> {
    let billing = table.billing.map(|billing| match billing {
        Billing::OnDemand => "OnDemand",
        Billing::Provisioned => "Provisioned",
    });
    let class = table.class.map(|class| match class {
        TableClass::Standard => "Standard",
        TableClass::InfrequentAccess => "InfrequentAccess",
    });
    let stream = setting(&table.stream, |view| variant("StreamView", view_of(*view)));
    let encryption = setting(&table.encryption, |encryption| {
        option(encryption.key.as_ref())
    });
    let protection = setting(&table.deletion_protection, |()| quote!(()));
    let ttl = setting(&table.ttl, ToTokens::to_token_stream);
    let recovery = setting(&table.recovery, |recovery| option(recovery.days));
    let policy = setting(&table.policy, ToTokens::to_token_stream);
    let said = [
        (
            "Billing",
            billing.map(|billing| variant("Billing", billing)),
        ),
        ("Class", class.map(|class| variant("TableClass", class))),
        ("Stream", stream),
        ("StreamAfter", after.stream.clone()),
        ("Encryption", encryption),
        ("DeletionProtection", protection),
        ("Ttl", ttl),
        ("TtlAfter", after.ttl.clone()),
        ("Recovery", recovery),
        ("Policy", policy),
    ];
    let said = said.into_iter();
    said.filter_map(|(name, value)| Some((name, value?)))
}

/// What is said of the throughput of a table or an index.
pub(super) fn throughput(capacity: Option<Capacity>, caps: &Caps, warm: Warm) -> Vec<TokenStream> {
    let capacity = capacity
        .map(|Capacity { read, write }| quote!(__dynamig::Capacity { read: #read, write: #write }));
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
    let said = said.into_iter();
    let said = said.filter_map(|(name, value)| Some((word(name), value?)));
    said.map(|(name, value)| quote!(__dynamig::Throughput::#name(#value)))
        .collect()
}

fn view_of(view: StreamView) -> &'static str {
    match view {
        StreamView::KeysOnly => "KeysOnly",
        StreamView::NewImage => "NewImage",
        StreamView::OldImage => "OldImage",
        StreamView::NewAndOldImages => "NewAndOldImages",
    }
}

/// A variant of one of the core's enums.
fn variant(of: &str, variant: &str) -> TokenStream {
    let (of, variant) = (word(of), word(variant));
    quote!(__dynamig::#of::#variant)
}

/// Nothing where nothing is said, `None` where it is off.
fn setting<T>(setting: &Setting<T>, on: impl Fn(&T) -> TokenStream) -> Option<TokenStream> {
    (!setting.is_unsaid()).then(|| option(setting.on().map(on)))
}
