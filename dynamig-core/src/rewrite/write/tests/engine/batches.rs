use std::sync::Arc;

use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::types::{
    BatchStatementError, BatchStatementErrorCodeEnum, BatchStatementResponse, GlobalSecondaryIndex,
    KeyType, Projection, ProjectionType, ScalarAttributeType,
};

use super::table::{Table, Way, attribute, item, key, n, s, update};
use crate::error::Code;
use crate::item::Verdict;
use crate::rewrite::write::answer::{Answer, Refused, Why};
use crate::rewrite::write::pack::{Packed, Packer, Packing, Pushed};
use crate::rewrite::write::target::Target;
use crate::rewrite::write::{batch, send};

#[tokio::test]
async fn each_statement_of_a_full_batch_has_an_answer_of_its_own() {
    let table = Table::new().await;
    let mut packer = Packer::new(Arc::clone(&table.target), Packing::Batches);
    let mut ready = None;
    for i in 0..25 {
        let scanned = table.put(item(i, &[("a", n("1"))])).await;
        if i % 5 == 0 {
            table.put(item(i, &[("a", n("2"))])).await;
        }
        let verdict = match i % 2 {
            0 => update(&[("b", s("x"))], &["a"]),
            _ => Verdict::Delete,
        };
        match packer.push(table.intent(&scanned, verdict, &["a"])) {
            Pushed::Kept => {}
            Pushed::Ready(packed) => ready = Some(packed),
            pushed => panic!("{pushed:?}"),
        }
    }
    let packed = ready.expect("25 are a batch");
    let sent = table.try_send(&packed).await.unwrap();
    assert_eq!(sent.answers.len(), 25);
    assert_eq!(sent.units, 25.0, "a refused write costs as well");
    for (i, answer) in sent.answers.iter().enumerate() {
        let now = table.get(&item(i, &[])).await;
        match (i % 5, i % 2) {
            (0, _) => {
                assert!(matches!(answer, Answer::Conflict(_)), "{i} {answer:?}");
                assert_eq!(now, Some(item(i, &[("a", n("2"))])));
            }
            (_, 0) => assert_eq!(now, Some(item(i, &[("b", s("x"))])), "{answer:?}"),
            _ => assert_eq!(now, None, "{answer:?}"),
        }
    }
    assert_eq!(packed.into_writes().len(), 25);
}

#[tokio::test]
async fn an_index_key_of_a_wrong_type_is_a_fault_of_one_item() {
    let index = GlobalSecondaryIndex::builder()
        .index_name("by_status")
        .key_schema(key("status", KeyType::Hash))
        .projection(
            Projection::builder()
                .projection_type(ProjectionType::All)
                .build(),
        )
        .build()
        .unwrap();
    let status = attribute("status", ScalarAttributeType::S);
    let more = |request: CreateTableFluentBuilder| {
        request
            .global_secondary_indexes(index)
            .attribute_definitions(status)
    };
    let table = Table::with(more, Vec::new()).await;
    let scanned = table.put(item(0, &[])).await;
    let intent = || table.intent(&scanned, update(&[("status", n("7"))], &[]), &[]);
    let answer = table.send(intent(), Way::Statement).await;
    assert!(matches!(answer, Answer::Alone(Why::Doubted)), "{answer:?}");
    let Answer::Fault(fault) = table.send(intent(), Way::Single).await else {
        panic!("a number is no text");
    };
    let text = fault.to_string();
    assert!(text.contains("Type mismatch for Index Key"), "{text}");
    assert_eq!(table.get(&scanned).await.as_ref(), Some(&*scanned));
}

#[tokio::test]
async fn a_table_that_is_missing_or_has_another_key_stops_everything() {
    let mut table = Table::new().await;
    let scanned = table.put(item(0, &[])).await;
    let intent = || table.intent(&scanned, update(&[("a", s("x"))], &[]), &[]);
    let (single, statement) = (intent(), intent());
    let of = |name: &str, sort: Option<&str>| {
        Arc::new(Target {
            table: name.into(),
            partition: "pk".into(),
            sort: sort.map(str::to_owned),
            indexes: Vec::new(),
        })
    };
    table.target = of("missing", Some("sk.n"));
    let refused = table
        .try_send(&table.packed(single.clone(), Way::Single))
        .await;
    let Err(Refused::Systemic(error)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(error.code(), Code::TableMissing);
    let answer = table.send(statement, Way::Statement).await;
    assert!(
        matches!(&answer, Answer::Systemic(e) if e.code() == Code::TableMissing),
        "{answer:?}"
    );

    table.target = of("of.items-1", None);
    let refused = table.try_send(&table.packed(single, Way::Single)).await;
    assert!(matches!(refused, Err(Refused::Systemic(_))), "{refused:?}");
}

#[tokio::test]
async fn a_condition_that_holds_though_a_statement_failed_is_asked_again_alone() {
    let table = Table::new().await;
    let scanned = table.put(item(0, &[("a", n("1"))])).await;
    let intent = table.intent(&scanned, update(&[("b", s("x"))], &[]), &["a"]);
    // As an engine would answer whose comparison differs from ours.
    let error = BatchStatementError::builder()
        .code(BatchStatementErrorCodeEnum::ConditionalCheckFailed)
        .set_item(Some((*scanned).clone()))
        .build();
    let response = BatchStatementResponse::builder().error(error).build();
    let call = send::call("BatchExecuteStatement", &table.target);
    let answers = batch::answers(&[&intent], vec![response], call).unwrap();
    assert!(
        matches!(answers[..], [Answer::Alone(Why::Doubted)]),
        "{answers:?}"
    );

    let alone = Packed::alone(intent, &table.target).unwrap();
    let sent = table.try_send(&alone).await.unwrap();
    assert!(matches!(sent.answers[..], [Answer::Done]));
}
