use std::error::Error as StdError;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::{Code, Error, find};
use crate::context::Refused;

/// What a call of ours was about, for the sentence of its error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    /// The operation, as IAM names it without its prefix: `GetItem`.
    pub(crate) operation: &'a str,
    /// The table's real name.
    pub(crate) table: &'a str,
}

impl Call<'_> {
    /// Turns an answer of AWS, or its absence, into an error that names what, which and what next.
    pub(crate) fn failed<E>(self, error: SdkError<E, HttpResponse>) -> Error
    where
        E: ProvideErrorMetadata + StdError + Send + Sync + 'static,
    {
        let service_code = error.code().map(str::to_owned);
        let status = error
            .raw_response()
            .map(|response| response.status().as_u16());
        let is_answer = matches!(error, SdkError::ServiceError(_));
        let boxed: super::BoxError = Box::new(error);
        let described = match service_code {
            Some(code) => self.answered(&code),
            None if is_answer || status.is_some() => self.not_dynamodb(status),
            None => self.unanswered(&*boxed),
        };
        described.caused_by(boxed)
    }

    fn answered(self, code: &str) -> Error {
        let Self { operation, table } = self;
        match code {
            "AccessDeniedException" => Error::new(
                Code::PermissionDenied,
                format!("no permission for dynamodb:{operation} on table `{table}`"),
            )
            .hint(format!(
                "allow dynamodb:{operation} on that table, or use other credentials"
            )),
            "UnrecognizedClientException"
            | "InvalidSignatureException"
            | "MissingAuthenticationTokenException" => Error::new(
                Code::Credentials,
                format!("the credentials were not accepted for {operation} on `{table}`"),
            )
            .hint("check the profile, the account and the region"),
            "ExpiredTokenException" => Error::new(
                Code::CredentialsExpired,
                format!("the credentials had expired at {operation} on `{table}`"),
            )
            .hint("sign in again, then run the same command again: it goes on from there"),
            "ResourceNotFoundException" => Error::new(
                Code::TableMissing,
                format!("table `{table}` does not exist"),
            )
            .hint("check the region, the account and the table prefix"),
            "ProvisionedThroughputExceededException"
            | "ThrottlingException"
            | "RequestLimitExceeded" => Error::new(
                Code::Throttled,
                format!("{operation} on table `{table}` was throttled"),
            )
            .hint("run the same command again, or give the table more capacity"),
            code => Error::new(
                Code::Aws,
                format!("{operation} on table `{table}` failed with {code}"),
            ),
        }
    }

    fn not_dynamodb(self, status: Option<u16>) -> Error {
        let status = status.map_or_else(String::new, |status| format!(" (HTTP {status})"));
        Error::new(
            Code::NotDynamoDb,
            format!(
                "{} on table `{}` got an answer{status} that is not DynamoDB's",
                self.operation, self.table
            ),
        )
        .hint("check the endpoint: something else listens there")
    }

    fn unanswered(self, error: &(dyn StdError + Send + Sync + 'static)) -> Error {
        let Self { operation, table } = self;
        if let Some(refused) = find::<Refused>(error) {
            return Error::new(
                refused.code(),
                format!("{operation} on table `{table}` was not sent"),
            );
        }
        if find::<aws_credential_types::provider::error::CredentialsError>(error).is_some()
            || super::chain(error).contains("the credential provider was not enabled")
        {
            return Error::new(Code::Credentials, format!("no credentials were found for {operation} on `{table}`"))
                .hint("set AWS_PROFILE or the AWS_* variables, or name a local engine with --local or --endpoint-url");
        }
        Error::new(Code::Unreachable, format!("no answer to {operation} on table `{table}`"))
            .hint("check the endpoint, the region and the network; nothing is lost: run the same command again")
    }
}
