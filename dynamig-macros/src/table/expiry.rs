//! `ttl = field`, `ttl(attribute = field, after = path)` or `ttl = off`.

use dynamig_rules::table::{Part, Setting};

use super::field::Named;
use super::forms::TTL;
use super::spec::Spec;
use super::value::{is_off, lacks};
use crate::attr::given::{Given, Shape};
use crate::attr::value::path;
use crate::errors::Errors;

pub(super) fn read(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    if option.shape == Shape::Value {
        if is_off(option) {
            spec.definition.ttl = Setting::Off;
        } else {
            attribute(option, spec, errors);
        }
        return;
    }
    let before = errors.count();
    let options = TTL.parse(option.value.clone(), errors);
    for option in &options {
        match &*option.name {
            "attribute" => attribute(option, spec, errors),
            "after" => spec.ttl_after = path(option, errors),
            name => unreachable!("`{name}` is accepted, but not known"),
        }
    }
    let is_said = options.iter().any(|option| option.name == "attribute");
    if !is_said && errors.count() == before {
        lacks(option, "`ttl(…)` needs `attribute`", errors);
    }
}

fn attribute(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    if let Some(named) = Named::parse(option.value.clone(), spec.item, errors) {
        spec.mark(Part::Ttl, &option.value);
        spec.definition.ttl = Setting::On(spec.stored_as(named));
    }
}
