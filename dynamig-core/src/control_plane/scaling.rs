use std::collections::BTreeSet;

use aws_sdk_applicationautoscaling::Client;
use aws_sdk_applicationautoscaling::error::ProvideErrorMetadata as _;
use aws_sdk_applicationautoscaling::types::ServiceNamespace;
use futures_util::FutureExt as _;

use crate::error::{Code, Error};

/// So many resources may be named in a request.
/// <https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html>
const AT_ONCE: usize = 50;

/// Which of these resources are scalable targets. One request for 50 of them.
pub(crate) async fn scaled(client: &Client, ids: &[String]) -> Result<BTreeSet<String>, Error> {
    let mut targets = BTreeSet::new();
    for ids in ids.chunks(AT_ONCE) {
        let mut token = None;
        loop {
            let request = client.describe_scalable_targets();
            let answer = request
                .service_namespace(ServiceNamespace::Dynamodb)
                .set_resource_ids(Some(ids.to_vec()))
                .set_next_token(token)
                .send()
                .boxed()
                .await
                .map_err(|error| failed(error.code().map(str::to_owned).as_deref(), error))?;
            let found = answer.scalable_targets().iter();
            targets.extend(found.map(|target| target.resource_id().to_owned()));
            token = answer.next_token;
            if token.is_none() {
                break;
            }
        }
    }
    Ok(targets)
}

fn failed(code: Option<&str>, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    let error = match code {
        Some("AccessDeniedException") => Error::new(
            Code::PermissionDenied,
            "no permission for application-autoscaling:DescribeScalableTargets",
        )
        .hint(
            "allow it, or say `ignore = [\"capacity\"]` for tables that are scaled automatically",
        ),
        Some(code) => Error::new(
            Code::Aws,
            format!("DescribeScalableTargets failed with {code}"),
        ),
        None => Error::new(Code::Unreachable, "no answer to DescribeScalableTargets").hint(
            "check the region and the network; nothing was changed: run the same command again",
        ),
    };
    error.caused_by(cause)
}
