use dynamig_rules::table::{Capacity, Caps, Part, Setting, Warm};

use super::members::{Member, Members, Shape};
use super::reader::Reader;

const CAPACITY: Shape = Shape {
    read_only: &[
        "LastDecreaseDateTime",
        "LastIncreaseDateTime",
        "NumberOfDecreasesToday",
    ],
    ..Shape::plain(
        "ProvisionedThroughput",
        &["ReadCapacityUnits", "WriteCapacityUnits"],
    )
};
const CAPS: Shape = Shape::plain(
    "OnDemandThroughput",
    &["MaxReadRequestUnits", "MaxWriteRequestUnits"],
);
const WARM: Shape = Shape {
    read_only: &["Status"],
    ..Shape::plain(
        "WarmThroughput",
        &["ReadUnitsPerSecond", "WriteUnitsPerSecond"],
    )
};

/// The cap that is none.
const NO_CAP: i64 = -1;

/// Reads what a table or an index says of throughput, whose parts are capacity, caps and warm throughput.
pub(super) fn throughput(
    members: &Members<'_, '_>,
    parts: [Part; 3],
    reader: &mut Reader<'_>,
) -> (Option<Capacity>, Caps, Warm) {
    let names = [
        "ProvisionedThroughput",
        "OnDemandThroughput",
        "WarmThroughput",
    ];
    let [provisioned, on_demand, warmed] = names.map(|name| members.get(name));
    for (member, part) in [provisioned, on_demand, warmed].into_iter().zip(parts) {
        if let Some(member) = member {
            reader.part(part, member.value.at);
        }
    }
    (
        provisioned.and_then(|member| capacity(member, reader)),
        on_demand
            .and_then(|member| caps(member, reader))
            .unwrap_or_default(),
        warmed
            .and_then(|member| warm(member, reader))
            .unwrap_or_default(),
    )
}

fn capacity(member: Member<'_, '_>, reader: &mut Reader<'_>) -> Option<Capacity> {
    let members = reader.members(member.value, &CAPACITY)?;
    let read = reader.required(&members, "ReadCapacityUnits");
    let write = reader.required(&members, "WriteCapacityUnits");
    let read = read.and_then(|units| reader.units(units));
    let write = write.and_then(|units| reader.units(units));
    let (read, write) = (read?, write?);
    // So describe-table prints the capacity of what is on demand.
    let is_none = members.get("NumberOfDecreasesToday").is_some() && (read, write) == (0, 0);
    (!is_none).then_some(Capacity { read, write })
}

fn caps(member: Member<'_, '_>, reader: &mut Reader<'_>) -> Option<Caps> {
    let members = reader.members(member.value, &CAPS)?;
    Some(Caps {
        read: cap(members.get("MaxReadRequestUnits"), reader),
        write: cap(members.get("MaxWriteRequestUnits"), reader),
    })
}

fn cap(member: Option<Member<'_, '_>>, reader: &mut Reader<'_>) -> Setting<u64> {
    let units = member.and_then(|member| reader.whole(member, &(NO_CAP..=i64::MAX)));
    match units {
        None => Setting::Unsaid,
        Some(units) => u64::try_from(units).map_or(Setting::Off, Setting::On),
    }
}

fn warm(member: Member<'_, '_>, reader: &mut Reader<'_>) -> Option<Warm> {
    let members = reader.members(member.value, &WARM)?;
    if members.get("Status").is_some() {
        // Observed: AWS raises it by itself, and somebody who declares it pays for it.
        return None;
    }
    let mut units = |name| members.get(name).and_then(|units| reader.units(units));
    Some(Warm {
        read: units("ReadUnitsPerSecond"),
        write: units("WriteUnitsPerSecond"),
    })
}
