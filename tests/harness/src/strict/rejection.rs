use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::stack::service_error;

/// Where a rule of the law is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The service model of DynamoDB: required members, lengths, patterns, enums.
    Model,
    /// Rule and text measured on AWS by `aws-controllers-k8s/dynamodb-controller`, `docs/api-quirks` (October 2026).
    Measured,
    /// Rule and text captured on AWS by the authors of dynoxide, in its comments and tests.
    Captured,
    /// The rule is measured or documented; its text is not known, and is ours.
    Unworded,
}

/// Why AWS would reject a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rejection {
    pub(super) status: u16,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) source: Source,
}

/// Whether a request keeps a rule.
pub(super) type Judged = Result<(), Rejection>;

impl Rejection {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status: 400,
            code,
            message: message.into(),
            source: Source::Measured,
        }
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new("ValidationException", message)
    }

    /// With the words in front that most have.
    pub(super) fn parameter(message: impl AsRef<str>) -> Self {
        let message = message.as_ref();
        Self::invalid(format!(
            "One or more parameter values were invalid: {message}"
        ))
    }

    /// What the service's own model refuses, by the path of the member.
    pub(super) fn constraint(value: &str, path: &str, constraint: &str) -> Self {
        Self::invalid(format!(
            "1 validation error detected: Value {value} at '{path}' failed to satisfy constraint: Member must {constraint}"
        ))
        .from(Source::Model)
    }

    pub(super) fn limit(message: impl AsRef<str>) -> Self {
        let message = message.as_ref();
        Self::new(
            "LimitExceededException",
            format!("Subscriber limit exceeded: {message}"),
        )
    }

    pub(super) fn in_use(message: impl AsRef<str>) -> Self {
        let message = message.as_ref();
        Self::new(
            "ResourceInUseException",
            format!("Attempt to change a resource which is still in use: {message}"),
        )
    }

    pub(super) fn exists(table: &str) -> Self {
        Self::new(
            "ResourceInUseException",
            format!("Table already exists: {table}"),
        )
    }

    pub(super) fn throttled(message: impl Into<String>) -> Self {
        Self::new("ThrottlingException", message)
    }

    pub(super) fn no_table(table: &str) -> Self {
        Self::new(
            "ResourceNotFoundException",
            format!("Requested resource not found: Table: {table} not found"),
        )
    }

    pub(super) fn no_resource(arn: &str) -> Self {
        // The missing letter is AWS's.
        Self::new(
            "ResourceNotFoundException",
            format!("Requested resource not found: ResourcArn: {arn} not found"),
        )
        .from(Source::Captured)
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new("ResourceNotFoundException", message)
    }

    pub(super) fn no_backups(table: &str) -> Self {
        Self::new(
            "TableNotFoundException",
            format!("Table not found: {table}"),
        )
    }

    pub(super) fn backups_unavailable(table: &str) -> Self {
        Self::new(
            "ContinuousBackupsUnavailableException",
            format!("Backups are being enabled for the table: {table}. Please retry later"),
        )
    }

    pub(super) fn no_policy(arn: &str) -> Self {
        Self::new(
            "PolicyNotFoundException",
            format!("Resource-based policy not found for the provided ResourceArn: {arn}"),
        )
        .from(Source::Unworded)
    }

    /// What AWS stumbles over itself.
    pub(super) fn internal() -> Self {
        Self {
            status: 500,
            ..Self::new("InternalServerError", "Internal server error")
        }
    }

    /// With another source than measurement.
    pub(super) fn from(self, source: Source) -> Self {
        Self { source, ..self }
    }

    pub(super) fn answer(&self) -> HttpResponse {
        service_error(self.status, self.code, &self.message)
    }
}
