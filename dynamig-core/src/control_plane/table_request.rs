//! The two requests that carry a whole table: to make it, and to change it.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::operation::update_table::builders::UpdateTableFluentBuilder;
use aws_sdk_dynamodb::types::{GlobalSecondaryIndexUpdate, Tag as SdkTag};

use super::request;
use crate::table::{Billing, Capacity, Definition, Scope, Setting, Update};

/// With all that is declared of a new table.
pub(super) fn create(
    request: CreateTableFluentBuilder,
    definition: &Definition,
) -> Result<CreateTableFluentBuilder, BuildError> {
    let mut request = request
        .set_key_schema(Some(request::keys(&definition.keys)?))
        .set_attribute_definitions(Some(request::attributes(&definition.attributes)?))
        .billing_mode(request::billing(definition.billing()))
        .set_provisioned_throughput(definition.capacity.map(request::capacity).transpose()?)
        .set_on_demand_throughput(request::caps_of_new(&definition.caps))
        .set_warm_throughput(request::warm(definition.warm))
        .set_stream_specification(request::stream(&definition.stream)?)
        .set_table_class(definition.class.map(request::class));
    for index in &definition.indexes {
        request = match index.scope {
            Scope::Local => request.local_secondary_indexes(request::local_index(index)?),
            Scope::Global => request.global_secondary_indexes(request::global_index(index)?),
        };
    }
    // Off is how a table begins.
    if let on @ Setting::On(_) = &definition.encryption {
        request = request.set_sse_specification(request::encryption(on));
    }
    if let Setting::On(()) = definition.deletion_protection {
        request = request.deletion_protection_enabled(true);
    }
    if let Setting::On(policy) = &definition.policy {
        request = request.resource_policy(policy);
    }
    for tag in &definition.tags {
        if let Some(value) = &tag.value {
            request = request.tags(SdkTag::builder().key(&tag.key).value(value).build()?);
        }
    }
    Ok(request)
}

/// With one change of a table that is there.
pub(super) fn update(
    request: UpdateTableFluentBuilder,
    update: &Update,
) -> Result<UpdateTableFluentBuilder, BuildError> {
    Ok(match update {
        Update::Capacity {
            billing,
            table,
            indexes,
        } => capacity(request, *billing, *table, indexes)?,
        Update::OnDemand(caps) => request
            .billing_mode(request::billing(Billing::OnDemand))
            .set_on_demand_throughput(request::caps(caps)),
        Update::Caps(caps) => request.set_on_demand_throughput(request::caps(caps)),
        Update::IndexCaps(indexes) => request
            .set_global_secondary_index_updates(each(indexes, |name, caps| {
                request::update_index(name, None, request::caps(caps), None)
            })?),
        Update::Warm(warm) => request.set_warm_throughput(request::warm(*warm)),
        Update::IndexWarm(indexes) => request
            .set_global_secondary_index_updates(each(indexes, |name, warm| {
                request::update_index(name, None, None, request::warm(*warm))
            })?),
        Update::Class(class) => request.table_class(request::class(*class)),
        Update::Encryption(encryption) => {
            request.set_sse_specification(request::encryption(encryption))
        }
        Update::Stream(stream) => request.set_stream_specification(request::stream(stream)?),
        Update::DeletionProtection(protection) => {
            request.deletion_protection_enabled(protection.on().is_some())
        }
        Update::CreateIndex(index, attributes) => request
            .set_attribute_definitions(Some(request::attributes(attributes)?))
            .global_secondary_index_updates(request::create_index(index)?),
        Update::DeleteIndex(name) => {
            request.global_secondary_index_updates(request::delete_index(name)?)
        }
    })
}

fn capacity(
    request: UpdateTableFluentBuilder,
    billing: Option<Billing>,
    table: Option<Capacity>,
    indexes: &BTreeMap<String, Capacity>,
) -> Result<UpdateTableFluentBuilder, BuildError> {
    let of_indexes = each(indexes, |name, units| {
        request::update_index(name, Some(request::capacity(*units)?), None, None)
    })?;
    Ok(request
        .set_billing_mode(billing.map(request::billing))
        .set_provisioned_throughput(table.map(request::capacity).transpose()?)
        .set_global_secondary_index_updates(of_indexes))
}

/// One change for each of these indexes; nothing is said where there are none.
fn each<T>(
    indexes: &BTreeMap<String, T>,
    update: impl Fn(&str, &T) -> Result<GlobalSecondaryIndexUpdate, BuildError>,
) -> Result<Option<Vec<GlobalSecondaryIndexUpdate>>, BuildError> {
    let updates = indexes.iter().map(|(name, said)| update(name, said));
    let updates: Vec<_> = updates.collect::<Result<_, _>>()?;
    Ok((!updates.is_empty()).then_some(updates))
}
