//! What takes AWS its time is seen to take it.

use std::time::Duration;

use aws_sdk_dynamodb::types::{IndexStatus, SseStatus, TableDescription, TableStatus};
use dynamig_harness::{Clock, Durations, Harness, Strict};
use serde_json::json;

use super::asking::{
    T, accepted, create_index, created, delete_index, describe, on_demand, pass, rejected, settle,
    under_law, update,
};

fn status(table: &TableDescription) -> TableStatus {
    table.table_status.clone().unwrap()
}

/// Status and backfilling of an index, if it is there.
fn of_index(table: &TableDescription, name: &str) -> Option<(IndexStatus, Option<bool>)> {
    let all = table.global_secondary_indexes();
    let index = all.iter().find(|index| index.index_name() == Some(name))?;
    Some((index.index_status.clone().unwrap(), index.backfilling))
}

#[tokio::test]
async fn a_table_is_created_active_deleted_and_gone_and_has_another_id_after() {
    let db = under_law();
    let mut ids = Vec::new();
    for _ in 0..2 {
        accepted(&db, "CreateTable", &on_demand()).await;
        let table = describe(&db).await;
        assert_eq!(status(&table), TableStatus::Creating);
        assert_eq!(
            of_index(&table, "by_g"),
            Some((IndexStatus::Creating, None))
        );
        pass(&db, 8);
        let table = describe(&db).await;
        assert_eq!(status(&table), TableStatus::Active);
        assert_eq!(of_index(&table, "by_g"), Some((IndexStatus::Active, None)));
        accepted(&db, "DeleteTable", &json!({ "TableName": T })).await;
        let table = describe(&db).await;
        assert_eq!(status(&table), TableStatus::Deleting);
        ids.push(table.table_id.unwrap());
        pass(&db, 5);
        let gone = format!("Requested resource not found: Table: {T} not found");
        rejected(
            &db,
            "DescribeTable",
            &json!({ "TableName": T }),
            super::asking::RNF,
            &gone,
        )
        .await;
    }
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn an_index_is_allocated_backfilled_active_and_deleted() {
    let db = under_law();
    created(&db, &on_demand()).await;
    accepted(&db, "UpdateTable", &create_index("by_h", "h")).await;
    let mut walk = Vec::new();
    for seconds in [0, 30, 600] {
        pass(&db, seconds);
        let table = describe(&db).await;
        walk.push((status(&table), of_index(&table, "by_h").unwrap()));
    }
    assert_eq!(
        walk,
        [
            (TableStatus::Updating, (IndexStatus::Creating, Some(false))),
            (TableStatus::Active, (IndexStatus::Creating, Some(true))),
            (TableStatus::Active, (IndexStatus::Active, None)),
        ]
    );
    accepted(&db, "UpdateTable", &delete_index("by_h")).await;
    let table = describe(&db).await;
    assert_eq!(status(&table), TableStatus::Updating);
    assert_eq!(
        of_index(&table, "by_h"),
        Some((IndexStatus::Deleting, None))
    );
    pass(&db, 5);
    let table = describe(&db).await;
    assert_eq!(
        (status(&table), of_index(&table, "by_h")),
        (TableStatus::Active, None)
    );
}

#[tokio::test]
async fn encryption_and_warm_throughput_change_under_an_active_table() {
    let db = under_law();
    created(&db, &on_demand()).await;
    accepted(
        &db,
        "UpdateTable",
        &update(&json!({ "SSESpecification": { "Enabled": true } })),
    )
    .await;
    let table = describe(&db).await;
    assert_eq!(status(&table), TableStatus::Active);
    assert_eq!(
        table.sse_description.unwrap().status,
        Some(SseStatus::Updating)
    );
    pass(&db, 22);
    let encryption = describe(&db).await.sse_description.unwrap();
    assert_eq!(encryption.status, Some(SseStatus::Enabled));

    let warm =
        json!({ "WarmThroughput": { "ReadUnitsPerSecond": 15_000, "WriteUnitsPerSecond": 5_000 } });
    accepted(&db, "UpdateTable", &update(&warm)).await;
    let look = async || {
        let table = describe(&db).await;
        let warm = table.warm_throughput.clone().unwrap();
        (
            status(&table),
            warm.status.unwrap(),
            warm.read_units_per_second,
        )
    };
    assert_eq!(
        look().await,
        (TableStatus::Active, TableStatus::Updating, Some(15_000))
    );
    pass(&db, 300);
    assert_eq!(
        look().await,
        (TableStatus::Active, TableStatus::Active, Some(15_000))
    );
}

#[tokio::test]
async fn an_update_answers_with_the_values_from_before_it() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let answer = db
        .client()
        .update_table()
        .table_name(T)
        .table_class(aws_sdk_dynamodb::types::TableClass::StandardInfrequentAccess)
        .send()
        .await
        .unwrap();
    let echoed = answer.table_description.unwrap();
    assert_eq!(status(&echoed), TableStatus::Updating);
    assert!(echoed.table_class_summary.is_none());
    settle(&db);
    let class = describe(&db)
        .await
        .table_class_summary
        .unwrap()
        .table_class
        .unwrap();
    assert_eq!(class.as_str(), "STANDARD_INFREQUENT_ACCESS");
}

#[tokio::test]
async fn time_passes_with_each_poll_where_a_test_asks_for_it() {
    let clock = Clock::polled_every(Duration::from_secs(3));
    let db = Harness::dynoxide().strict(Strict::new(clock, Durations::default()));
    accepted(&db, "CreateTable", &on_demand()).await;
    let mut polls = 0;
    while status(&describe(&db).await) == TableStatus::Creating {
        polls += 1;
    }
    assert_eq!(polls, 2);
}

#[tokio::test(start_paused = true)]
async fn time_follows_tokios_clock_where_a_test_asks_for_it() {
    let db = Harness::dynoxide().strict(Strict::new(Clock::tokio(), Durations::default()));
    accepted(&db, "CreateTable", &on_demand()).await;
    assert_eq!(status(&describe(&db).await), TableStatus::Creating);
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!(status(&describe(&db).await), TableStatus::Active);
}

#[tokio::test]
async fn transient_states_can_be_scaled_away() {
    let instant = Durations::default().scaled(0.0);
    let db = Harness::dynoxide().strict(Strict::new(Clock::manual(), instant));
    accepted(&db, "CreateTable", &on_demand()).await;
    accepted(&db, "UpdateTable", &create_index("by_h", "h")).await;
    accepted(&db, "UpdateTable", &delete_index("by_h")).await;
    accepted(&db, "DeleteTable", &json!({ "TableName": T })).await;
    accepted(&db, "CreateTable", &on_demand()).await;
}
