//! What a program finds of the tables of its definition files.

#![forbid(unsafe_code)]
#![deny(missing_docs, unused)]

use dynamig::__private::{RegisteredTable, inventory};
use dynamig::table::{
    AttributeType, Billing, Capacity, Definition, Encryption, Presence, ProjectionKind, Recovery, Scope, Setting,
    StreamView, TableClass, Warm,
};

mod facade {
    pub use dynamig as changes;
}

dynamig::tables!("definitions/good");
facade::changes::tables!("definitions/good/orders.edn", crate = crate::facade::changes);

fn main() {
    let registered = inventory::iter::<RegisteredTable>.into_iter();
    let mut found: Vec<_> = registered.map(|table| table.0.declaration().unwrap()).collect();
    found.sort_by_key(|declaration| declaration.name().to_owned());
    let [former, orders, again, plans] = &found[..] else {
        panic!("{} are registered", found.len());
    };
    assert_eq!(orders.definition, again.definition);
    assert_eq!((former.presence, former.place.as_str()), (Presence::Dropped, "definitions/good/plans.json:12"));
    assert_eq!(former.definition.attributes[0].kind, Some(AttributeType::Binary));
    assert_eq!((orders.revision, orders.presence), (3, Presence::Kept));
    assert_eq!(orders.place, "definitions/good/orders.edn:2");
    assert!(!orders.package.is_empty());
    assert_eq!(orders.after.stream.as_ref().unwrap().to_string(), "1_first");
    assert_eq!(orders.after.ttl.as_ref().unwrap().to_string(), "2_second");
    assert_eq!(orders.after.indexes["by_state"].to_string(), "20260814153000_fill_states");
    check_orders(&orders.definition);
    check_plans(&plans.definition);
}

fn check_orders(orders: &Definition) {
    let keys: Vec<_> = orders.keys.iter().map(|key| key.attribute.as_str()).collect();
    assert_eq!(keys, ["customer", "id"]);
    assert_eq!(orders.attributes.len(), 4);
    let [local, global] = &orders.indexes[..] else {
        panic!("{:?}", orders.indexes);
    };
    assert_eq!((local.scope, local.projection.kind), (Scope::Local, ProjectionKind::KeysOnly));
    assert_eq!((global.scope, global.keys.len()), (Scope::Global, 3));
    assert_eq!(global.projection.attributes, ["total"]);
    assert_eq!((&global.caps.read, &global.caps.write), (&Setting::Unsaid, &Setting::On(50)));
    assert_eq!(orders.billing, Some(Billing::OnDemand));
    assert_eq!((&orders.caps.read, &orders.caps.write), (&Setting::On(100), &Setting::Off));
    assert_eq!(orders.warm, Warm { read: Some(12_000), write: Some(5_000) });
    assert_eq!(orders.stream, Setting::On(StreamView::NewImage));
    assert_eq!(orders.encryption, Setting::On(Encryption { key: Some("alias/orders".into()) }));
    assert_eq!(orders.class, Some(TableClass::InfrequentAccess));
    assert_eq!(orders.deletion_protection, Setting::On(()));
    let tags: Vec<_> = orders.tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_deref())).collect();
    assert_eq!(tags, [("team", Some("shop")), ("old", None)]);
    assert_eq!(orders.policy, Setting::On("{}".into()));
    assert_eq!(orders.ttl, Setting::On("expires".into()));
    assert_eq!(orders.recovery, Setting::On(Recovery { days: Some(7) }));
}

fn check_plans(plans: &Definition) {
    assert_eq!((plans.billing, plans.capacity), (None, Some(Capacity { read: 1, write: 2 })));
    assert_eq!((&plans.stream, &plans.ttl, &plans.policy), (&Setting::Off, &Setting::Off, &Setting::Off));
    assert_eq!(plans.encryption, Setting::On(Encryption { key: None }));
    assert_eq!(plans.recovery, Setting::Unsaid);
}
