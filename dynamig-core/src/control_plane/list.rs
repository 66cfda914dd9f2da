use aws_sdk_dynamodb::Client;
use futures_util::FutureExt as _;

use crate::error::{Call, Error};

/// The real names of all tables of the account and region. A ListTables for each hundred.
pub(crate) async fn list_tables(client: &Client) -> Result<Vec<String>, Error> {
    let (mut names, mut next) = (Vec::new(), None);
    loop {
        let request = client.list_tables().set_exclusive_start_table_name(next);
        let page = request.send().boxed().await.map_err(|error| {
            let call = Call {
                operation: "ListTables",
                table: "*",
            };
            call.failed(error)
        })?;
        names.extend(page.table_names().iter().cloned());
        next = page.last_evaluated_table_name;
        if next.is_none() {
            return Ok(names);
        }
    }
}
