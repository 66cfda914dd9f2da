use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{
    PointInTimeRecoverySpecification, Tag as SdkTag, TimeToLiveSpecification,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use futures_util::FutureExt as _;

use super::answer::{Answer, classify};
use super::table_request;
use crate::error::{self, Code, Error};
use crate::table::{Call, Recovery, Setting};

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
            let request = client.create_table().table_name(table.real);
            let request = to.built(table_request::create(request, definition))?;
            to.told(request.send().boxed().await)
        }
        Call::Update(update) => {
            let request = client.update_table().table_name(table.real);
            let request = to.built(table_request::update(request, update))?;
            to.told(request.send().boxed().await)
        }
        Call::Delete => {
            let request = client.delete_table().table_name(table.real);
            to.told(request.send().boxed().await)
        }
        Call::BackUp(name) => to.back_up(client, name).await,
        Call::TtlOn(attribute) => to.ttl(client, &Setting::On(()), attribute).await,
        Call::TtlOff(attribute) => to.ttl(client, &Setting::Off, attribute).await,
        Call::Recovery(recovery) => to.recovery(client, recovery).await,
        Call::Tag(tags) => to.tag(client, tags).await,
        Call::Untag(keys) => to.untag(client, keys).await,
        Call::Policy(policy) => to.put_policy(client, policy).await,
        Call::NoPolicy => to.delete_policy(client).await,
    }
}

/// Who is called, and what for.
#[derive(Clone, Copy)]
pub(super) struct To<'a> {
    pub(super) table: Address<'a>,
    pub(super) operation: &'static str,
}

impl To<'_> {
    async fn back_up(self, client: &Client, name: &str) -> Result<(), Refused> {
        let request = client.create_backup().table_name(self.table.real);
        self.told(request.backup_name(name).send().boxed().await)
    }

    /// Also switched off by the name of its attribute.
    async fn ttl(self, client: &Client, ttl: &Setting<()>, attribute: &str) -> Result<(), Refused> {
        let specification = TimeToLiveSpecification::builder()
            .attribute_name(attribute)
            .enabled(ttl.on().is_some())
            .build();
        let request = client.update_time_to_live().table_name(self.table.real);
        let request = request.time_to_live_specification(self.built(specification)?);
        self.told(request.send().boxed().await)
    }

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

    async fn untag(self, client: &Client, keys: &[String]) -> Result<(), Refused> {
        let request = client.untag_resource().resource_arn(self.arn()?);
        let request = request.set_tag_keys(Some(keys.to_vec()));
        self.told(request.send().boxed().await)
    }

    async fn put_policy(self, client: &Client, policy: &str) -> Result<(), Refused> {
        let request = client.put_resource_policy().resource_arn(self.arn()?);
        self.told(request.policy(policy).send().boxed().await)
    }

    async fn delete_policy(self, client: &Client) -> Result<(), Refused> {
        let request = client.delete_resource_policy().resource_arn(self.arn()?);
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
