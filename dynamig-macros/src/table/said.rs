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
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// Whatever is said, and nothing of the rest.
pub(super) fn says(spec: &Spec<'_>, core: &CorePath) -> Vec<TokenStream> {
    let private = core.private();
    let said = quote!(#private::table::Said);
    let definition = &spec.definition;
    let mut says = Vec::new();
    says.extend(billing(definition, core).map(|billing| quote!(#said::Billing(#billing))));
    let throughput = throughput(definition.capacity, &definition.caps, definition.warm, core);
    says.extend(
        throughput
            .into_iter()
            .map(|units| quote!(#said::Throughput(#units))),
    );
    let view = setting(&definition.stream, |view| view_of(*view, core));
    says.extend(view.map(|view| quote!(#said::Stream(#view))));
    let after = spec.stream_after.as_ref();
    let after = after.map(|path| associated(path, "ID", core));
    says.extend(after.map(|id| quote!(#said::StreamAfter(#id))));
    let key = setting(&definition.encryption, |encryption| {
        option(encryption.key.as_ref())
    });
    says.extend(key.map(|key| quote!(#said::Encryption(#key))));
    says.extend(definition.class.map(|class| {
        let class = match class {
            TableClass::Standard => quote!(Standard),
            TableClass::InfrequentAccess => quote!(InfrequentAccess),
        };
        quote!(#said::Class(#private::table::TableClass::#class))
    }));
    let on = setting(&definition.deletion_protection, |()| quote!(()));
    says.extend(on.map(|on| quote!(#said::DeletionProtection(#on))));
    says.extend(definition.tags.iter().map(|tag| {
        let (key, value) = (&tag.key, option(tag.value.as_ref()));
        quote!(#said::Tag(#key, #value))
    }));
    let ttl = setting(&definition.ttl, |name| name.to_token_stream());
    says.extend(ttl.map(|ttl| quote!(#said::Ttl(#ttl))));
    let after = spec.ttl_after.as_ref();
    let after = after.map(|path| associated(path, "ID", core));
    says.extend(after.map(|id| quote!(#said::TtlAfter(#id))));
    let days = setting(&definition.recovery, |recovery| option(recovery.days));
    says.extend(days.map(|days| quote!(#said::Recovery(#days))));
    let policy = setting(&definition.policy, |policy| policy.to_token_stream());
    says.extend(policy.map(|policy| quote!(#said::Policy(#policy))));
    says
}

/// What is said of the throughput of a table or an index.
pub(super) fn throughput(
    capacity: Option<Capacity>,
    caps: &Caps,
    warm: Warm,
    core: &CorePath,
) -> Vec<TokenStream> {
    let private = core.private();
    let throughput = quote!(#private::table::Throughput);
    let mut says = Vec::new();
    says.extend(capacity.map(|Capacity { read, write }| {
        let capacity = quote!(#private::table::Capacity { read: #read, write: #write });
        quote!(#throughput::Capacity(#capacity))
    }));
    let read = setting(&caps.read, |units| units.to_token_stream());
    says.extend(read.map(|units| quote!(#throughput::MaxReadUnits(#units))));
    let write = setting(&caps.write, |units| units.to_token_stream());
    says.extend(write.map(|units| quote!(#throughput::MaxWriteUnits(#units))));
    says.extend(
        warm.read
            .map(|units| quote!(#throughput::WarmReadUnits(#units))),
    );
    says.extend(
        warm.write
            .map(|units| quote!(#throughput::WarmWriteUnits(#units))),
    );
    says
}

fn billing(definition: &Definition, core: &CorePath) -> Option<TokenStream> {
    let private = core.private();
    let billing = match definition.billing? {
        Billing::OnDemand => quote!(OnDemand),
        Billing::Provisioned => quote!(Provisioned),
    };
    Some(quote!(#private::table::Billing::#billing))
}

fn view_of(view: StreamView, core: &CorePath) -> TokenStream {
    let private = core.private();
    let view = match view {
        StreamView::KeysOnly => quote!(KeysOnly),
        StreamView::NewImage => quote!(NewImage),
        StreamView::OldImage => quote!(OldImage),
        StreamView::NewAndOldImages => quote!(NewAndOldImages),
    };
    quote!(#private::table::StreamView::#view)
}

/// Nothing where nothing is said, `None` where it is off.
fn setting<T>(setting: &Setting<T>, on: impl Fn(&T) -> TokenStream) -> Option<TokenStream> {
    match setting {
        Setting::Unsaid => None,
        Setting::Off => Some(option(None::<TokenStream>)),
        Setting::On(value) => Some(option(Some(on(value)))),
    }
}
