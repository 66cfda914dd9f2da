//! What the caller has no right to is refused as AWS refuses it.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::BatchStatementRequest;
use dynamig_harness::Harness;

use crate::items::{create_table, read, write};

#[tokio::test]
async fn refused_writes_leave_nothing_behind_and_reads_pass() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let client = db.client();
    db.refuse_writes();

    let refused = write(&client, &table).await.unwrap_err();
    assert_eq!(refused.code(), Some("AccessDeniedException"));
    let message = refused.message().unwrap();
    assert!(
        message.contains("dynamodb:PutItem") && message.contains(&table),
        "{message}"
    );
    let statement = format!("INSERT INTO \"{table}\" VALUE {{'id': 'a'}}");
    let refused = client.execute_statement().statement(statement).send().await;
    assert_eq!(refused.unwrap_err().code(), Some("AccessDeniedException"));
    let refused = client.delete_table().table_name(&table).send().await;
    assert_eq!(refused.unwrap_err().code(), Some("AccessDeniedException"));

    read(&client, &table).await.unwrap();
    client
        .describe_table()
        .table_name(&table)
        .send()
        .await
        .unwrap();
    let select = format!("SELECT * FROM \"{table}\"");
    let found = client
        .execute_statement()
        .statement(&select)
        .send()
        .await
        .unwrap();
    assert!(found.items().is_empty());
    let select = BatchStatementRequest::builder().statement(format!("{select} WHERE id = 'a'"));
    let batch = client
        .batch_execute_statement()
        .statements(select.build().unwrap());
    batch.send().await.unwrap();

    db.allow_all();
    write(&client, &table).await.unwrap();
}

#[tokio::test]
async fn a_denied_operation_is_refused_and_others_pass() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.deny("DescribeTable");
    let refused = db.client().describe_table().table_name(&table).send().await;
    assert_eq!(refused.unwrap_err().code(), Some("AccessDeniedException"));
    write(&db.client(), &table).await.unwrap();
}
