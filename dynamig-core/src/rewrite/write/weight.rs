//! How many bytes a statement takes in a request, never fewer than it will.

use aws_sdk_dynamodb::types::AttributeValue;

use super::form::Form;
use super::intent::{Intent, IntentKind};
use super::target::Target;

/// What stands around a statement and its parameters.
const AROUND: usize =
    r#"{"Statement":,"Parameters":[],"ReturnValuesOnConditionCheckFailure":"ALL_OLD"},"#.len();

/// A statement with its parameters.
pub(super) fn of_statement(intent: &Intent, form: &Form, target: &Target) -> usize {
    let key = target
        .key_names()
        .filter_map(|name| intent.scanned.get(name));
    let compared = intent.conditions.iter().filter_map(|c| intent.was(c));
    let mut bytes = AROUND + form.bytes;
    if let IntentKind::Update(difference) = &intent.kind {
        bytes += difference.set.values().map(of_value).sum::<usize>();
    }
    bytes + key.chain(compared).map(of_value).sum::<usize>()
}

/// A text as JSON.
pub(super) fn of_text(text: &str) -> usize {
    let escaped = |byte: u8| match byte {
        b'"' | b'\\' => 2,
        0..0x20 | 0x7f => 6,
        _ => 1,
    };
    2 + text.bytes().map(escaped).sum::<usize>()
}

/// A value as JSON, with the comma after it.
fn of_value(value: &AttributeValue) -> usize {
    const TYPED: usize = r#"{"NULL":},"#.len();
    let base64 = |bytes: &[u8]| 4 * bytes.len().div_ceil(3) + 2;
    let content: usize = match value {
        AttributeValue::S(text) | AttributeValue::N(text) => of_text(text),
        AttributeValue::B(bytes) => base64(bytes.as_ref()),
        AttributeValue::Ss(texts) | AttributeValue::Ns(texts) => {
            2 + texts.iter().map(|text| of_text(text) + 1).sum::<usize>()
        }
        AttributeValue::Bs(all) => {
            2 + all
                .iter()
                .map(|bytes| base64(bytes.as_ref()) + 1)
                .sum::<usize>()
        }
        AttributeValue::L(values) => 2 + values.iter().map(of_value).sum::<usize>(),
        AttributeValue::M(map) => {
            let entries = map.iter();
            2 + entries
                .map(|(name, value)| of_text(name) + 1 + of_value(value))
                .sum::<usize>()
        }
        _ => "false".len(),
    };
    TYPED + content
}
