//! The tables, their items, and the migration.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, PutRequest,
    ScalarAttributeType, WriteRequest,
};
use dynamig::embedded;
use dynamig::item::Attributes;
use dynamig::migration::ItemOptions;
use dynamig::settings::Engine;
use dynamig::{BoxError, Item, Migration, Migrator, Outcome, Registry, Settings};

use crate::Result;

/// The table that what is fast is measured on, its start and end too.
pub(super) const ITEMS: &str = "items";
/// The table that what is fast is measured on where they are not to count.
pub(super) const MANY: &str = "many";
/// The table that the slow are measured on.
pub(super) const FEW: &str = "few";

/// The attribute that is changed, and what it is at first; each run changes it to another value.
pub(super) const STATE: &str = "state";
pub(super) const FIRST_STATE: &str = "a";

const TEXT: &str = "a note of two hundred characters, such as people leave with an order: please ring twice, the bell is \
                    weak, and leave it with the neighbours on the left if nobody opens; not on the stairs, thank you kindly";

/// The texts of an item of about 400 bytes besides its key.
fn texts(n: u64) -> [(&'static str, String); 6] {
    [
        ("name", format!("Customer Number {n}")),
        ("mail", format!("customer.{n}@example.com")),
        ("created", "2026-01-01T00:00:00Z".to_owned()),
        (STATE, FIRST_STATE.to_owned()),
        ("city", "Springfield".to_owned()),
        ("note", TEXT.to_owned()),
    ]
}

pub(super) fn item(n: u64) -> Attributes {
    let texts = texts(n).map(|(name, text)| (name.to_owned(), AttributeValue::S(text)));
    let mut item = Attributes::from(texts);
    item.insert("id".to_owned(), AttributeValue::S(format!("u{n:08}")));
    item.insert("n".to_owned(), AttributeValue::N(n.to_string()));
    item
}

/// The same as a server writes it; its texts have nothing to escape.
pub(super) fn json_item(id: &str, n: u64) -> String {
    let texts = texts(n).map(|(name, text)| format!("\"{name}\":{{\"S\":\"{text}\"}}"));
    format!(
        "{{\"id\":{{\"S\":\"{id}\"}},\"n\":{{\"N\":\"{n}\"}},{}}}",
        texts.join(",")
    )
}

/// A client with the SDK's own connections, as the command line has for a local engine.
pub(super) fn client(url: &str) -> Client {
    let connections = aws_smithy_http_client::Builder::new().build_http();
    let config = embedded::config(connections).endpoint_url(url);
    Client::from_conf(config.retry_config(RetryConfig::standard()).build())
}

pub(super) async fn table(client: &Client, name: &str) -> Result<()> {
    let attribute = AttributeDefinition::builder()
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S);
    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash);
    client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute.build()?)
        .key_schema(key.build()?)
        .send()
        .await?;
    Ok(())
}

pub(super) async fn put(
    client: &Client,
    table: &str,
    items: impl Iterator<Item = Attributes>,
) -> Result<()> {
    let mut items = items.peekable();
    while items.peek().is_some() {
        let puts = items.by_ref().take(25).map(|item| {
            let put = PutRequest::builder().set_item(Some(item)).build()?;
            Ok(WriteRequest::builder().put_request(put).build())
        });
        let puts = puts.collect::<Result<Vec<_>>>()?;
        let write = client.batch_write_item().request_items(table, puts);
        let left = write.send().await?.unprocessed_items.unwrap_or_default();
        if !left.is_empty() {
            return Err("the engine did not take all items".into());
        }
    }
    Ok(())
}

/// Sets the state of each item of a table.
pub(super) fn migration(table: &str, state: &str, options: ItemOptions) -> Result<Migration> {
    let state = AttributeValue::S(state.to_owned());
    let set = move |mut item: Item, _| {
        item.set(STATE, state.clone());
        async move { Ok::<_, BoxError>(Outcome::Update(item)) }
    };
    let migration = Migration::builder(1, "set_state").items(table, set);
    Ok(migration.item_options(options).build()?)
}

/// A migrator of these; a namespace of its own makes them migrations that were never run.
pub(super) fn migrator(
    url: &str,
    namespace: &str,
    migrations: impl IntoIterator<Item = Migration>,
) -> Result<Migrator> {
    let settings = Settings::new(namespace)?
        .with_engine(Engine::Endpoint(url.to_owned()))
        .with_lease(Duration::from_secs(30));
    let registry = Registry::of(migrations)?;
    Ok(Migrator::with_registry(client(url), settings, registry))
}
