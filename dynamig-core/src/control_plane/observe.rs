use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use aws_sdk_dynamodb::types::TableDescription;
use futures_util::FutureExt as _;

use super::describe::observed;
use super::looks::{Items, Looks};
use super::tags::tags_of;
use crate::error::{Call, Code, Error};
use crate::table::diff::Property;
use crate::table::{Changing, ChangingPart, Observed, Recovery, Setting, Tag};

/// What CloudFormation calls the tag that names the stack which owns a table.
const STACK: &str = "aws:cloudformation:stack-name";

/// What DescribeTable does not tell.
const UNLOOKED: [Property; 4] = [
    Property::Ttl,
    Property::Recovery,
    Property::Tags,
    Property::Policy,
];

/// Looks at a table by its real name; none where there is no such table. One DescribeTable, and one request for each
/// of the things that are looked at besides.
pub(crate) async fn observe(
    client: &Client,
    real: &str,
    name: &str,
    looks: Looks,
) -> Result<Option<Observed>, Error> {
    let Some(described) = describe(client, real).await? else {
        return Ok(None);
    };
    let mut observed = observed(name, &described);
    observed.unlooked = UNLOOKED.into();
    // AWS does not know the rest of a table that comes or goes: that is not to say that it was off.
    if !observed.comes_or_goes() {
        look_further(client, real, &mut observed, looks).await?;
    }
    Ok(Some(observed))
}

/// None where there is no such table.
async fn describe(client: &Client, real: &str) -> Result<Option<TableDescription>, Error> {
    let request = client.describe_table().table_name(real);
    let described = request.send().boxed().await;
    let described = match described.map_err(|error| failed("DescribeTable", real, error)) {
        Ok(described) => described,
        Err(error) if error.code() == Code::TableMissing => return Ok(None),
        Err(error) => return Err(error),
    };
    let nothing = || {
        let message = format!("DescribeTable on table `{real}` described nothing");
        Error::new(Code::Aws, message)
    };
    described.table.ok_or_else(nothing).map(Some)
}

/// Asks for what DescribeTable does not tell.
async fn look_further(
    client: &Client,
    real: &str,
    observed: &mut Observed,
    looks: Looks,
) -> Result<(), Error> {
    look_for_an_item(client, real, observed, looks).await?;
    if looks.ttl {
        look_at_ttl(client, real, observed).await?;
    }
    if looks.recovery {
        look_at_recovery(client, real, observed).await?;
    }
    if looks.tags {
        look_at_tags(client, real, observed).await?;
    }
    if looks.policy {
        look_at_policy(client, real, observed).await?;
    }
    Ok(())
}

async fn look_at_ttl(client: &Client, real: &str, observed: &mut Observed) -> Result<(), Error> {
    let answer = client
        .describe_time_to_live()
        .table_name(real)
        .send()
        .boxed()
        .await;
    let answer = answer.map_err(|error| failed("DescribeTimeToLive", real, error))?;
    observed.unlooked.remove(&Property::Ttl);
    let Some(told) = answer.time_to_live_description() else {
        return Ok(());
    };
    let state = told
        .time_to_live_status()
        .map_or("DISABLED", |status| status.as_str());
    let attribute = told.attribute_name().unwrap_or_default().to_owned();
    observed.definition.ttl = match state {
        "ENABLED" | "ENABLING" => Setting::On(attribute),
        _ => Setting::Off,
    };
    if matches!(state, "ENABLING" | "DISABLING") {
        let state = state.to_owned();
        observed.changing.push(Changing {
            part: ChangingPart::Ttl,
            state,
        });
    }
    Ok(())
}

/// An engine without backups answers that it does not know the operation: nothing is known then.
async fn look_at_recovery(
    client: &Client,
    real: &str,
    observed: &mut Observed,
) -> Result<(), Error> {
    let answer = match client
        .describe_continuous_backups()
        .table_name(real)
        .send()
        .boxed()
        .await
    {
        Ok(answer) => answer,
        Err(error) if error.code() == Some("UnknownOperationException") => return Ok(()),
        Err(error) => return Err(failed("DescribeContinuousBackups", real, error)),
    };
    observed.unlooked.remove(&Property::Recovery);
    let told = answer
        .continuous_backups_description()
        .and_then(|backups| backups.point_in_time_recovery_description());
    observed.definition.recovery = match told {
        Some(told)
            if told
                .point_in_time_recovery_status()
                .is_some_and(|status| status.as_str() == "ENABLED") =>
        {
            let days = told
                .recovery_period_in_days()
                .and_then(|days| u32::try_from(days).ok());
            Setting::On(Recovery { days })
        }
        _ => Setting::Off,
    };
    Ok(())
}

async fn look_at_tags(client: &Client, real: &str, observed: &mut Observed) -> Result<(), Error> {
    let Some(arn) = observed.arn.clone() else {
        return Ok(());
    };
    observed.unlooked.remove(&Property::Tags);
    for (key, value) in tags_of(client, real, &arn).await? {
        if !key.starts_with("aws:") {
            observed.definition.tags.push(Tag {
                key,
                value: Some(value),
            });
            continue;
        }
        if key == STACK {
            observed.stack = Some(value);
        }
        observed.reserved_tags.push(key);
    }
    Ok(())
}

async fn look_at_policy(client: &Client, real: &str, observed: &mut Observed) -> Result<(), Error> {
    let Some(arn) = observed.arn.clone() else {
        return Ok(());
    };
    observed.definition.policy = match client
        .get_resource_policy()
        .resource_arn(arn)
        .send()
        .boxed()
        .await
    {
        Ok(answer) => match answer.policy() {
            Some(policy) => Setting::On(policy.to_owned()),
            None => Setting::Off,
        },
        Err(error) => match error.code() {
            Some("PolicyNotFoundException") => Setting::Off,
            Some("UnknownOperationException") => Setting::Unsaid,
            _ => return Err(failed("GetResourcePolicy", real, error)),
        },
    };
    if !observed.definition.policy.is_unsaid() {
        observed.unlooked.remove(&Property::Policy);
    }
    Ok(())
}

/// DynamoDB counts items every six hours: where it counted none, one may be there. A Scan of one item; who may not scan
/// is taken to see one.
async fn look_for_an_item(
    client: &Client,
    real: &str,
    observed: &mut Observed,
    looks: Looks,
) -> Result<(), Error> {
    if observed.has_items() || looks.items == Items::Count {
        return Ok(());
    }
    let scan = client
        .scan()
        .table_name(real)
        .limit(1)
        .consistent_read(true);
    match scan
        .send()
        .boxed()
        .await
        .map_err(|error| failed("Scan", real, error))
    {
        Ok(found) => observed.items = u64::from(found.count() > 0),
        Err(error) if error.code() == Code::PermissionDenied => observed.items = 1,
        // A table that is being made has no items.
        Err(error) if error.code() == Code::TableMissing => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

fn failed<E>(
    operation: &str,
    table: &str,
    error: aws_sdk_dynamodb::error::SdkError<
        E,
        aws_smithy_runtime_api::client::orchestrator::HttpResponse,
    >,
) -> Error
where
    E: aws_sdk_dynamodb::error::ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    Call { operation, table }.failed(error)
}
