use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use serde_json::{Value, json};

use super::asked::{Asked, Kind};
use super::engine::{Engine, Reply};
use super::held::Status;
use super::passed::passed;
use super::rejection::Rejection;
use super::{Strict, show};
use crate::stack::success;

/// The layer at the engine: carries out what is accepted, and answers what the engine cannot.
#[derive(Debug)]
pub(crate) struct Holding {
    pub(crate) strict: Strict,
    pub(crate) inner: SharedHttpConnector,
}

type Answered = Result<HttpResponse, ConnectorError>;

impl HttpConnector for Holding {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let asked = Asked::of(&request);
        let Some(table) = asked.table.clone().filter(|_| asked.kind() != Kind::Other) else {
            return self.inner.call(request);
        };
        let strict = self.strict.clone();
        let engine = Engine::like(&self.inner, &request);
        if asked.kind() == Kind::Look {
            return HttpConnectorFuture::new(async move {
                look(&strict, &engine, &asked, &table).await
            });
        }
        HttpConnectorFuture::new(async move {
            // What was sent is carried out even when its sender stops waiting, as by a server.
            let changing =
                tokio::spawn(async move { change(&strict, &engine, &asked, &table).await });
            match changing.await {
                Ok(answered) => answered,
                Err(stopped) => Err(ConnectorError::other(stopped.into(), None)),
            }
        })
    }
}

/// Judges once more, as the table may have changed on the way, and then nothing comes between.
async fn change(strict: &Strict, engine: &Engine, asked: &Asked, table: &str) -> Answered {
    let _turn = strict.turns().lock().await;
    strict.meet(engine, asked).await?;
    if let Err(rejection) = strict.judge(asked) {
        strict.reject(asked, &rejection);
        return Ok(rejection.answer());
    }
    let before = engine.describe(table).await?.unwrap_or_default();
    let old = strict.look(table, |held, now| show::described(held, &before, now));
    let mut answered = json!({});
    if let Some(body) = passed(asked) {
        let reply = engine.ask(&asked.operation, &body).await?;
        if !reply.is_success() {
            return Ok(reply.into_response());
        }
        answered = reply.body;
    }
    let after = match asked.operation.as_str() {
        "CreateTable" => engine.describe(table).await?.unwrap_or_default(),
        // Before an index or the table goes: what it was is still shown.
        _ => before,
    };
    strict.remember(table, &after);
    strict.accept(asked, after);
    Ok(success(&answer(strict, asked, table, old, answered)))
}

/// AWS answers an update with the values from before it.
fn answer(strict: &Strict, asked: &Asked, table: &str, old: Option<Value>, engine: Value) -> Value {
    let description = strict.look(table, |held, now| match old {
        Some(mut old) => {
            old["TableStatus"] = json!(held.status(now).word());
            old
        }
        None => show::described(held, &held.described, now),
    });
    let revision = strict.look(table, |held, _| show::policy(held)).flatten();
    match asked.operation.as_str() {
        "CreateTable" | "UpdateTable" | "DeleteTable" => json!({ "TableDescription": description }),
        "UpdateContinuousBackups" => strict.look(table, show::backups).unwrap_or_default(),
        "PutResourcePolicy" => json!({ "RevisionId": revision.unwrap_or_default()["RevisionId"] }),
        _ => engine,
    }
}

async fn look(strict: &Strict, engine: &Engine, asked: &Asked, table: &str) -> Answered {
    let answer = match asked.operation.as_str() {
        "DescribeTable" => return describe(strict, engine, asked, table).await,
        "DescribeTimeToLive" => strict.look(table, show::ttl),
        "DescribeContinuousBackups" => strict.look(table, show::backups),
        "GetResourcePolicy" => match strict.look(table, |held, _| show::policy(held)).flatten() {
            Some(policy) => Some(policy),
            None => return Ok(Rejection::no_policy(asked.arn()).answer()),
        },
        // Tags are the engine's.
        _ => None,
    };
    match answer {
        Some(answer) => Ok(success(&answer)),
        None => Ok(engine
            .ask(&asked.operation, &asked.body)
            .await?
            .into_response()),
    }
}

async fn describe(strict: &Strict, engine: &Engine, asked: &Asked, table: &str) -> Answered {
    let deleting = strict.look(table, |held, now| {
        let is_deleting = held.status(now) == Status::Deleting;
        is_deleting.then(|| show::described(held, &held.described, now))
    });
    if let Some(description) = deleting.flatten() {
        return Ok(success(&json!({ "Table": description })));
    }
    let reply: Reply = engine.ask(&asked.operation, &asked.body).await?;
    if !reply.is_success() {
        strict.forget(table);
        return Ok(reply.into_response());
    }
    let shown = strict.look(table, |held, now| {
        show::described(held, &reply.body["Table"], now)
    });
    Ok(match shown {
        Some(shown) => success(&json!({ "Table": shown })),
        None => reply.into_response(),
    })
}
