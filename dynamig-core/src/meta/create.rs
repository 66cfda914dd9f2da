use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_dynamodb::error::{BuildError, SdkError};
use aws_sdk_dynamodb::operation::create_table::CreateTableError;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ProvisionedThroughput,
    ScalarAttributeType, TableDescription, TableStatus, Tag,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use futures_util::FutureExt as _;

use super::address::MetaAddress;
use super::client::MetaClient;
use super::keys::{PK, SK};
use crate::error::{Call, Code, Error};
use crate::settings::MetaBilling;

/// How a meta table is made.
#[derive(Clone, Debug)]
pub(crate) struct MetaSpec {
    pub(crate) address: MetaAddress,
    pub(crate) billing: MetaBilling,
    pub(crate) tags: BTreeMap<String, String>,
}

/// What came of asking for the meta table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Created {
    /// The tables that this call created.
    pub(crate) tables: Vec<String>,
    /// The AWS account in the table's ARN, where it has one.
    pub(crate) account: Option<String>,
}

/// How long a table may take to become active.
const PATIENCE: Duration = Duration::from_secs(300);

/// Creates the table of the history, and that of the lock where it is another, and waits until they are active. The
/// history's comes last: where it is there, all is there.
/// Somebody else's creation at the same time is as good as ours.
pub(crate) async fn create_if_absent(
    client: &MetaClient,
    spec: &MetaSpec,
) -> Result<Created, Error> {
    let mut created = Created::default();
    for table in spec.address.tables().into_iter().rev() {
        if create(client, table, spec).await? {
            created.tables.push(table.to_owned());
        }
        let description = wait_until_active(client, table).await?;
        created.account = account(&description).or(created.account);
    }
    Ok(created)
}

/// The account in a table's ARN.
pub(crate) fn account(description: &TableDescription) -> Option<String> {
    let account = description.table_arn()?.split(':').nth(4)?;
    (!account.is_empty()).then(|| account.to_owned())
}

async fn create(client: &MetaClient, table: &str, spec: &MetaSpec) -> Result<bool, Error> {
    let request = request(client, table, spec).map_err(|cause| {
        Error::new(
            Code::Internal,
            "a request of dynamig's own could not be built",
        )
        .caused_by(cause)
    })?;
    match request.send().boxed().await {
        Ok(_) => Ok(true),
        Err(error) if is_in_use(&error) => Ok(false),
        Err(error) => Err(Call {
            operation: "CreateTable",
            table,
        }
        .failed(error)),
    }
}

fn is_in_use(error: &SdkError<CreateTableError, HttpResponse>) -> bool {
    error
        .as_service_error()
        .is_some_and(CreateTableError::is_resource_in_use_exception)
}

fn request(
    client: &MetaClient,
    table: &str,
    spec: &MetaSpec,
) -> Result<CreateTableFluentBuilder, BuildError> {
    let mut request = client
        .sdk()
        .create_table()
        .table_name(table)
        .deletion_protection_enabled(true);
    for (name, role) in [(PK, KeyType::Hash), (SK, KeyType::Range)] {
        let definition = AttributeDefinition::builder().attribute_name(name);
        let key = KeySchemaElement::builder().attribute_name(name);
        request = request
            .attribute_definitions(definition.attribute_type(ScalarAttributeType::S).build()?)
            .key_schema(key.key_type(role).build()?);
    }
    for (key, value) in &spec.tags {
        request = request.tags(Tag::builder().key(key).value(value).build()?);
    }
    billed(request, spec.billing)
}

fn billed(
    request: CreateTableFluentBuilder,
    billing: MetaBilling,
) -> Result<CreateTableFluentBuilder, BuildError> {
    Ok(match billing {
        MetaBilling::OnDemand => request.billing_mode(BillingMode::PayPerRequest),
        MetaBilling::Provisioned { read, write } => {
            let [read, write] = [read, write].map(|units| i64::try_from(units).unwrap_or(i64::MAX));
            let capacity = ProvisionedThroughput::builder()
                .read_capacity_units(read)
                .write_capacity_units(write);
            request
                .billing_mode(BillingMode::Provisioned)
                .provisioned_throughput(capacity.build()?)
        }
    })
}

/// Waits with polls that grow from 20 ms to 5 s. A new table can be unknown for some seconds.
async fn wait_until_active(client: &MetaClient, table: &str) -> Result<TableDescription, Error> {
    let wait = async {
        let mut pause = Duration::from_millis(20);
        loop {
            match describe(client, table).await {
                Ok(description) if description.table_status() == Some(&TableStatus::Active) => {
                    return Ok(description);
                }
                Ok(_) => {}
                Err(error) if error.code() == Code::TableMissing => {}
                Err(error) => return Err(error),
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(5));
        }
    };
    tokio::time::timeout(PATIENCE, wait)
        .await
        .unwrap_or_else(|_elapsed| {
            Err(Error::new(
                Code::Timeout,
                format!("table `{table}` was created and is not active after 5 minutes"),
            )
            .hint("run the same command again: it goes on waiting"))
        })
}

/// Reads a table's description. One DescribeTable.
pub(crate) async fn describe(client: &MetaClient, table: &str) -> Result<TableDescription, Error> {
    let answer = client
        .sdk()
        .describe_table()
        .table_name(table)
        .send()
        .boxed()
        .await;
    let answer = answer.map_err(|error| {
        Call {
            operation: "DescribeTable",
            table,
        }
        .failed(error)
    })?;
    answer.table.ok_or_else(|| {
        Error::new(
            Code::Aws,
            format!("DescribeTable on table `{table}` described nothing"),
        )
    })
}

/// Deletes the tables of the meta data, protection and all. Two requests a table.
pub(crate) async fn destroy(
    client: &MetaClient,
    address: &MetaAddress,
) -> Result<Vec<String>, Error> {
    let mut destroyed = Vec::new();
    for table in address.tables() {
        let unprotect = client
            .sdk()
            .update_table()
            .table_name(table)
            .deletion_protection_enabled(false)
            .send()
            .boxed()
            .await;
        unprotect.map_err(|error| {
            Call {
                operation: "UpdateTable",
                table,
            }
            .failed(error)
        })?;
        let delete = client
            .sdk()
            .delete_table()
            .table_name(table)
            .send()
            .boxed()
            .await;
        delete.map_err(|error| {
            Call {
                operation: "DeleteTable",
                table,
            }
            .failed(error)
        })?;
        destroyed.push(table.to_owned());
    }
    Ok(destroyed)
}
