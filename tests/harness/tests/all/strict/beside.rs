//! TTL, recovery, tags and policies, which have operations of their own.

use aws_sdk_dynamodb::types::{PointInTimeRecoveryStatus, TimeToLiveStatus};
use serde_json::{Value, json};

use super::asking::{
    LEE, RNF, T, VE, accepted, arn, created, on_demand, pass, rejected, settle, under_law,
};

fn ttl(attribute: &str, enabled: Value) -> Value {
    json!({ "TableName": T, "TimeToLiveSpecification": { "AttributeName": attribute, "Enabled": enabled } })
}

#[tokio::test]
async fn ttl_is_on_under_one_attribute_at_a_time() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let (on, off) = (|| json!(true), || json!(false));
    rejected(
        &db,
        "UpdateTimeToLive",
        &ttl("at", off()),
        VE,
        "TimeToLive is already disabled",
    )
    .await;
    accepted(&db, "UpdateTimeToLive", &ttl("at", on())).await;
    settle(&db);
    rejected(
        &db,
        "UpdateTimeToLive",
        &ttl("at", on()),
        VE,
        "TimeToLive is already enabled",
    )
    .await;
    let text = "TimeToLive is active on a different AttributeName: current AttributeName is at";
    rejected(&db, "UpdateTimeToLive", &ttl("other", off()), VE, text).await;
    rejected(&db, "UpdateTimeToLive", &ttl("other", on()), VE, text).await;
    accepted(&db, "UpdateTimeToLive", &ttl("at", off())).await;
    settle(&db);
    accepted(&db, "UpdateTimeToLive", &ttl("other", on())).await;
    let text = "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy \
                constraint: Member must have length greater than or equal to 1";
    rejected(&db, "UpdateTimeToLive", &ttl("", on()), VE, text).await;
}

#[tokio::test]
async fn ttl_takes_its_time_to_be_on_and_off() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let look = async || {
        let answer = db
            .client()
            .describe_time_to_live()
            .table_name(T)
            .send()
            .await
            .unwrap();
        let ttl = answer.time_to_live_description.unwrap();
        (ttl.time_to_live_status.unwrap(), ttl.attribute_name)
    };
    accepted(&db, "UpdateTimeToLive", &ttl("at", json!(true))).await;
    assert_eq!(
        look().await,
        (TimeToLiveStatus::Enabling, Some("at".into()))
    );
    settle(&db);
    assert_eq!(look().await, (TimeToLiveStatus::Enabled, Some("at".into())));
    accepted(&db, "UpdateTimeToLive", &ttl("at", json!(false))).await;
    assert_eq!(look().await.0, TimeToLiveStatus::Disabling);
    settle(&db);
    assert_eq!(look().await, (TimeToLiveStatus::Disabled, None));
}

#[tokio::test]
async fn recovery_is_held_and_not_available_just_after_creation() {
    let db = under_law();
    let recovery = |on: Value, days: Value| {
        let all = json!({ "PointInTimeRecoveryEnabled": on, "RecoveryPeriodInDays": days });
        let specification = super::asking::with(&json!({}), &all);
        json!({ "TableName": T, "PointInTimeRecoverySpecification": specification })
    };
    let on = recovery(json!(true), json!(7));
    let call = "UpdateContinuousBackups";
    accepted(&db, "CreateTable", &on_demand()).await;
    rejected(
        &db,
        call,
        &on,
        "TableNotFoundException",
        &format!("Table not found: {T}"),
    )
    .await;
    pass(&db, 8);
    let text = format!("Backups are being enabled for the table: {T}. Please retry later");
    rejected(
        &db,
        call,
        &on,
        "ContinuousBackupsUnavailableException",
        &text,
    )
    .await;
    pass(&db, 2);
    accepted(&db, call, &on).await;
    let look = async || {
        let answer = db
            .client()
            .describe_continuous_backups()
            .table_name(T)
            .send()
            .await
            .unwrap();
        let backups = answer.continuous_backups_description.unwrap();
        let recovery = backups.point_in_time_recovery_description.unwrap();
        (
            recovery.point_in_time_recovery_status.unwrap(),
            recovery.recovery_period_in_days,
        )
    };
    assert_eq!(look().await, (PointInTimeRecoveryStatus::Enabled, Some(7)));
    let text = "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.";
    rejected(&db, call, &recovery(json!(false), json!(7)), VE, text).await;
    let text = "1 validation error detected: Value '36' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed \
                to satisfy constraint: Member must have value less than or equal to 35";
    rejected(&db, call, &recovery(json!(true), json!(36)), VE, text).await;
    accepted(&db, call, &recovery(json!(false), Value::Null)).await;
    assert_eq!(look().await, (PointInTimeRecoveryStatus::Disabled, None));
}

#[tokio::test]
async fn tags_are_locked_while_they_change() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let arn = arn(&db).await;
    let tag = |tags: Value| json!({ "ResourceArn": arn, "Tags": tags });
    let many = |n: usize| -> Value {
        (0..n)
            .map(|i| json!({ "Key": format!("k{i}"), "Value": "v" }))
            .collect()
    };
    let text = "Atleast one Tag needs to be provided as Input.";
    rejected(&db, "TagResource", &tag(json!([])), VE, text).await;
    let none = json!({ "ResourceArn": arn, "TagKeys": [] });
    let text = "Atleast one Tag Key needs to be provided as Input.";
    rejected(&db, "UntagResource", &none, VE, text).await;
    accepted(&db, "TagResource", &tag(many(50))).await;
    let text = format!("Subscriber limit exceeded: Table tags are being updated: {T}");
    rejected(&db, "TagResource", &tag(many(50)), LEE, &text).await;
    let untag = json!({ "ResourceArn": arn, "TagKeys": ["k0"] });
    rejected(&db, "UntagResource", &untag, LEE, &text).await;
    pass(&db, 2);
    let more = tag(json!([{ "Key": "more", "Value": "v" }]));
    let text = "Number of Tags exceed the current limit for the provided ResourceArn";
    rejected(&db, "TagResource", &more, VE, text).await;
    accepted(&db, "UntagResource", &untag).await;
    pass(&db, 2);
    accepted(&db, "TagResource", &more).await;
    let tags = db
        .client()
        .list_tags_of_resource()
        .resource_arn(&arn)
        .send()
        .await
        .unwrap();
    assert_eq!(tags.tags().len(), 50);
}

#[tokio::test]
async fn a_policy_has_a_revision() {
    let db = under_law();
    created(&db, &on_demand()).await;
    let arn = arn(&db).await;
    let get = json!({ "ResourceArn": arn });
    let none = format!("Resource-based policy not found for the provided ResourceArn: {arn}");
    let code = "PolicyNotFoundException";
    rejected(&db, "GetResourcePolicy", &get, code, &none).await;
    let put = |expected: &str| json!({ "ResourceArn": arn, "Policy": "{}", "ExpectedRevisionId": expected });
    rejected(&db, "PutResourcePolicy", &put("1"), code, &none).await;
    accepted(&db, "PutResourcePolicy", &put("NO_POLICY")).await;
    let policy = db
        .client()
        .get_resource_policy()
        .resource_arn(&arn)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (policy.policy(), policy.revision_id()),
        (Some("{}"), Some("1"))
    );
    pass(&db, 15);
    rejected(&db, "PutResourcePolicy", &put("NO_POLICY"), code, &none).await;
    accepted(&db, "PutResourcePolicy", &put("1")).await;
    pass(&db, 15);
    accepted(&db, "DeleteResourcePolicy", &get).await;
    rejected(&db, "GetResourcePolicy", &get, code, &none).await;
}

#[tokio::test]
async fn beside_a_table_that_is_created_nothing_is_known() {
    let db = under_law();
    accepted(&db, "CreateTable", &on_demand()).await;
    let arn = arn(&db).await;
    let no_table = format!("Requested resource not found: Table: {T} not found");
    rejected(
        &db,
        "UpdateTimeToLive",
        &ttl("at", json!(true)),
        RNF,
        &no_table,
    )
    .await;
    let no_resource = format!("Requested resource not found: ResourcArn: {arn} not found");
    let tag = json!({ "ResourceArn": arn, "Tags": [{ "Key": "k", "Value": "v" }] });
    rejected(&db, "TagResource", &tag, RNF, &no_resource).await;
    let policy = json!({ "ResourceArn": arn, "Policy": "{}" });
    rejected(&db, "PutResourcePolicy", &policy, RNF, &no_resource).await;
    pass(&db, 8);
    accepted(&db, "TagResource", &tag).await;
    accepted(&db, "PutResourcePolicy", &policy).await;
}
