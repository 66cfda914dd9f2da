//! Answers that no local engine gives, read by the SDK from the bytes that AWS documents.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;

use super::table::{Table, Way, item, n, s, update};
use crate::error::Code;
use crate::rewrite::write::answer::{Answer, Refused, Sent, Why};
use crate::rewrite::write::throttling::{Limit, Operation, Resource};

/// Answers every request with this status and body, or, without a status, not at all.
#[derive(Clone, Debug)]
struct Says(Option<u16>, String);

impl HttpConnector for Says {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let Self(status, body) = self.clone();
        HttpConnectorFuture::ready(match status {
            Some(status) => {
                let status = status.try_into().unwrap();
                Ok(HttpResponse::new(status, SdkBody::from(body)))
            }
            None => Err(ConnectorError::io("connection reset".into())),
        })
    }
}

async fn told(status: Option<u16>, body: &str, way: Way) -> Result<Sent, Refused> {
    let mut table = Table::new().await;
    let scanned = table.put(item(0, &[("a", n("1"))])).await;
    let verdict = match body.contains("CancellationReasons") {
        true => update(&[("sk.n", n("5"))], &[]),
        false => update(&[("b", s("x"))], &[]),
    };
    let packed = table.packed(table.intent(&scanned, verdict, &["a"]), way);
    let says = SharedHttpConnector::new(Says(status, body.to_owned()));
    let config = crate::embedded::config(http_client_fn(move |_, _| says.clone()));
    let config = config.retry_config(RetryConfig::disabled());
    table.client = Client::from_conf(config.build());
    table.try_send(&packed).await
}

async fn answer(status: Option<u16>, body: &str, way: Way) -> Answer {
    told(status, body, way).await.unwrap().answers.remove(0)
}

fn exception(code: &str, rest: &str) -> String {
    format!(r#"{{"__type":"com.amazonaws.dynamodb.v20120810#{code}","message":"m"{rest}}}"#)
}

fn statement(code: &str) -> String {
    format!(r#"{{"Responses":[{{"Error":{{"Code":"{code}","Message":"m"}},"TableName":"t"}}]}}"#)
}

#[tokio::test]
async fn a_throttled_request_tells_by_what() {
    let list = r#"[{"reason":"TableWriteKeyRangeThroughputExceeded","resource":"arn:aws:dynamodb:eu-west-1:1:table/t"}]"#;
    // The model writes the name in two ways.
    let reasons = format!(r#","ThrottlingReasons":{list},"throttlingReasons":{list}"#);
    for code in [
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
    ] {
        for way in super::table::WAYS {
            let answer = answer(Some(400), &exception(code, &reasons), way).await;
            let Answer::Throttled(reasons) = answer else {
                panic!("{code} {answer:?}");
            };
            // Of this one, a batch's error has no type in the SDK, and with it no reasons.
            if code == "ProvisionedThroughputExceededException" && matches!(way, Way::Statement) {
                assert!(reasons.is_empty());
                continue;
            }
            assert_eq!(reasons.len(), 1, "{code} {way:?}");
            assert_eq!(reasons[0].resource, Resource::Table("t".into()));
            assert_eq!(reasons[0].operation, Operation::Write);
            assert_eq!(reasons[0].limit, Limit::KeyRange);
        }
    }
}

#[tokio::test]
async fn a_throttled_statement_goes_out_alone_and_costs_nothing() {
    for code in [
        "ProvisionedThroughputExceeded",
        "RequestLimitExceeded",
        "ThrottlingError",
    ] {
        let sent = told(Some(200), &statement(code), Way::Statement)
            .await
            .unwrap();
        assert!(
            matches!(sent.answers[..], [Answer::Alone(Why::Throttled)]),
            "{code}"
        );
        assert_eq!(sent.units, 0.0);
    }
}

#[tokio::test]
async fn a_code_of_a_statement_that_tells_enough_is_judged_at_once() {
    let judged = |code: &'static str| async move {
        answer(Some(200), &statement(code), Way::Statement).await
    };
    assert!(matches!(
        judged("ConditionalCheckFailed").await,
        Answer::Alone(Why::Doubted)
    ));
    assert!(matches!(
        judged("SomethingNew").await,
        Answer::Alone(Why::Doubted)
    ));
    assert!(matches!(judged("TransactionConflict").await, Answer::Busy));
    assert!(matches!(
        judged("InternalServerError").await,
        Answer::Ambiguous(_)
    ));
    assert!(matches!(
        judged("ItemCollectionSizeLimitExceeded").await,
        Answer::Fault(_)
    ));
    assert!(matches!(
        judged("ValidationError").await,
        Answer::Alone(Why::Doubted)
    ));
    assert!(matches!(
        judged("ResourceNotFound").await,
        Answer::Systemic(_)
    ));
    let nothing = answer(Some(200), r#"{"Responses":[]}"#, Way::Statement).await;
    assert!(matches!(nothing, Answer::Ambiguous(_)), "{nothing:?}");
}

#[tokio::test]
async fn denied_statements_are_told_apart_from_denied_updates() {
    let denied = exception("AccessDeniedException", "");
    for (status, body) in [(200, statement("AccessDenied")), (400, denied.clone())] {
        let refused = told(Some(status), &body, Way::Statement).await;
        let Err(Refused::PartiqlNotPermitted(error)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(error.code(), Code::PermissionDenied);
    }
    let refused = told(Some(400), &denied, Way::Single).await;
    assert!(matches!(refused, Err(Refused::Systemic(_))), "{refused:?}");
}

#[tokio::test]
async fn what_may_have_been_carried_out_is_ambiguous() {
    let internal = exception("InternalServerError", "");
    for way in super::table::WAYS {
        for (status, body) in [
            (None, ""),
            (Some(500), internal.as_str()),
            (Some(502), "<html>"),
            (Some(503), ""),
            (Some(504), ""),
            (Some(200), "{\"Respon"),
        ] {
            let sent = told(status, body, way).await.unwrap();
            let [Answer::Ambiguous(error)] = &sent.answers[..] else {
                panic!("{status:?} {sent:?}");
            };
            let expected = match status {
                None => Code::Unreachable,
                Some(500) => Code::Aws,
                Some(_) => Code::NotDynamoDb,
            };
            assert_eq!(error.code(), expected, "{status:?}");
            assert_eq!(sent.units, 1.0, "it may have been charged");
        }
    }
}

#[tokio::test]
async fn what_no_item_can_help_stops_everything() {
    for (code, expected) in [
        ("ExpiredTokenException", Code::CredentialsExpired),
        ("UnrecognizedClientException", Code::Credentials),
        ("ResourceNotFoundException", Code::TableMissing),
        ("SomethingNewException", Code::Aws),
    ] {
        for way in super::table::WAYS {
            let refused = told(Some(400), &exception(code, ""), way).await;
            let Err(Refused::Systemic(error)) = refused else {
                panic!("{code} {refused:?}");
            };
            assert_eq!(error.code(), expected);
        }
    }
    let invalid = exception("ValidationException", "");
    let refused = told(Some(400), &invalid, Way::Statement).await;
    assert!(matches!(refused, Err(Refused::Systemic(_))), "{refused:?}");
    let Answer::Fault(fault) = answer(Some(400), &invalid, Way::Single).await else {
        panic!("one item is not valid");
    };
    assert!(fault.to_string().contains("may hold values"), "{fault}");
    let large = answer(Some(413), "", Way::Statement).await;
    assert!(matches!(large, Answer::Alone(Why::TooLarge)), "{large:?}");
    let busy = exception("TransactionConflictException", "");
    assert!(matches!(
        answer(Some(400), &busy, Way::Single).await,
        Answer::Busy
    ));
}

#[tokio::test]
async fn a_cancelled_transaction_is_judged_by_its_reasons() {
    let judged = |codes: [&'static str; 2]| async move {
        let reasons = codes
            .map(|code| format!(r#"{{"Code":"{code}"}}"#))
            .join(",");
        let rest = format!(r#","CancellationReasons":[{reasons}]"#);
        let body = exception("TransactionCanceledException", &rest);
        answer(Some(400), &body, Way::Single).await
    };
    assert!(matches!(
        judged(["TransactionConflict", "None"]).await,
        Answer::Busy
    ));
    assert!(matches!(
        judged(["None", "ThrottlingError"]).await,
        Answer::Throttled(_)
    ));
    assert!(matches!(
        judged(["ConditionalCheckFailed", "None"]).await,
        Answer::Fault(_)
    ));
    assert!(matches!(
        judged(["None", "ConditionalCheckFailed"]).await,
        Answer::Conflict(_)
    ));
    assert!(matches!(
        judged(["ValidationError", "TransactionConflict"]).await,
        Answer::Fault(_)
    ));
}
