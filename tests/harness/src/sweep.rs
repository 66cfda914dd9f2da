use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use dynamig::embedded;

use crate::origin::Origin;
use crate::stack::{Layers, Stack};

/// Deletes the tables of a test on a server that outlives it, when the last clone of its harness goes. DynamoDB Local
/// gives one of ten threads to each table with a time to live, and makes and deletes no index any more once they are gone.
#[derive(Debug)]
pub(crate) struct Sweep {
    origin: Origin,
    layers: Layers,
    prefix: String,
}

/// A server that does not answer is left.
const PATIENCE: Duration = Duration::from_secs(30);

impl Sweep {
    pub(crate) fn new(origin: Origin, layers: Layers, prefix: String) -> Self {
        Self {
            origin,
            layers,
            prefix,
        }
    }
}

impl Drop for Sweep {
    fn drop(&mut self) {
        let Origin::Endpoint(url) = self.origin.clone() else {
            return;
        };
        if self.layers.record.counts().of("CreateTable") == 0 {
            return;
        }
        let prefix = std::mem::take(&mut self.prefix);
        // The test's own runtime is at an end, or may not be blocked.
        let swept = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime
                .expect("a runtime starts")
                .block_on(async { tokio::time::timeout(PATIENCE, delete(&url, &prefix)).await })
        });
        let _as_far_as_it_got = swept.join();
    }
}

/// What cannot be deleted stays: the server goes too in the end.
async fn delete(url: &str, prefix: &str) {
    let connector = Origin::Endpoint(url.to_owned()).connector();
    let stack = Stack(Layers::default().over(connector));
    let config = embedded::config(SharedHttpClient::new(stack));
    let client = Client::from_conf(config.endpoint_url(url).build());
    let mut names = client.list_tables().into_paginator().items().send();
    while let Some(Ok(name)) = names.next().await {
        if !name.starts_with(prefix) {
            continue;
        }
        if client
            .delete_table()
            .table_name(&name)
            .send()
            .await
            .is_err()
        {
            let unprotected = client.update_table().table_name(&name);
            let _refused_again = unprotected.deletion_protection_enabled(false).send().await;
            let _refused_again = client.delete_table().table_name(&name).send().await;
        }
    }
}
