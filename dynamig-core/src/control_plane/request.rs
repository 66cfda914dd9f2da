use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, CreateGlobalSecondaryIndexAction,
    DeleteGlobalSecondaryIndexAction, GlobalSecondaryIndex, GlobalSecondaryIndexUpdate,
    KeySchemaElement, KeyType, LocalSecondaryIndex, OnDemandThroughput,
    Projection as SdkProjection, ProjectionType, ProvisionedThroughput, ScalarAttributeType,
    SseSpecification, SseType, StreamSpecification, StreamViewType, TableClass as SdkTableClass,
    UpdateGlobalSecondaryIndexAction, WarmThroughput,
};

use crate::table::{
    Attribute, AttributeType, Billing, Capacity, Caps, Encryption, Index, Key, Projection,
    ProjectionKind, Role, Setting, StreamView, TableClass, Warm,
};

/// What AWS takes for no cap.
const NO_CAP: i64 = -1;

pub(super) fn billing(billing: Billing) -> BillingMode {
    match billing {
        Billing::OnDemand => BillingMode::PayPerRequest,
        Billing::Provisioned => BillingMode::Provisioned,
    }
}

pub(super) fn capacity(capacity: Capacity) -> Result<ProvisionedThroughput, BuildError> {
    ProvisionedThroughput::builder()
        .read_capacity_units(units(capacity.read))
        .write_capacity_units(units(capacity.write))
        .build()
}

/// None where nothing is said: AWS answers an empty one with an error of its own making.
pub(super) fn caps(caps: &Caps) -> Option<OnDemandThroughput> {
    let cap = |cap: &Setting<u64>| match cap {
        Setting::Unsaid => None,
        Setting::Off => Some(NO_CAP),
        Setting::On(cap) => Some(units(*cap)),
    };
    (!caps.is_unsaid()).then(|| {
        OnDemandThroughput::builder()
            .set_max_read_request_units(cap(&caps.read))
            .set_max_write_request_units(cap(&caps.write))
            .build()
    })
}

/// The same of a new table or index, where no cap is nothing to be said.
pub(super) fn caps_of_new(caps: &Caps) -> Option<OnDemandThroughput> {
    let on = |cap: &Setting<u64>| match cap {
        Setting::On(cap) => Setting::On(*cap),
        Setting::Off | Setting::Unsaid => Setting::Unsaid,
    };
    self::caps(&Caps {
        read: on(&caps.read),
        write: on(&caps.write),
    })
}

pub(super) fn warm(warm: Warm) -> Option<WarmThroughput> {
    (!warm.is_unsaid()).then(|| {
        WarmThroughput::builder()
            .set_read_units_per_second(warm.read.map(units))
            .set_write_units_per_second(warm.write.map(units))
            .build()
    })
}

pub(super) fn stream(
    stream: &Setting<StreamView>,
) -> Result<Option<StreamSpecification>, BuildError> {
    let view = match stream {
        Setting::Unsaid => return Ok(None),
        Setting::Off => {
            return StreamSpecification::builder()
                .stream_enabled(false)
                .build()
                .map(Some);
        }
        Setting::On(StreamView::KeysOnly) => StreamViewType::KeysOnly,
        Setting::On(StreamView::NewImage) => StreamViewType::NewImage,
        Setting::On(StreamView::OldImage) => StreamViewType::OldImage,
        Setting::On(StreamView::NewAndOldImages) => StreamViewType::NewAndOldImages,
    };
    StreamSpecification::builder()
        .stream_enabled(true)
        .stream_view_type(view)
        .build()
        .map(Some)
}

pub(super) fn encryption(encryption: &Setting<Encryption>) -> Option<SseSpecification> {
    match encryption {
        Setting::Unsaid => None,
        Setting::Off => Some(SseSpecification::builder().enabled(false).build()),
        Setting::On(Encryption { key }) => Some(
            SseSpecification::builder()
                .enabled(true)
                .sse_type(SseType::Kms)
                .set_kms_master_key_id(key.clone())
                .build(),
        ),
    }
}

pub(super) fn class(class: TableClass) -> SdkTableClass {
    match class {
        TableClass::Standard => SdkTableClass::Standard,
        TableClass::InfrequentAccess => SdkTableClass::StandardInfrequentAccess,
    }
}

pub(super) fn keys(keys: &[Key]) -> Result<Vec<KeySchemaElement>, BuildError> {
    let element = |key: &Key| {
        let role = match key.role {
            Role::Partition => KeyType::Hash,
            Role::Sort => KeyType::Range,
        };
        KeySchemaElement::builder()
            .attribute_name(&key.attribute)
            .key_type(role)
            .build()
    };
    keys.iter().map(element).collect()
}

/// Attributes whose type nobody knows are left out; no checked definition has any.
pub(super) fn attributes(attributes: &[Attribute]) -> Result<Vec<AttributeDefinition>, BuildError> {
    let definition = |(name, kind): (&String, AttributeType)| {
        let kind = match kind {
            AttributeType::String => ScalarAttributeType::S,
            AttributeType::Number => ScalarAttributeType::N,
            AttributeType::Binary => ScalarAttributeType::B,
        };
        AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(kind)
            .build()
    };
    let typed = |attribute: &'_ Attribute| Some((attribute.name.clone(), attribute.kind?));
    attributes
        .iter()
        .filter_map(typed)
        .map(|(name, kind)| definition((&name, kind)))
        .collect()
}

pub(super) fn local_index(index: &Index) -> Result<LocalSecondaryIndex, BuildError> {
    LocalSecondaryIndex::builder()
        .index_name(&index.name)
        .set_key_schema(Some(keys(&index.keys)?))
        .projection(projection(&index.projection))
        .build()
}

pub(super) fn global_index(index: &Index) -> Result<GlobalSecondaryIndex, BuildError> {
    GlobalSecondaryIndex::builder()
        .index_name(&index.name)
        .set_key_schema(Some(keys(&index.keys)?))
        .projection(projection(&index.projection))
        .set_provisioned_throughput(index.capacity.map(capacity).transpose()?)
        .set_on_demand_throughput(caps_of_new(&index.caps))
        .set_warm_throughput(warm(index.warm))
        .build()
}

pub(super) fn create_index(index: &Index) -> Result<GlobalSecondaryIndexUpdate, BuildError> {
    let create = CreateGlobalSecondaryIndexAction::builder()
        .index_name(&index.name)
        .set_key_schema(Some(keys(&index.keys)?))
        .projection(projection(&index.projection))
        .set_provisioned_throughput(index.capacity.map(capacity).transpose()?)
        .set_on_demand_throughput(caps_of_new(&index.caps))
        .set_warm_throughput(warm(index.warm))
        .build()?;
    Ok(GlobalSecondaryIndexUpdate::builder().create(create).build())
}

pub(super) fn delete_index(name: &str) -> Result<GlobalSecondaryIndexUpdate, BuildError> {
    let delete = DeleteGlobalSecondaryIndexAction::builder()
        .index_name(name)
        .build()?;
    Ok(GlobalSecondaryIndexUpdate::builder().delete(delete).build())
}

/// One change of one index's throughput.
pub(super) fn update_index(
    name: &str,
    capacity: Option<ProvisionedThroughput>,
    caps: Option<OnDemandThroughput>,
    warm: Option<WarmThroughput>,
) -> Result<GlobalSecondaryIndexUpdate, BuildError> {
    let update = UpdateGlobalSecondaryIndexAction::builder()
        .index_name(name)
        .set_provisioned_throughput(capacity)
        .set_on_demand_throughput(caps)
        .set_warm_throughput(warm)
        .build()?;
    Ok(GlobalSecondaryIndexUpdate::builder().update(update).build())
}

fn projection(projection: &Projection) -> SdkProjection {
    let kind = match projection.kind {
        ProjectionKind::All => ProjectionType::All,
        ProjectionKind::KeysOnly => ProjectionType::KeysOnly,
        ProjectionKind::Include => ProjectionType::Include,
    };
    let named = (!projection.attributes.is_empty()).then(|| projection.attributes.clone());
    SdkProjection::builder()
        .projection_type(kind)
        .set_non_key_attributes(named)
        .build()
}

fn units(units: u64) -> i64 {
    i64::try_from(units).unwrap_or(i64::MAX)
}
