use dynamig_rules::table::{Part, TableClass, Tag};

use super::members::{Members, Shape};
use super::reader::Reader;
use crate::value::{Kind, Value};

const CLASSES: &[(&str, TableClass)] = &[
    ("STANDARD", TableClass::Standard),
    ("STANDARD_INFREQUENT_ACCESS", TableClass::InfrequentAccess),
];
const CLASS_SUMMARY: Shape = Shape {
    read_only: &["LastUpdateDateTime"],
    ..Shape::plain("TableClassSummary", &["TableClass"])
};
const TAG: Shape = Shape::plain("a tag", &["Key", "Value"]);

pub(super) fn class(members: &Members<'_, '_>, reader: &mut Reader<'_>) -> Option<TableClass> {
    let member = members.get("TableClass").or_else(|| {
        let summary = members.get("TableClassSummary")?;
        reader
            .members(summary.value, &CLASS_SUMMARY)?
            .get("TableClass")
    })?;
    reader.choice(member, CLASSES)
}

pub(super) fn tags(members: &Members<'_, '_>, reader: &mut Reader<'_>) -> Vec<Tag> {
    let Some(member) = members.get("Tags") else {
        return Vec::new();
    };
    reader.part(Part::Tags, member.value.at);
    let mut tags = Vec::new();
    for value in reader.list(member).unwrap_or_default() {
        reader.part(Part::Tag(tags.len()), value.at);
        tags.extend(tag(value, reader));
    }
    tags
}

/// A tag; one whose value is null is to be taken off.
fn tag(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Tag> {
    let members = reader.members(value, &TAG)?;
    let key = reader.required(&members, "Key");
    let value = reader.required(&members, "Value");
    let key = key.and_then(|key| reader.text(key));
    let value = value.and_then(|value| match value.value.kind {
        Kind::Null => Some(None),
        _ => reader.text(value).map(Some),
    });
    Some(Tag {
        key: key?,
        value: value?,
    })
}
