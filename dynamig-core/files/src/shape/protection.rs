use dynamig_rules::table::{Encryption, Part, Recovery, Setting, StreamView};

use super::index::awaited;
use super::members::{Member, Members, Shape};
use super::reader::Reader;
use crate::After;

const STREAM: Shape = Shape::plain(
    "StreamSpecification",
    &["StreamEnabled", "StreamViewType", "After"],
);
const VIEWS: &[(&str, StreamView)] = &[
    ("KEYS_ONLY", StreamView::KeysOnly),
    ("NEW_IMAGE", StreamView::NewImage),
    ("OLD_IMAGE", StreamView::OldImage),
    ("NEW_AND_OLD_IMAGES", StreamView::NewAndOldImages),
];
const ENCRYPTION: Shape = Shape::plain(
    "SSESpecification",
    &["Enabled", "SSEEnabled", "SSEType", "KMSMasterKeyId"],
);
const ENCRYPTION_DESCRIBED: Shape = Shape {
    read_only: &["InaccessibleEncryptionDateTime"],
    ..Shape::plain("SSEDescription", &["Status", "SSEType", "KMSMasterKeyArn"])
};
const STATES: &[(&str, bool)] = &[
    ("ENABLING", true),
    ("ENABLED", true),
    ("UPDATING", true),
    ("DISABLING", false),
    ("DISABLED", false),
];
const TTL: Shape = Shape::plain(
    "TimeToLiveSpecification",
    &["AttributeName", "Enabled", "After"],
);
const RECOVERY: Shape = Shape::plain(
    "PointInTimeRecoverySpecification",
    &["PointInTimeRecoveryEnabled", "RecoveryPeriodInDays"],
);

/// The stream: on where a view is given, as CloudFormation has it, unless it is switched off.
pub(super) fn stream(
    members: &Members<'_, '_>,
    after: &mut After,
    reader: &mut Reader<'_>,
) -> Setting<StreamView> {
    let member = members.get("StreamSpecification");
    let Some(inner) = member.and_then(|member| reader.members(member.value, &STREAM)) else {
        return Setting::Unsaid;
    };
    after.stream = awaited(&inner, reader);
    let view = inner.get("StreamViewType");
    let on = match inner.get("StreamEnabled") {
        Some(switch) => reader.switch(switch),
        None => Some(true),
    };
    match on {
        Some(false) => {
            unneeded("the stream", view, reader);
            Setting::Off
        }
        Some(true) => reader
            .required(&inner, "StreamViewType")
            .and_then(|view| reader.choice(view, VIEWS))
            .map_or(Setting::Unsaid, Setting::On),
        None => Setting::Unsaid,
    }
}

/// Encryption at rest, as CreateTable, CloudFormation or describe-table has it.
pub(super) fn encryption(
    members: &Members<'_, '_>,
    reader: &mut Reader<'_>,
) -> Setting<Encryption> {
    let (member, shape, key) = match (
        members.get("SSESpecification"),
        members.get("SSEDescription"),
    ) {
        (Some(member), _) => (member, &ENCRYPTION, "KMSMasterKeyId"),
        (None, Some(member)) => (member, &ENCRYPTION_DESCRIBED, "KMSMasterKeyArn"),
        (None, None) => return Setting::Unsaid,
    };
    reader.part(Part::Encryption, member.value.at);
    let Some(inner) = reader.members(member.value, shape) else {
        return Setting::Unsaid;
    };
    if let Some(kind) = inner.get("SSEType") {
        reader.choice(kind, &[("KMS", ())]);
    }
    let key = inner.get(key);
    match encrypted(&inner, reader) {
        Some(false) => {
            unneeded("encryption with a key of KMS", key, reader);
            Setting::Off
        }
        Some(true) => {
            let key = key.and_then(|key| reader.text(key));
            Setting::On(Encryption { key })
        }
        None => Setting::Unsaid,
    }
}

fn encrypted(inner: &Members<'_, '_>, reader: &mut Reader<'_>) -> Option<bool> {
    if let Some(status) = inner.get("Status") {
        return reader.choice(status, STATES);
    }
    match (inner.get("Enabled"), inner.get("SSEEnabled")) {
        (Some(_), Some(second)) => {
            let sentence = "`Enabled` and `SSEEnabled` say the same thing twice";
            reader.refuse(second.value.at, sentence, "take one of them out");
            None
        }
        (Some(switch), None) | (None, Some(switch)) => reader.switch(switch),
        (None, None) => {
            reader.refuse(inner.at, format!("{} has no `Enabled`", inner.of), "");
            None
        }
    }
}

pub(super) fn deletion(members: &Members<'_, '_>, reader: &mut Reader<'_>) -> Setting<()> {
    let member = members.get("DeletionProtectionEnabled");
    match member.and_then(|member| reader.switch(member)) {
        Some(true) => Setting::On(()),
        Some(false) => Setting::Off,
        None => Setting::Unsaid,
    }
}

pub(super) fn time_to_live(
    members: &Members<'_, '_>,
    after: &mut After,
    reader: &mut Reader<'_>,
) -> Setting<String> {
    let Some(member) = members.get("TimeToLiveSpecification") else {
        return Setting::Unsaid;
    };
    reader.part(Part::Ttl, member.value.at);
    let Some(inner) = reader.members(member.value, &TTL) else {
        return Setting::Unsaid;
    };
    after.ttl = awaited(&inner, reader);
    let on = reader
        .required(&inner, "Enabled")
        .and_then(|switch| reader.switch(switch));
    match on {
        // CloudFormation wants the attribute's name also here.
        Some(false) => Setting::Off,
        Some(true) => reader
            .required(&inner, "AttributeName")
            .and_then(|name| reader.text(name))
            .map_or(Setting::Unsaid, Setting::On),
        None => Setting::Unsaid,
    }
}

pub(super) fn recovery(members: &Members<'_, '_>, reader: &mut Reader<'_>) -> Setting<Recovery> {
    let Some(member) = members.get("PointInTimeRecoverySpecification") else {
        return Setting::Unsaid;
    };
    reader.part(Part::Recovery, member.value.at);
    let Some(inner) = reader.members(member.value, &RECOVERY) else {
        return Setting::Unsaid;
    };
    let days = inner.get("RecoveryPeriodInDays");
    let on = reader
        .required(&inner, "PointInTimeRecoveryEnabled")
        .and_then(|switch| reader.switch(switch));
    match on {
        Some(false) => {
            unneeded("point-in-time recovery", days, reader);
            Setting::Off
        }
        Some(true) => {
            let days = days.and_then(|days| reader.whole(days, &(0..=i64::from(u32::MAX))));
            let days = days.and_then(|days| u32::try_from(days).ok());
            Setting::On(Recovery { days })
        }
        None => Setting::Unsaid,
    }
}

/// Refuses what is said of something that is off.
fn unneeded(what: &str, member: Option<Member<'_, '_>>, reader: &mut Reader<'_>) {
    if let Some(member) = member {
        let sentence = format!("{what} is off, and {} is given", member.name());
        reader.refuse(member.value.at, sentence, "take it out");
    }
}
