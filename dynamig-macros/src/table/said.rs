//! What is said of a table's properties, each an entry of a list.

use dynamig_rules::table::{
    Billing, Capacity, Caps, Definition, Setting, StreamView, TableClass, Warm,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::spec::Spec;
use crate::core_path::CorePath;
use crate::declaration::associated;

/// A constant `Some(…)` or `None`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(__dynamig::Some(#value)),
        None => quote!(__dynamig::None),
    }
}

/// Whatever is said, and nothing of the rest.
pub(super) fn says(spec: &Spec<'_>, core: &CorePath) -> Vec<TokenStream> {
    let definition = &spec.definition;
    let mut says = Vec::new();
    says.extend(billing(definition).map(|billing| quote!(__dynamig::Said::Billing(#billing))));
    let throughput = throughput(definition.capacity, &definition.caps, definition.warm);
    says.extend(
        throughput
            .into_iter()
            .map(|units| quote!(__dynamig::Said::Throughput(#units))),
    );
    let view = setting(&definition.stream, |view| view_of(*view));
    says.extend(view.map(|view| quote!(__dynamig::Said::Stream(#view))));
    let after = spec.stream_after.as_ref();
    let after = after.map(|path| associated(path, "ID", core));
    says.extend(after.map(|id| quote!(__dynamig::Said::StreamAfter(#id))));
    let key = setting(&definition.encryption, |encryption| {
        option(encryption.key.as_ref())
    });
    says.extend(key.map(|key| quote!(__dynamig::Said::Encryption(#key))));
    let class = definition.class.map(class_of);
    says.extend(class.map(|class| quote!(__dynamig::Said::Class(#class))));
    let on = setting(&definition.deletion_protection, |()| quote!(()));
    says.extend(on.map(|on| quote!(__dynamig::Said::DeletionProtection(#on))));
    says.extend(definition.tags.iter().map(|tag| {
        let (key, value) = (&tag.key, option(tag.value.as_ref()));
        quote!(__dynamig::Said::Tag(#key, #value))
    }));
    let ttl = setting(&definition.ttl, |name| name.to_token_stream());
    says.extend(ttl.map(|ttl| quote!(__dynamig::Said::Ttl(#ttl))));
    let after = spec.ttl_after.as_ref();
    let after = after.map(|path| associated(path, "ID", core));
    says.extend(after.map(|id| quote!(__dynamig::Said::TtlAfter(#id))));
    let days = setting(&definition.recovery, |recovery| option(recovery.days));
    says.extend(days.map(|days| quote!(__dynamig::Said::Recovery(#days))));
    let policy = setting(&definition.policy, |policy| policy.to_token_stream());
    says.extend(policy.map(|policy| quote!(__dynamig::Said::Policy(#policy))));
    says
}

/// What is said of the throughput of a table or an index.
pub(super) fn throughput(capacity: Option<Capacity>, caps: &Caps, warm: Warm) -> Vec<TokenStream> {
    let mut says = Vec::new();
    says.extend(capacity.map(|Capacity { read, write }| {
        let capacity = quote!(__dynamig::Capacity { read: #read, write: #write });
        quote!(__dynamig::Throughput::Capacity(#capacity))
    }));
    let read = setting(&caps.read, |units| units.to_token_stream());
    says.extend(read.map(|units| quote!(__dynamig::Throughput::MaxReadUnits(#units))));
    let write = setting(&caps.write, |units| units.to_token_stream());
    says.extend(write.map(|units| quote!(__dynamig::Throughput::MaxWriteUnits(#units))));
    says.extend(
        warm.read
            .map(|units| quote!(__dynamig::Throughput::WarmReadUnits(#units))),
    );
    says.extend(
        warm.write
            .map(|units| quote!(__dynamig::Throughput::WarmWriteUnits(#units))),
    );
    says
}

fn billing(definition: &Definition) -> Option<TokenStream> {
    let billing = match definition.billing? {
        Billing::OnDemand => quote!(OnDemand),
        Billing::Provisioned => quote!(Provisioned),
    };
    Some(quote!(__dynamig::Billing::#billing))
}

fn class_of(class: TableClass) -> TokenStream {
    let class = match class {
        TableClass::Standard => quote!(Standard),
        TableClass::InfrequentAccess => quote!(InfrequentAccess),
    };
    quote!(__dynamig::TableClass::#class)
}

fn view_of(view: StreamView) -> TokenStream {
    let view = match view {
        StreamView::KeysOnly => quote!(KeysOnly),
        StreamView::NewImage => quote!(NewImage),
        StreamView::OldImage => quote!(OldImage),
        StreamView::NewAndOldImages => quote!(NewAndOldImages),
    };
    quote!(__dynamig::StreamView::#view)
}

/// Nothing where nothing is said, `None` where it is off.
fn setting<T>(setting: &Setting<T>, on: impl Fn(&T) -> TokenStream) -> Option<TokenStream> {
    match setting {
        Setting::Unsaid => None,
        Setting::Off => Some(option(None::<TokenStream>)),
        Setting::On(value) => Some(option(Some(on(value)))),
    }
}
