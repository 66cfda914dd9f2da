//! `#[table(…)]` above the struct.

use dynamig_rules::table::{Billing, Encryption, Part, Recovery, Setting, TableClass};
use syn::LitStr;

use super::expiry;
use super::forms::TABLE;
use super::item::Understood;
use super::spec::{Presence, Spec};
use super::stream;
use super::tags;
use super::value::{cap, capacity, is_off, text, units, warm};
use crate::attr::given::{Given, Shape};
use crate::attr::value::{choice, path, refuse_choice, revision};
use crate::errors::Errors;
use crate::refusal;

const CLASSES: [(&str, TableClass); 2] = [
    ("standard", TableClass::Standard),
    ("infrequent_access", TableClass::InfrequentAccess),
];

const ON_OR_OFF: [(&str, Option<()>); 2] = [("on", Some(())), ("off", None)];

/// Reads the options into the definition.
pub(super) fn read(spec: &mut Spec<'_>, errors: &mut Errors) {
    let before = errors.count();
    let options = TABLE.parse_all(spec.item.table.iter().cloned(), errors);
    if errors.count() > before {
        // What is missing may be what could not be understood.
        spec.billing = Understood::InPart;
    } else if !options.iter().any(|option| option.name == "name") {
        errors.refuse(&spec.item.name, &refusal::NO_TABLE_NAME);
    }
    for option in &options {
        read_one(option, spec, errors);
    }
}

fn read_one(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    match &*option.name {
        "name" => {
            if let Some(name) = text(option, errors) {
                spec.mark(Part::Name, &option.value);
                spec.definition.name = name;
            }
        }
        "billing" => billing(option, spec, errors),
        "max_read_units" => {
            spec.mark(Part::Caps, &option.value);
            spec.definition.caps.read = cap(option, errors);
        }
        "max_write_units" => {
            spec.mark(Part::Caps, &option.value);
            spec.definition.caps.write = cap(option, errors);
        }
        "warm" => {
            if let Some(warm) = warm(option, errors) {
                spec.mark(Part::Warm, &option.value);
                spec.definition.warm = warm;
            }
        }
        "stream" => stream::read(option, spec, errors),
        "ttl" => expiry::read(option, spec, errors),
        "encryption" => encryption(option, spec, errors),
        "class" => spec.definition.class = choice(option, CLASSES, errors),
        "deletion_protection" => {
            if let Some(on) = choice(option, ON_OR_OFF, errors) {
                spec.definition.deletion_protection = on.map_or(Setting::Off, Setting::On);
            }
        }
        "tags" => tags::read(option, spec, errors),
        "recovery" => recovery(option, spec, errors),
        "policy" => policy(option, spec, errors),
        "revision" => spec.revision = revision(option, errors).unwrap_or(1),
        "dropped" => spec.presence = Presence::Dropped,
        "crate" => spec.core = path(option, errors),
        name => unreachable!("`{name}` is accepted, but not known"),
    }
}

/// `on_demand` or `provisioned(read = 5, write = 5)`.
fn billing(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    let value = Given::parse(option.value.clone()).ok();
    let value = value.as_ref().map(|value| (&*value.name, value));
    match value {
        Some(("on_demand", word)) if word.shape == Shape::Flag => {
            spec.definition.billing = Some(Billing::OnDemand);
        }
        Some(("provisioned", word)) if word.shape == Shape::Flag => {
            spec.definition.billing = Some(Billing::Provisioned);
            spec.mark(Part::Capacity, &option.value);
        }
        Some(("provisioned", group)) if group.shape == Shape::Group => {
            spec.definition.billing = Some(Billing::Provisioned);
            spec.definition.capacity = capacity(group, errors);
            if spec.definition.capacity.is_some() {
                spec.mark(Part::Capacity, &group.at());
            } else {
                spec.billing = Understood::InPart;
            }
        }
        _ => {
            let choices = ["on_demand", "provisioned(read = …, write = …)"];
            refuse_choice(option, &choices, errors);
            spec.billing = Understood::InPart;
        }
    }
}

/// `kms`, `kms("key")` or `off`.
fn encryption(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    let value = Given::parse(option.value.clone()).ok();
    let value = value
        .as_ref()
        .map(|value| (&*value.name, value.shape, value));
    spec.definition.encryption = match value {
        Some(("off", Shape::Flag, _)) => Setting::Off,
        Some(("kms", Shape::Flag, _)) => Setting::On(Encryption::default()),
        Some(("kms", Shape::Group, group)) => {
            spec.mark(Part::Encryption, &group.at());
            let key = text(group, errors);
            Setting::On(Encryption { key })
        }
        _ => {
            refuse_choice(option, &["kms", "kms(\"…\")", "off"], errors);
            Setting::Unsaid
        }
    };
}

/// `on`, `days(7)` or `off`.
fn recovery(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    let value = Given::parse(option.value.clone()).ok();
    let value = value
        .as_ref()
        .map(|value| (&*value.name, value.shape, value));
    spec.definition.recovery = match value {
        Some(("off", Shape::Flag, _)) => Setting::Off,
        Some(("on", Shape::Flag, _)) => Setting::On(Recovery::default()),
        Some(("days", Shape::Group, group)) => {
            spec.mark(Part::Recovery, &group.at());
            // Whatever is too large to be written is more than 35.
            let days = units(group, errors).map(|days| u32::try_from(days).unwrap_or(u32::MAX));
            Setting::On(Recovery { days })
        }
        _ => {
            refuse_choice(option, &["on", "days(…)", "off"], errors);
            Setting::Unsaid
        }
    };
}

/// `"a JSON document"` or `off`.
fn policy(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    if is_off(option) {
        spec.definition.policy = Setting::Off;
    } else if let Ok(policy) = syn::parse2::<LitStr>(option.value.clone()) {
        spec.mark(Part::Policy, &policy);
        spec.definition.policy = Setting::On(policy.value());
    } else {
        let sentence = "`policy` must be a JSON document in quotes, or `off`";
        errors.say(&option.value, &refusal::NOT_A_STRING, sentence);
    }
}
