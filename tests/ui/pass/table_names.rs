//! Attributes have the names that serde writes, and the types of what is behind a newtype.

#![allow(dead_code)]

use dynamig::Table;
use dynamig::table::{AttributeType, Declaration, KeyAttribute};

#[derive(serde::Serialize)]
#[serde(transparent)]
struct OrderId(String);

impl KeyAttribute for OrderId {
    const TYPE: AttributeType = AttributeType::String;
}

#[derive(serde::Serialize)]
struct Digest(Vec<u8>);

impl KeyAttribute for Digest {
    const TYPE: AttributeType = AttributeType::Binary;
}

#[derive(Table, serde::Serialize)]
#[table(name = "orders", ttl = expires_at)]
#[index(name = "by_kind", partition_key = [r#type, digest], sort_key = placed_at, projection = include(total_price))]
#[serde(rename_all = "camelCase")]
struct Order {
    #[table(partition_key)]
    order_id: OrderId,
    #[serde(rename(serialize = "at", deserialize = "when"))]
    #[table(sort_key)]
    placed_at: u64,
    r#type: Box<str>,
    #[serde(rename = "SHA", skip_serializing_if = "Option::is_none")]
    digest: Option<Digest>,
    total_price: f64,
    expires_at: u64,
}

#[derive(Table, serde::Serialize)]
#[table(name = "kebabs")]
#[serde(rename_all(serialize = "SCREAMING-KEBAB-CASE"))]
struct Kebab {
    #[table(partition_key)]
    with_onions: String,
}

fn main() {
    let order: Declaration = Order::DECLARED.declaration().unwrap();
    let of = |keys: &[dynamig::table::Key]| -> Vec<String> {
        keys.iter().map(|key| key.attribute.clone()).collect()
    };
    let definition = order.definition;
    assert_eq!(of(&definition.keys), ["orderId", "at"]);
    assert_eq!(of(&definition.indexes[0].keys), ["type", "SHA", "at"]);
    assert_eq!(definition.indexes[0].projection.attributes, ["totalPrice"]);
    assert_eq!(definition.ttl.on().unwrap(), "expiresAt");
    let kinds: Vec<_> = definition
        .attributes
        .iter()
        .map(|attribute| (attribute.name.as_str(), attribute.kind.unwrap()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("orderId", AttributeType::String),
            ("at", AttributeType::Number),
            ("type", AttributeType::String),
            ("SHA", AttributeType::Binary),
        ]
    );
    // What serde says of itself.
    let written = serde_json::to_value(Order {
        order_id: OrderId("1".into()),
        placed_at: 2,
        r#type: "new".into(),
        digest: Some(Digest(vec![3])),
        total_price: 4.0,
        expires_at: 5,
    });
    let written = written.unwrap();
    for name in ["orderId", "at", "type", "SHA", "totalPrice", "expiresAt"] {
        assert!(written.get(name).is_some(), "{name} in {written}");
    }
    let kebab = Kebab::DECLARED.declaration().unwrap();
    assert_eq!(of(&kebab.definition.keys), ["WITH-ONIONS"]);
}
