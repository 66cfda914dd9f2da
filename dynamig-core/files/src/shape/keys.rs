use dynamig_rules::table::{Attribute, AttributeType, Key, Part, Role};

use super::members::{Member, Shape};
use super::reader::Reader;

const ATTRIBUTE: Shape = Shape::plain(
    "an attribute's definition",
    &["AttributeName", "AttributeType"],
);
const KEY: Shape = Shape::plain("a key's attribute", &["AttributeName", "KeyType"]);

const TYPES: &[(&str, AttributeType)] = &[
    ("S", AttributeType::String),
    ("N", AttributeType::Number),
    ("B", AttributeType::Binary),
];
const ROLES: &[(&str, Role)] = &[("HASH", Role::Partition), ("RANGE", Role::Sort)];

/// The attributes with their types, without those that are not to be kept.
pub(super) fn attributes(
    member: Member<'_, '_>,
    reader: &mut Reader<'_>,
    is_kept: impl Fn(&str) -> bool,
) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    for value in reader.list(member).unwrap_or_default() {
        let Some(members) = reader.members(value, &ATTRIBUTE) else {
            continue;
        };
        let name = reader.required(&members, "AttributeName");
        let kind = reader.required(&members, "AttributeType");
        let name = name.and_then(|name| reader.text(name));
        let kind = kind.and_then(|kind| reader.choice(kind, TYPES));
        if let Some(name) = name.filter(|name| is_kept(name)) {
            reader.part(Part::Attribute(attributes.len()), value.at);
            attributes.push(Attribute { name, kind });
        }
    }
    attributes
}

/// The key of a table or an index, whose parts are `whole` and `each`.
pub(super) fn key_schema(
    member: Member<'_, '_>,
    whole: Part,
    each: impl Fn(usize) -> Part,
    reader: &mut Reader<'_>,
) -> Vec<Key> {
    reader.part(whole, member.value.at);
    let mut keys = Vec::new();
    for value in reader.list(member).unwrap_or_default() {
        let Some(members) = reader.members(value, &KEY) else {
            continue;
        };
        let attribute = reader.required(&members, "AttributeName");
        let role = reader.required(&members, "KeyType");
        let attribute = attribute.and_then(|attribute| reader.text(attribute));
        let role = role.and_then(|role| reader.choice(role, ROLES));
        reader.part(each(keys.len()), value.at);
        keys.extend(
            attribute
                .zip(role)
                .map(|(attribute, role)| Key { attribute, role }),
        );
    }
    keys
}
