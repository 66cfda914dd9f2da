use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};

use crate::embedded::Engine;
use crate::item::{Attributes, Difference, ReadSet, Verdict};
use crate::migration::Compare;
use crate::rewrite::write::answer::{Answer, Refused, Sent};
use crate::rewrite::write::intent::{Intent, Terms, intend};
use crate::rewrite::write::pack::{Packed, Packer, Packing, Pushed};
use crate::rewrite::write::send::send;
use crate::rewrite::write::target::Target;

/// A table whose key is a text and a number.
pub(super) struct Table {
    pub(super) client: Client,
    pub(super) target: Arc<Target>,
}

/// How a write goes out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    Statement,
    Single,
}

pub(super) const WAYS: [Way; 2] = [Way::Statement, Way::Single];

impl Table {
    pub(super) async fn new() -> Self {
        Self::with(|request| request, Vec::new()).await
    }

    pub(super) async fn with(
        more: impl FnOnce(CreateTableFluentBuilder) -> CreateTableFluentBuilder,
        indexes: Vec<crate::table::Index>,
    ) -> Self {
        let client = Engine::memory().unwrap().client();
        let request = client
            .create_table()
            .table_name("of.items-1")
            .billing_mode(BillingMode::PayPerRequest)
            .key_schema(key("pk", KeyType::Hash))
            .key_schema(key("sk.n", KeyType::Range))
            .attribute_definitions(attribute("pk", ScalarAttributeType::S))
            .attribute_definitions(attribute("sk.n", ScalarAttributeType::N));
        more(request).send().await.unwrap();
        let target = Target {
            table: "of.items-1".into(),
            partition: "pk".into(),
            sort: Some("sk.n".into()),
            indexes,
        };
        Self {
            client,
            target: Arc::new(target),
        }
    }

    /// Puts an item and reads it back, as a scan would find it.
    pub(super) async fn put(&self, item: Attributes) -> Arc<Attributes> {
        let request = self.client.put_item().table_name(&self.target.table);
        request.set_item(Some(item.clone())).send().await.unwrap();
        Arc::new(self.get(&item).await.expect("it was put"))
    }

    pub(super) async fn get(&self, item: &Attributes) -> Option<Attributes> {
        let request = self.client.get_item().table_name(&self.target.table);
        let request = request.set_key(Some(self.target.key_of(item)));
        request.consistent_read(true).send().await.unwrap().item
    }

    pub(super) fn intent(
        &self,
        scanned: &Arc<Attributes>,
        verdict: Verdict,
        reads: &[&str],
    ) -> Intent {
        let reads = reads.iter().map(|&name| name.to_owned());
        let reads = ReadSet::Attributes(reads.collect());
        let terms = Terms {
            compare: Compare::Read,
            marker: None,
        };
        let intent = intend(scanned, verdict, reads, &self.target, &terms);
        intent.unwrap().expect("something to write")
    }

    pub(super) fn packed(&self, intent: Intent, way: Way) -> Packed<Intent> {
        let packing = match way {
            Way::Statement => Packing::BatchesOfOne,
            Way::Single => Packing::Singles,
        };
        let mut packer = Packer::new(Arc::clone(&self.target), packing);
        match packer.push(intent) {
            Pushed::Ready(packed) => packed,
            pushed => panic!("{pushed:?}"),
        }
    }

    pub(super) async fn try_send(&self, packed: &Packed<Intent>) -> Result<Sent, Refused> {
        send(&self.client, &self.target, packed, "token").await
    }

    /// The answer for the only write of a request.
    pub(super) async fn send(&self, intent: Intent, way: Way) -> Answer {
        let packed = self.packed(intent, way);
        let mut answers = self.try_send(&packed).await.unwrap().answers;
        assert_eq!(answers.len(), 1);
        answers.remove(0)
    }
}

pub(super) fn key(name: &str, role: KeyType) -> KeySchemaElement {
    let key = KeySchemaElement::builder()
        .attribute_name(name)
        .key_type(role);
    key.build().unwrap()
}

pub(super) fn attribute(name: &str, kind: ScalarAttributeType) -> AttributeDefinition {
    let attribute = AttributeDefinition::builder().attribute_name(name);
    attribute.attribute_type(kind).build().unwrap()
}

pub(super) fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub(super) fn n(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

/// An item with this sort key.
pub(super) fn item(sort: usize, others: &[(&str, AttributeValue)]) -> Attributes {
    let key = [("pk", s("p\"'")), ("sk.n", n(&sort.to_string()))];
    let all = key.iter().chain(others);
    all.map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

pub(super) fn update(set: &[(&str, AttributeValue)], remove: &[&str]) -> Verdict {
    let set = set.iter();
    Verdict::Update(Difference {
        set: set
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        remove: remove.iter().map(|&name| name.to_owned()).collect(),
    })
}

/// One value of every type, and another of the same type.
pub(super) fn every_type() -> Vec<[AttributeValue; 2]> {
    let b = |bytes: [u8; 2]| AttributeValue::B(Blob::new(bytes));
    let l = AttributeValue::L;
    let long = "1234567890123456789012345678901234567";
    let deep = |value| m(l(vec![m(AttributeValue::Null(true)), value]));
    let mut values = sets();
    values.extend([
        [s("'; DROP \"x\" -- ?"), s("'; DROP \"x\" -- ? ")],
        [s(""), s(" ")],
        [n(&format!("{long}8")), n(&format!("{long}9"))],
        [n("-0.1e-100"), n("-0.2e-100")],
        [b([0, 255]), b([0, 254])],
        [AttributeValue::Bool(true), AttributeValue::Bool(false)],
        [AttributeValue::Null(true), AttributeValue::Bool(false)],
        [l(vec![]), l(vec![l(vec![])])],
        [m(l(vec![])), m(s(""))],
        [AttributeValue::M(Attributes::new()), m(s(""))],
        [deep(n("1.50")), deep(n("1.51"))],
    ]);
    values.extend(sets().into_iter().map(|pair| pair.map(deep)));
    values
}

fn sets() -> Vec<[AttributeValue; 2]> {
    let long = "1234567890123456789012345678901234567";
    let texts = |all: &[&str]| all.iter().map(|&text| text.to_owned()).collect();
    let ss = |all: &[&str]| AttributeValue::Ss(texts(all));
    let ns = |last: &str| AttributeValue::Ns(vec!["2".into(), format!("{long}{last}")]);
    let bs = |last: &str| AttributeValue::Bs(vec![Blob::new("b"), Blob::new(last)]);
    vec![
        [ss(&["b", "a"]), ss(&["a"])],
        [ns("8"), ns("9")],
        [bs("a"), bs("c")],
    ]
}

fn m(value: AttributeValue) -> AttributeValue {
    AttributeValue::M(Attributes::from([("a \"b\".c".to_owned(), value)]))
}
