use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::TableDescription;
use dynamig::Code;

use super::Session;
use crate::failure::Failure;

impl Session {
    /// What AWS says of a table; none where it does not exist. One DescribeTable.
    pub(crate) async fn describe(&self, name: &str) -> Result<Option<TableDescription>, Failure> {
        match self.client.describe_table().table_name(name).send().await {
            Ok(answer) => Ok(answer.table),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_resource_not_found_exception()) =>
            {
                Ok(None)
            }
            Err(error) => Err(Failure::new(
                Code::Aws,
                format!("DescribeTable on table `{name}` failed"),
            )
            .caused_by(DisplayErrorContext(error).to_string())),
        }
    }
}
