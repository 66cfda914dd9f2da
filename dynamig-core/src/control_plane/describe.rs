use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndexDescription, KeySchemaElement, KeyType,
    LocalSecondaryIndexDescription, OnDemandThroughput, Projection as SdkProjection,
    ProjectionType, ProvisionedThroughputDescription, ReplicaDescription, ScalarAttributeType,
    SseDescription, StreamSpecification, StreamViewType, TableClass as SdkTableClass,
    TableDescription,
};

use super::budgets::spent;
use super::changing::changing;
use crate::table::{
    Attribute, AttributeType, Billing, Capacity, Caps, Definition, Encryption, Index, Key,
    Observed, Projection, ProjectionKind, Role, Scope, Setting, StreamView, TableClass, Warm,
};

/// What DescribeTable tells of a table. Its time to live, recovery, tags and policy have calls of their own.
pub(super) fn observed(name: &str, described: &TableDescription) -> Observed {
    Observed {
        definition: definition(name, described),
        id: described.table_id().map(str::to_owned),
        created: described.creation_date_time().map(|at| at.secs()),
        arn: described.table_arn().map(str::to_owned),
        items: count(described.item_count()),
        bytes: count(described.table_size_bytes()),
        changing: changing(described),
        preserved: preserved(described),
        replicas: replicas(described),
        spent: spent(described),
        ..Observed::default()
    }
}

fn definition(name: &str, described: &TableDescription) -> Definition {
    let billing = billing(described);
    let locals = described.local_secondary_indexes().iter().map(local_index);
    let globals = described.global_secondary_indexes().iter();
    let globals = globals.map(|index| global_index(index, billing));
    let warm = described.warm_throughput();
    Definition {
        name: name.to_owned(),
        keys: keys(described.key_schema()),
        attributes: described
            .attribute_definitions()
            .iter()
            .filter_map(attribute)
            .collect(),
        indexes: locals.chain(globals).collect(),
        billing: Some(billing),
        capacity: capacity(described.provisioned_throughput(), billing),
        caps: caps(described.on_demand_throughput()),
        warm: Warm {
            read: warm.and_then(|warm| units(warm.read_units_per_second())),
            write: warm.and_then(|warm| units(warm.write_units_per_second())),
        },
        stream: stream(described.stream_specification()),
        encryption: encryption(described.sse_description()),
        class: Some(class(described)),
        deletion_protection: match described.deletion_protection_enabled() {
            Some(true) => Setting::On(()),
            Some(false) | None => Setting::Off,
        },
        ..Definition::default()
    }
}

/// A table whose billing was never changed has no summary, and is provisioned.
fn billing(described: &TableDescription) -> Billing {
    let mode = described
        .billing_mode_summary()
        .and_then(|summary| summary.billing_mode());
    match mode {
        Some(BillingMode::PayPerRequest) => Billing::OnDemand,
        _ => Billing::Provisioned,
    }
}

/// On demand the capacity is told as zero.
fn capacity(told: Option<&ProvisionedThroughputDescription>, billing: Billing) -> Option<Capacity> {
    let told = told.filter(|_| billing == Billing::Provisioned)?;
    Some(Capacity {
        read: count(told.read_capacity_units()),
        write: count(told.write_capacity_units()),
    })
}

fn caps(told: Option<&OnDemandThroughput>) -> Caps {
    let cap = |units: Option<i64>| match units.map(u64::try_from) {
        Some(Ok(units)) if units > 0 => Setting::On(units),
        Some(_) | None => Setting::Off,
    };
    Caps {
        read: cap(told.and_then(OnDemandThroughput::max_read_request_units)),
        write: cap(told.and_then(OnDemandThroughput::max_write_request_units)),
    }
}

fn stream(told: Option<&StreamSpecification>) -> Setting<StreamView> {
    let view = told
        .filter(|stream| stream.stream_enabled())
        .and_then(StreamSpecification::stream_view_type);
    match view {
        Some(StreamViewType::KeysOnly) => Setting::On(StreamView::KeysOnly),
        Some(StreamViewType::NewImage) => Setting::On(StreamView::NewImage),
        Some(StreamViewType::OldImage) => Setting::On(StreamView::OldImage),
        Some(StreamViewType::NewAndOldImages) => Setting::On(StreamView::NewAndOldImages),
        // A view that came after this release: nothing is said of it, so nothing is planned for it.
        Some(_) => Setting::Unsaid,
        None => Setting::Off,
    }
}

fn encryption(told: Option<&SseDescription>) -> Setting<Encryption> {
    let is_on = |sse: &&SseDescription| {
        sse.status()
            .is_some_and(|status| matches!(status.as_str(), "ENABLED" | "ENABLING" | "UPDATING"))
    };
    match told.filter(is_on) {
        Some(sse) => Setting::On(Encryption {
            key: sse.kms_master_key_arn().map(str::to_owned),
        }),
        None => Setting::Off,
    }
}

/// A table that never had another is of the standard class, and not told to be.
fn class(described: &TableDescription) -> TableClass {
    let class = described
        .table_class_summary()
        .and_then(|summary| summary.table_class());
    match class {
        Some(SdkTableClass::StandardInfrequentAccess) => TableClass::InfrequentAccess,
        _ => TableClass::Standard,
    }
}

fn keys(schema: &[KeySchemaElement]) -> Vec<Key> {
    let key = |element: &KeySchemaElement| Key {
        attribute: element.attribute_name().to_owned(),
        role: match element.key_type() {
            KeyType::Range => Role::Sort,
            _ => Role::Partition,
        },
    };
    schema.iter().map(key).collect()
}

fn attribute(told: &AttributeDefinition) -> Option<Attribute> {
    let kind = match told.attribute_type() {
        ScalarAttributeType::S => AttributeType::String,
        ScalarAttributeType::N => AttributeType::Number,
        ScalarAttributeType::B => AttributeType::Binary,
        // A type that came after this release is the type of nothing that can be declared.
        _ => return None,
    };
    Some(Attribute {
        name: told.attribute_name().to_owned(),
        kind: Some(kind),
    })
}

fn local_index(told: &LocalSecondaryIndexDescription) -> Index {
    Index {
        keys: keys(told.key_schema()),
        projection: projection(told.projection()),
        ..Index::new(told.index_name().unwrap_or_default(), Scope::Local)
    }
}

fn global_index(told: &GlobalSecondaryIndexDescription, billing: Billing) -> Index {
    let warm = told.warm_throughput();
    Index {
        keys: keys(told.key_schema()),
        projection: projection(told.projection()),
        capacity: capacity(told.provisioned_throughput(), billing),
        caps: caps(told.on_demand_throughput()),
        warm: Warm {
            read: warm.and_then(|warm| units(warm.read_units_per_second())),
            write: warm.and_then(|warm| units(warm.write_units_per_second())),
        },
        ..Index::new(told.index_name().unwrap_or_default(), Scope::Global)
    }
}

fn projection(told: Option<&SdkProjection>) -> Projection {
    let kind = match told.and_then(SdkProjection::projection_type) {
        Some(ProjectionType::KeysOnly) => ProjectionKind::KeysOnly,
        Some(ProjectionType::Include) => ProjectionKind::Include,
        _ => ProjectionKind::All,
    };
    Projection {
        kind,
        attributes: told
            .map(|told| told.non_key_attributes().to_vec())
            .unwrap_or_default(),
    }
}

fn replicas(described: &TableDescription) -> Vec<String> {
    let region = |replica: &ReplicaDescription| {
        let named = replica.region_name().unwrap_or("an unnamed region");
        named.to_owned()
    };
    described.replicas().iter().map(region).collect()
}

fn preserved(described: &TableDescription) -> Vec<String> {
    let replicas = replicas(described).into_iter();
    let mut preserved: Vec<_> = replicas
        .map(|region| format!("replica in {region}"))
        .collect();
    for index in described.vector_indexes() {
        preserved.push(format!(
            "vector index `{}`",
            index.index_name().unwrap_or_default()
        ));
    }
    preserved
}

fn units(told: Option<i64>) -> Option<u64> {
    told.and_then(|units| u64::try_from(units).ok())
}

fn count(told: Option<i64>) -> u64 {
    units(told).unwrap_or_default()
}
