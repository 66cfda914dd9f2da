//! The layers: what is counted, refused and struck.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{AttributeValue, BatchStatementRequest};
use dynamig_harness::{Access, Harness, create_table_by_id, hanging_endpoint, html_endpoint};

#[tokio::test]
async fn every_request_is_counted_once_by_its_operation() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let before = db.counts();
    for _ in 0..3 {
        read(&db.client(), &table).await.unwrap();
    }
    write(&db.client(), &table).await.unwrap();

    let counts = db.counts().since(&before);
    assert_eq!((counts.of("GetItem"), counts.of("PutItem")), (3, 1));
    assert_eq!((counts.total(), counts.writes()), (4, 1));
    assert_eq!(counts.of("Scan"), 0);
}

#[tokio::test]
async fn the_record_of_requests_names_operation_tables_and_sender() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let name = aws_sdk_dynamodb::config::AppName::new("worker-a").unwrap();
    let client = Client::from_conf(db.config().app_name(name).build());
    let before = Instant::now();
    write(&client, &table).await.unwrap();

    let last = db.requests().pop().unwrap();
    assert_eq!(last.operation, "PutItem");
    assert_eq!(last.tables, [table]);
    assert_eq!(last.access, Access::Write);
    assert_eq!(last.sender.as_deref(), Some("worker-a"));
    assert!(last.at >= before && last.at <= Instant::now());
}

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

#[tokio::test]
async fn a_request_that_fails_before_it_is_sent_is_not_applied() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().on("PutItem").nth(2).fail_before();
    let client = without_retries(&db);
    write_id(&client, &table, "a").await.unwrap();
    let error = write_id(&client, &table, "b").await.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    write_id(&client, &table, "c").await.unwrap();
    assert_eq!(ids(&client, &table).await, ["a", "c"]);
    assert_eq!(db.faults().struck(), 1);
}

#[tokio::test]
async fn a_request_whose_response_is_lost_was_applied() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().on("PutItem").lose_response();
    let client = without_retries(&db);
    let error = write_id(&client, &table, "a").await.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!(ids(&client, &table).await, ["a"]);
}

#[tokio::test]
async fn the_sdk_sends_again_what_was_lost_and_both_attempts_count() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().on("PutItem").lose_response();
    write(&db.client(), &table).await.unwrap();
    assert_eq!(db.counts().of("PutItem"), 2);
}

#[tokio::test]
async fn from_a_request_onwards_everything_fails() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    db.faults().any().nth(2).onwards().fail_before();
    let client = without_retries(&db);
    write(&client, &table).await.unwrap();
    write(&client, &table).await.unwrap_err();
    read(&client, &table).await.unwrap_err();
    db.faults().clear();
    read(&client, &table).await.unwrap();
}

#[tokio::test]
async fn a_planned_answer_never_reaches_the_engine() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let (code, message) = ("ThrottlingException", "Rate exceeded");
    db.faults().on("PutItem").answer(400, code, message);
    let client = without_retries(&db);
    let error = write(&client, &table).await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some(code), Some(message)));
    assert!(ids(&client, &table).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_hanging_request_ends_at_the_clients_time_out_and_was_not_applied() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    let client = with_time_out(&db);
    db.faults().on("PutItem").hang();
    let error = write_id(&client, &table, "a").await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert!(ids(&client, &table).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_request_whose_answer_never_comes_was_applied() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    let client = with_time_out(&db);
    db.faults().on("PutItem").hang_after();
    let error = write_id(&client, &table, "a").await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(ids(&client, &table).await, ["a"]);
}

#[tokio::test(start_paused = true)]
async fn a_delay_passes_on_tokios_clock() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    db.faults().on("PutItem").delay(Duration::from_secs(40));
    let started = tokio::time::Instant::now();
    write(&db.client(), &table).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(40));
}

#[tokio::test(start_paused = true)]
async fn a_clients_read_time_out_holds_in_process_too() {
    let db = Harness::dynoxide();
    let table = create_table(&db).await;
    let limit = TimeoutConfig::builder()
        .read_timeout(Duration::from_secs(3))
        .build();
    let config = db
        .config()
        .timeout_config(limit)
        .retry_config(RetryConfig::disabled());
    db.faults().on("PutItem").hang();
    let error = write(&Client::from_conf(config.build()), &table)
        .await
        .unwrap_err();
    let SdkError::DispatchFailure(failure) = &error else {
        panic!("{error:?}");
    };
    assert!(failure.is_timeout());
}

#[tokio::test]
async fn a_served_stack_counts_refuses_and_strikes_like_the_one_in_process() {
    let db = Harness::from_env();
    let table = create_table(&db).await;
    let served = db.serve();
    let other = Harness::endpoint(&served.url());
    let before = db.counts();

    write_id(&other.client(), &table, "a").await.unwrap();
    assert_eq!(db.counts().since(&before).of("PutItem"), 1);
    assert_eq!(ids(&db.client(), &table).await, ["a"]);

    db.faults().on("PutItem").lose_response();
    let error = write_id(&without_retries(&other), &table, "b")
        .await
        .unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!(ids(&db.client(), &table).await, ["a", "b"]);

    db.refuse_writes();
    let refused = write_id(&other.client(), &table, "c").await.unwrap_err();
    assert_eq!(refused.code(), Some("AccessDeniedException"));
}

#[tokio::test]
async fn a_stopped_server_answers_no_more() {
    let db = Harness::dynoxide();
    let served = db.serve();
    let address = served.address();
    assert!(std::net::TcpStream::connect(address).is_ok());
    drop(served);
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn an_endpoint_that_hangs_ends_in_the_clients_time_out() {
    let endpoint = hanging_endpoint();
    let limit = TimeoutConfig::builder()
        .operation_timeout(Duration::from_millis(200))
        .build();
    let config = Harness::endpoint(&endpoint.url())
        .config()
        .timeout_config(limit);
    let error = Client::from_conf(config.build())
        .list_tables()
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
}

#[tokio::test]
async fn an_endpoint_that_answers_html_is_no_dynamodb() {
    let endpoint = html_endpoint();
    let client = Harness::endpoint(&endpoint.url()).client();
    let error = client.list_tables().send().await.unwrap_err();
    // Neither a success nor an error of the service by name, though the status says 200.
    assert!(error.code().is_none(), "{error:?}");
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 200);
}

#[tokio::test]
async fn two_tests_on_one_engine_do_not_meet() {
    let (one, other) = (Harness::from_env(), Harness::from_env());
    assert_ne!(one.prefix(), other.prefix());
    assert!(one.table("t").starts_with(one.prefix()));
}

fn without_retries(db: &Harness) -> Client {
    Client::from_conf(db.config().retry_config(RetryConfig::disabled()).build())
}

fn with_time_out(db: &Harness) -> Client {
    let limit = TimeoutConfig::builder()
        .operation_timeout(Duration::from_secs(30))
        .build();
    Client::from_conf(db.config().timeout_config(limit).build())
}

async fn create_table(db: &Harness) -> String {
    let name = db.table("items");
    create_table_by_id(&db.client(), &name).await;
    name
}

type PutError = SdkError<aws_sdk_dynamodb::operation::put_item::PutItemError>;
type GetError = SdkError<aws_sdk_dynamodb::operation::get_item::GetItemError>;

async fn write(client: &Client, table: &str) -> Result<(), PutError> {
    write_id(client, table, "a").await
}

async fn write_id(client: &Client, table: &str, id: &str) -> Result<(), PutError> {
    let id = AttributeValue::S(id.to_owned());
    client
        .put_item()
        .table_name(table)
        .item("id", id)
        .send()
        .await
        .map(drop)
}

async fn read(client: &Client, table: &str) -> Result<(), GetError> {
    let id = AttributeValue::S("a".to_owned());
    client
        .get_item()
        .table_name(table)
        .key("id", id)
        .send()
        .await
        .map(drop)
}

async fn ids(client: &Client, table: &str) -> Vec<String> {
    let scan = client
        .scan()
        .table_name(table)
        .consistent_read(true)
        .send()
        .await
        .unwrap();
    let mut ids: Vec<String> = scan
        .items()
        .iter()
        .map(|item| item["id"].as_s().unwrap().clone())
        .collect();
    ids.sort();
    ids
}
