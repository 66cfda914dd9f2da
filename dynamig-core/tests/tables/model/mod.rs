//! DynamoDB's control plane as `dynamodb.md` tells of it, as a pure function: what a call leaves, with AWS's defaults
//! and reorderings, and which calls AWS would refuse.

mod settle;
mod update;

use dynamig::table::{
    Billing, Call, Definition, Observed, Recovery, Setting, TableClass, Tag, check,
};

use settle::settle;
use update::{encrypted_with, updated};

/// What lives under a name.
pub(crate) type Live = Option<Observed>;

/// What a call leaves; it panics where AWS would refuse.
pub(crate) fn apply(call: &Call, live: &mut Live) {
    match call {
        Call::Create(definition) => {
            assert!(live.is_none(), "Table already exists");
            *live = Some(created(definition));
            return;
        }
        Call::Delete => {
            let table = live.take().expect("Requested resource not found");
            let protection = table.definition.deletion_protection;
            assert_eq!(
                protection,
                Setting::Off,
                "currently protected against deletion"
            );
            return;
        }
        _ => {}
    }
    let table = &mut live.as_mut().expect("Requested resource not found");
    let definition = &mut table.definition;
    match call {
        Call::Update(update) => updated(update, definition),
        Call::TtlOn(attribute) => {
            assert_eq!(
                definition.ttl,
                Setting::Off,
                "TimeToLive is already enabled"
            );
            definition.ttl = Setting::On(attribute.clone());
        }
        Call::TtlOff(attribute) => {
            let on = Setting::On(attribute.clone());
            assert_eq!(definition.ttl, on, "active on a different AttributeName");
            definition.ttl = Setting::Off;
        }
        Call::Recovery(recovery) => recovered(recovery, definition),
        Call::Tag(tags) => {
            assert!(!tags.is_empty(), "Atleast one Tag needs to be provided");
            definition.tags.retain(|tag| !tags.contains_key(&tag.key));
            definition.tags.extend(tags.iter().map(|(key, value)| Tag {
                key: key.clone(),
                value: Some(value.clone()),
            }));
            assert!(definition.tags.len() <= 50, "Number of Tags exceed");
        }
        Call::Untag(keys) => {
            assert!(!keys.is_empty());
            definition.tags.retain(|tag| !keys.contains(&tag.key));
        }
        Call::Policy(policy) => definition.policy = Setting::On(canonical(policy)),
        Call::NoPolicy => definition.policy = Setting::Off,
        Call::BackUp(name) => assert!((3..=255).contains(&name.len())),
        other => panic!("the model does not know {other:?}"),
    }
    settle(table);
}

fn created(definition: &Definition) -> Observed {
    assert_eq!(check(definition), [], "CreateTable would be refused");
    let mut made = definition.clone();
    assert!(
        made.ttl.is_unsaid() && made.recovery.is_unsaid(),
        "CreateTable cannot carry it"
    );
    assert!(made.tags.iter().all(|tag| tag.value.is_some()));
    made.billing = Some(made.billing.unwrap_or(Billing::Provisioned));
    made.class = made.class.or(Some(TableClass::Standard));
    off(&mut made.stream);
    off(&mut made.deletion_protection);
    off(&mut made.ttl);
    off(&mut made.recovery);
    off(&mut made.policy);
    off(&mut made.encryption);
    if let Setting::On(encryption) = &mut made.encryption {
        *encryption = encrypted_with(encryption);
    }
    if let Setting::On(policy) = &mut made.policy {
        *policy = canonical(policy);
    }
    let mut table = Observed::default();
    table.id = Some("id-1".to_owned());
    table.definition = made;
    settle(&mut table);
    table
}

fn off<T>(setting: &mut Setting<T>) {
    if setting.is_unsaid() {
        *setting = Setting::Off;
    }
}

fn recovered(recovery: &Setting<Recovery>, definition: &mut Definition) {
    definition.recovery = match recovery {
        Setting::On(Recovery { days }) => Setting::On(Recovery {
            days: Some(days.unwrap_or(35)),
        }),
        Setting::Off => Setting::Off,
        Setting::Unsaid => panic!("nothing is said of recovery"),
    };
}

/// AWS gives a list of one back as a text.
fn canonical(policy: &str) -> String {
    policy.replace(['[', ']'], "")
}
