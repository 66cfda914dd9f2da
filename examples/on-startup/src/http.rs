//! What the service answers.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use dynamig::report::Report;
use dynamig::{BoxError, Migrator};

/// What every request needs.
#[derive(Debug)]
struct Service {
    client: Client,
    migrator: Migrator,
    /// The real name of the table in this environment.
    visits: String,
}

/// The service's routes: `/` counts a visit, `/migrations` is the migration history, `/health` answers when the service
/// does, which is after everything was migrated.
///
/// # Errors
/// A table name that DynamoDB would refuse.
pub fn router(client: Client, migrator: Migrator) -> Result<Router, dynamig::Error> {
    let visits = migrator.settings().table_name("visits")?;
    let service = Service {
        client,
        migrator,
        visits,
    };
    Ok(Router::new()
        .route("/", get(visit))
        .route("/migrations", get(migrations))
        .route("/health", get(async || "ok\n"))
        .with_state(Arc::new(service)))
}

/// Where each migration stands. A strongly consistent Query a request, and the texts of errors: not for the public.
async fn migrations(State(service): State<Arc<Service>>) -> Result<Json<Report>, Failed> {
    Ok(Json(service.migrator.status().await?))
}

async fn visit(State(service): State<Arc<Service>>) -> Result<String, Failed> {
    let update = service.client.update_item().table_name(&service.visits);
    let answer = update
        .key("page", AttributeValue::S("/".to_owned()))
        .update_expression("ADD visits :one")
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .return_values(ReturnValue::UpdatedNew)
        .send()
        .await?;
    let visits = answer.attributes().and_then(|item| item.get("visits"));
    let visits = visits
        .and_then(|value| value.as_n().ok())
        .ok_or("no number came back")?;
    Ok(format!("{visits}\n"))
}

/// An error that the caller can do nothing about: the details are in the log.
struct Failed(BoxError);

impl<E: Into<BoxError>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        tracing::error!(error = &*self.0, "a request failed");
        (StatusCode::SERVICE_UNAVAILABLE, "try again later\n").into_response()
    }
}
