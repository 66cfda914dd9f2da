use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Map, Value, json};

/// A value as the AWS command line takes it: `{"S":"a"}`.
pub(super) fn json(value: &AttributeValue) -> Value {
    let base64 = |blob: &Blob| aws_smithy_types::base64::encode(blob.as_ref());
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::B(blob) => json!({ "B": base64(blob) }),
        AttributeValue::Bool(is) => json!({ "BOOL": is }),
        AttributeValue::Null(is) => json!({ "NULL": is }),
        AttributeValue::Ss(texts) => json!({ "SS": texts }),
        AttributeValue::Ns(numbers) => json!({ "NS": numbers }),
        AttributeValue::Bs(blobs) => json!({ "BS": blobs.iter().map(base64).collect::<Vec<_>>() }),
        AttributeValue::L(elements) => {
            json!({ "L": elements.iter().map(json).collect::<Vec<_>>() })
        }
        AttributeValue::M(members) => {
            let members = members.iter();
            let members = members.map(|(name, member)| (name.clone(), json(member)));
            json!({ "M": members.collect::<Map<_, _>>() })
        }
        _ => json!({ "of an unknown type": null }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_type_has_its_form() {
        let s = |text: &str| AttributeValue::S(text.to_owned());
        let values = [
            s("a\"b"),
            AttributeValue::N("1.50".to_owned()),
            AttributeValue::B(Blob::new("hi")),
            AttributeValue::Bool(true),
            AttributeValue::Null(true),
            AttributeValue::Ss(vec!["x".to_owned()]),
            AttributeValue::Ns(vec!["1".to_owned()]),
            AttributeValue::Bs(vec![Blob::new("hi")]),
            AttributeValue::L(vec![s("e")]),
            AttributeValue::M(HashMap::from([("m".to_owned(), s("v"))])),
        ];
        let told = values.each_ref().map(|value| json(value).to_string());
        assert_eq!(
            told,
            [
                r#"{"S":"a\"b"}"#,
                r#"{"N":"1.50"}"#,
                r#"{"B":"aGk="}"#,
                r#"{"BOOL":true}"#,
                r#"{"NULL":true}"#,
                r#"{"SS":["x"]}"#,
                r#"{"NS":["1"]}"#,
                r#"{"BS":["aGk="]}"#,
                r#"{"L":[{"S":"e"}]}"#,
                r#"{"M":{"m":{"S":"v"}}}"#,
            ]
        );
    }
}
