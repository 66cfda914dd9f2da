use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::operation::update_table::builders::UpdateTableFluentBuilder;
use aws_sdk_dynamodb::types::{
    GlobalSecondaryIndexUpdate, PointInTimeRecoverySpecification, Tag as SdkTag,
    TimeToLiveSpecification,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use futures_util::FutureExt as _;

use super::answer::{Answer, classify};
use super::request;
use crate::error::{self, Code, Error};
use crate::table::{Call, Definition, Recovery, Scope, Setting, Update};

/// A table as requests name it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Address<'a> {
    /// Its real name.
    pub(crate) real: &'a str,
    /// Its Amazon resource name, which tags and policies go by.
    pub(crate) arn: Option<&'a str>,
}

/// What came of a call that AWS did not accept.
#[derive(Debug)]
pub(crate) struct Refused {
    /// What its answer means.
    pub(crate) answer: Answer,
    /// The answer, for a person.
    pub(crate) error: Error,
}

/// Sends one call, once. One request.
pub(crate) async fn send(client: &Client, table: Address<'_>, call: &Call) -> Result<(), Refused> {
    let to = To {
        table,
        operation: call.operation(),
    };
    match call {
        Call::Create(definition) => {
            let request = create(client.create_table().table_name(table.real), definition);
            to.told(to.built(request)?.send().boxed().await)
        }
        Call::Update(update) => {
            let request = update_table(client.update_table().table_name(table.real), update);
            to.told(to.built(request)?.send().boxed().await)
        }
        Call::Delete => to.told(
            client
                .delete_table()
                .table_name(table.real)
                .send()
                .boxed()
                .await,
        ),
        Call::BackUp(name) => {
            let request = client
                .create_backup()
                .table_name(table.real)
                .backup_name(name);
            to.told(request.send().boxed().await)
        }
        Call::TtlOn(attribute) | Call::TtlOff(attribute) => {
            let specification = TimeToLiveSpecification::builder()
                .attribute_name(attribute)
                .enabled(matches!(call, Call::TtlOn(_)))
                .build();
            let request = client.update_time_to_live().table_name(table.real);
            let request = request.time_to_live_specification(to.built(specification)?);
            to.told(request.send().boxed().await)
        }
        Call::Recovery(recovery) => to.recovery(client, recovery).await,
        Call::Tag(tags) => to.tag(client, tags).await,
        Call::Untag(keys) => {
            let request = client
                .untag_resource()
                .resource_arn(to.arn()?)
                .set_tag_keys(Some(keys.clone()));
            to.told(request.send().boxed().await)
        }
        Call::Policy(policy) => {
            let request = client
                .put_resource_policy()
                .resource_arn(to.arn()?)
                .policy(policy);
            to.told(request.send().boxed().await)
        }
        Call::NoPolicy => {
            let request = client.delete_resource_policy().resource_arn(to.arn()?);
            to.told(request.send().boxed().await)
        }
    }
}

/// Who is called, and what for.
#[derive(Clone, Copy)]
pub(super) struct To<'a> {
    pub(super) table: Address<'a>,
    pub(super) operation: &'static str,
}

impl To<'_> {
    async fn recovery(self, client: &Client, recovery: &Setting<Recovery>) -> Result<(), Refused> {
        let days = recovery.on().and_then(|recovery| recovery.days);
        let specification = PointInTimeRecoverySpecification::builder()
            .point_in_time_recovery_enabled(recovery.on().is_some())
            .set_recovery_period_in_days(days.and_then(|days| i32::try_from(days).ok()))
            .build();
        let request = client
            .update_continuous_backups()
            .table_name(self.table.real);
        let request = request.point_in_time_recovery_specification(self.built(specification)?);
        self.told(request.send().boxed().await)
    }

    async fn tag(self, client: &Client, tags: &BTreeMap<String, String>) -> Result<(), Refused> {
        let built: Result<Vec<_>, _> = tags
            .iter()
            .map(|(key, value)| SdkTag::builder().key(key).value(value).build())
            .collect();
        let request = client
            .tag_resource()
            .resource_arn(self.arn()?)
            .set_tags(Some(self.built(built)?));
        self.told(request.send().boxed().await)
    }

    fn arn(&self) -> Result<&str, Refused> {
        let missing = || {
            let real = self.table.real;
            let message = format!(
                "{} needs the resource name of table `{real}`, and none was told",
                self.operation
            );
            Refused {
                answer: Answer::Fix,
                error: Error::new(Code::Aws, message),
            }
        };
        self.table.arn.ok_or_else(missing)
    }

    fn built<T>(self, built: Result<T, BuildError>) -> Result<T, Refused> {
        built.map_err(|cause| {
            let message = format!(
                "{} on table `{}` could not be built",
                self.operation, self.table.real
            );
            Refused {
                answer: Answer::Fix,
                error: Error::new(Code::Internal, message).caused_by(cause),
            }
        })
    }

    pub(super) fn told<T, E>(
        self,
        answer: Result<T, SdkError<E, HttpResponse>>,
    ) -> Result<(), Refused>
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let Err(failure) = answer else {
            return Ok(());
        };
        let answer = classify(failure.code(), failure.message().unwrap_or_default());
        let call = error::Call {
            operation: self.operation,
            table: self.table.real,
        };
        Err(Refused {
            answer,
            error: call.failed(failure),
        })
    }
}

fn create(
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

fn update_table(
    request: UpdateTableFluentBuilder,
    update: &Update,
) -> Result<UpdateTableFluentBuilder, BuildError> {
    Ok(match update {
        Update::Capacity {
            billing,
            table,
            indexes,
        } => {
            let of_indexes = indexes.iter().map(|(name, units)| {
                request::update_index(name, Some(request::capacity(*units)?), None, None)
            });
            request
                .set_billing_mode(billing.map(request::billing))
                .set_provisioned_throughput(table.map(request::capacity).transpose()?)
                .set_global_secondary_index_updates(some(of_indexes.collect::<Result<_, _>>()?))
        }
        Update::OnDemand(caps) => request
            .billing_mode(request::billing(crate::table::Billing::OnDemand))
            .set_on_demand_throughput(request::caps(caps)),
        Update::Caps(caps) => request.set_on_demand_throughput(request::caps(caps)),
        Update::IndexCaps(indexes) => {
            let of_indexes = indexes
                .iter()
                .map(|(name, caps)| request::update_index(name, None, request::caps(caps), None));
            request.set_global_secondary_index_updates(some(of_indexes.collect::<Result<_, _>>()?))
        }
        Update::Warm(warm) => request.set_warm_throughput(request::warm(*warm)),
        Update::IndexWarm(indexes) => {
            let of_indexes = indexes
                .iter()
                .map(|(name, warm)| request::update_index(name, None, None, request::warm(*warm)));
            request.set_global_secondary_index_updates(some(of_indexes.collect::<Result<_, _>>()?))
        }
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

fn some(updates: Vec<GlobalSecondaryIndexUpdate>) -> Option<Vec<GlobalSecondaryIndexUpdate>> {
    (!updates.is_empty()).then_some(updates)
}
