use aws_sdk_dynamodb::types::ThrottlingReason as Told;

/// Why DynamoDB throttled a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ThrottlingReason {
    pub(crate) resource: Resource,
    pub(crate) operation: Operation,
    pub(crate) limit: Limit,
}

/// What is throttled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resource {
    /// The table with this name.
    Table(String),
    /// The index with this name.
    Index(String),
}

/// Which of a table's two rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Read,
    Write,
}

/// Which limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// That of one partition: only the segment whose keys are there has to slow down.
    KeyRange,
    /// What is provisioned.
    Provisioned,
    /// The account's quota.
    Account,
    /// The cap that was set for a table on demand.
    MaxOnDemand,
    /// One that this release does not know.
    Other,
}

impl ThrottlingReason {
    /// Reads what an exception carries; what is not of the documented form is left out.
    pub(crate) fn read(told: &[Told]) -> Vec<Self> {
        told.iter().filter_map(Self::of).collect()
    }

    /// Reads `TableWriteKeyRangeThroughputExceeded` and the resource's name.
    fn of(told: &Told) -> Option<Self> {
        let reason = told.reason()?;
        let arn = told.resource().unwrap_or_default();
        let part = |mark: &str| {
            let (_, rest) = arn.split_once(mark)?;
            rest.split('/').next().map(str::to_owned)
        };
        let (resource, rest) = if let Some(rest) = reason.strip_prefix("Table") {
            let name = part(":table/").unwrap_or_else(|| arn.to_owned());
            (Resource::Table(name), rest)
        } else {
            let rest = reason.strip_prefix("Index")?;
            let name = part("/index/").unwrap_or_else(|| arn.to_owned());
            (Resource::Index(name), rest)
        };
        let (operation, limit) = match rest.strip_prefix("Write") {
            Some(limit) => (Operation::Write, limit),
            None => (Operation::Read, rest.strip_prefix("Read")?),
        };
        let limit = match limit {
            "KeyRangeThroughputExceeded" => Limit::KeyRange,
            "ProvisionedThroughputExceeded" => Limit::Provisioned,
            "AccountLimitExceeded" => Limit::Account,
            "MaxOnDemandThroughputExceeded" => Limit::MaxOnDemand,
            _ => Limit::Other,
        };
        Some(Self {
            resource,
            operation,
            limit,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_read_with_what_they_are_about() {
        let table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
        let index = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by_status";
        let told = |reason: &str, resource: &str| {
            Told::builder().reason(reason).resource(resource).build()
        };
        let read = ThrottlingReason::read(&[
            told("TableWriteKeyRangeThroughputExceeded", table),
            told("IndexWriteProvisionedThroughputExceeded", index),
            told("TableReadAccountLimitExceeded", table),
            told("TableWriteMaxOnDemandThroughputExceeded", table),
            told("TableWriteSomethingNew", table),
            told("Nonsense", table),
        ]);
        let table = || Resource::Table("orders".into());
        let expected = [
            (table(), Operation::Write, Limit::KeyRange),
            (
                Resource::Index("by_status".into()),
                Operation::Write,
                Limit::Provisioned,
            ),
            (table(), Operation::Read, Limit::Account),
            (table(), Operation::Write, Limit::MaxOnDemand),
            (table(), Operation::Write, Limit::Other),
        ];
        let read: Vec<_> = read
            .into_iter()
            .map(|r| (r.resource, r.operation, r.limit))
            .collect();
        assert_eq!(read, expected);
    }
}
