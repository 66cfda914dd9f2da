use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use futures_util::FutureExt as _;

use crate::error::{Call, Error};

/// All tags of a table; none where the engine has no tags. One ListTagsOfResource a page.
pub(super) async fn tags_of(
    client: &Client,
    real: &str,
    arn: &str,
) -> Result<BTreeMap<String, String>, Error> {
    let mut tags = BTreeMap::new();
    let mut next = None;
    loop {
        let request = client
            .list_tags_of_resource()
            .resource_arn(arn)
            .set_next_token(next);
        let page = match request.send().boxed().await {
            Ok(page) => page,
            // DynamoDB Local says so.
            Err(error) if error.code() == Some("UnknownOperationException") => return Ok(tags),
            Err(error) => {
                let call = Call {
                    operation: "ListTagsOfResource",
                    table: real,
                };
                return Err(call.failed(error));
            }
        };
        tags.extend(
            page.tags
                .unwrap_or_default()
                .into_iter()
                .map(|tag| (tag.key, tag.value)),
        );
        next = page.next_token;
        if next.is_none() {
            return Ok(tags);
        }
    }
}
