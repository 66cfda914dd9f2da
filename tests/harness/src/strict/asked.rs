use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use serde_json::Value;

/// A request as the law reads it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) operation: String,
    pub(super) body: Value,
    /// The table that it names, by name or in an ARN.
    pub(super) table: Option<String>,
}

/// What the law may do with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It changes a table.
    Change,
    /// It looks at a table.
    Look,
    /// It is about items, or about what the law does not know.
    Other,
}

impl Asked {
    pub(super) fn of(request: &HttpRequest) -> Self {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let body = request.body().bytes().unwrap_or_default();
        let body = serde_json::from_slice(body).unwrap_or(Value::Null);
        let named = text(&body["TableName"]).or_else(|| text(&body["ResourceArn"]));
        Self {
            operation: target.rsplit('.').next().unwrap_or_default().to_owned(),
            table: named.map(|name| table_of(name).to_owned()),
            body,
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self.operation.as_str() {
            "CreateTable"
            | "UpdateTable"
            | "DeleteTable"
            | "UpdateTimeToLive"
            | "UpdateContinuousBackups"
            | "TagResource"
            | "UntagResource"
            | "PutResourcePolicy"
            | "DeleteResourcePolicy" => Kind::Change,
            "DescribeTable"
            | "DescribeTimeToLive"
            | "DescribeContinuousBackups"
            | "ListTagsOfResource"
            | "GetResourcePolicy" => Kind::Look,
            _ => Kind::Other,
        }
    }

    pub(super) fn is_poll(&self) -> bool {
        self.operation.starts_with("Describe")
    }

    /// The resource as the request writes it.
    pub(super) fn arn(&self) -> &str {
        text(&self.body["ResourceArn"]).unwrap_or_default()
    }
}

/// The table's name in its ARN or that of something below it; a name is itself.
fn table_of(named: &str) -> &str {
    named
        .split_once(":table/")
        .map_or(named, |(_, below)| below.split('/').next().unwrap_or(below))
}

pub(super) fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

/// The members of a list; none of anything else.
pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Whether a member is there: `null` is as good as absent.
pub(super) fn given(value: &Value) -> bool {
    !value.is_null()
}
