use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use sha2::{Digest as _, Sha256};

use super::ExampleKeys;

/// An item that is told by its key.
pub(crate) struct Example<'a> {
    pub(crate) item: &'a HashMap<String, AttributeValue>,
    /// The attributes of the table's key, in their order.
    pub(crate) key: &'a [String],
}

impl Example<'_> {
    pub(crate) fn told(&self, keys: ExampleKeys) -> String {
        let json = self.json();
        match keys {
            ExampleKeys::Shown => json,
            ExampleKeys::Hashed => {
                let digest = Sha256::digest(json.as_bytes());
                let start = digest.iter().take(6).map(|byte| format!("{byte:02x}"));
                format!("sha256:{}", start.collect::<String>())
            }
        }
    }

    /// The key as the AWS command line takes it: `{"id":{"S":"1"}}`.
    fn json(&self) -> String {
        let attributes = self.key.iter().filter_map(|name| {
            let (kind, value) = match self.item.get(name)? {
                AttributeValue::S(text) => ("S", text.clone()),
                AttributeValue::N(number) => ("N", number.clone()),
                AttributeValue::B(bytes) => ("B", aws_smithy_types::base64::encode(bytes.as_ref())),
                _ => return None,
            };
            let (name, value) = (
                serde_json::Value::from(name.as_str()),
                serde_json::Value::from(value),
            );
            Some(format!("{name}:{{\"{kind}\":{value}}}"))
        });
        format!("{{{}}}", attributes.collect::<Vec<_>>().join(","))
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::primitives::Blob;

    use super::*;

    #[test]
    fn a_key_is_shown_as_json_or_by_the_hash_of_it() {
        let item = HashMap::from([
            ("id".to_owned(), AttributeValue::S("o\"1".into())),
            ("n".to_owned(), AttributeValue::N("7".into())),
            ("b".to_owned(), AttributeValue::B(Blob::new("hi"))),
            ("secret".to_owned(), AttributeValue::S("x".into())),
        ]);
        let key = ["id", "n", "b"].map(str::to_owned);
        let example = Example {
            item: &item,
            key: &key,
        };
        let json = r#"{"id":{"S":"o\"1"},"n":{"N":"7"},"b":{"B":"aGk="}}"#;
        assert_eq!(example.told(ExampleKeys::Shown), json);
        let hashed = example.told(ExampleKeys::Hashed);
        let digest = Sha256::digest(json.as_bytes());
        assert_eq!(hashed.len(), "sha256:".len() + 12);
        assert!(hashed.ends_with(&format!("{:02x}", digest[5])), "{hashed}");
    }
}
