//! `projection = all`, `keys_only` or `include(field, "attribute")`.

use dynamig_rules::table::{IndexPart, Part, Projection, ProjectionKind};

use super::field::Named;
use super::spec::Spec;
use crate::attr::given::{Given, Shape, entries};
use crate::attr::value::refuse_choice;
use crate::errors::Errors;

pub(super) fn read(
    option: &Given,
    place: usize,
    spec: &mut Spec<'_>,
    errors: &mut Errors,
) -> Projection {
    let part = |part| Part::Index(place, part);
    let before = errors.count();
    let mut attributes = Vec::new();
    let value = Given::parse(option.value.clone()).ok();
    let value = value
        .as_ref()
        .map(|value| (&*value.name, value.shape, value));
    let kind = match value {
        Some(("all", Shape::Flag, _)) => ProjectionKind::All,
        Some(("keys_only", Shape::Flag, _)) => ProjectionKind::KeysOnly,
        Some(("include", Shape::Group, group)) => {
            for entry in entries(group.value.clone(), errors) {
                if let Some(named) = Named::parse(entry.clone(), spec.item, errors) {
                    spec.mark(part(IndexPart::Projected(attributes.len())), &entry);
                    attributes.push(spec.stored_as(named));
                }
            }
            ProjectionKind::Include
        }
        _ => {
            refuse_choice(option, &["all", "keys_only", "include(…)"], errors);
            ProjectionKind::All
        }
    };
    if errors.count() == before {
        spec.mark(part(IndexPart::Projection), &option.value);
    }
    Projection { kind, attributes }
}
