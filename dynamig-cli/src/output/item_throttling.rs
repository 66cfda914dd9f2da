//! What throttled an item migration, in words.

use dynamig::rewrite::{
    ItemProgress, ThrottledBy, ThrottledLimit, ThrottledOperation, ThrottledResource,
};

/// `12 throttled (writes, by a key range of the table)`.
pub(super) fn throttled(progress: &ItemProgress) -> String {
    let count = progress.throttled;
    match progress.throttled_by {
        Some(by) => format!("{count} throttled ({})", why(by)),
        None if count > 0 => format!("{count} throttled (AWS has not said by what)"),
        None => format!("{count} throttled"),
    }
}

fn why(by: ThrottledBy) -> String {
    let ThrottledBy {
        operation,
        resource,
        limit,
    } = by;
    let of = match resource {
        ThrottledResource::Table => "the table",
        ThrottledResource::Index => "an index",
    };
    let operation = match operation {
        ThrottledOperation::Read => "reads",
        ThrottledOperation::Write => "writes",
    };
    let limit = match limit {
        ThrottledLimit::KeyRange => format!("a key range of {of}"),
        ThrottledLimit::Provisioned => format!("what {of} is provisioned for"),
        ThrottledLimit::Account => format!("the account's quota, at {of}"),
        ThrottledLimit::MaxOnDemand => format!("the cap on demand of {of}"),
        _ => format!("a limit of {of} that this release does not know"),
    };
    format!("{operation}, by {limit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_how_often_and_by_what() {
        let mut progress = ItemProgress::default();
        assert_eq!(throttled(&progress), "0 throttled");
        progress.throttled = 12;
        assert_eq!(
            throttled(&progress),
            "12 throttled (AWS has not said by what)"
        );
        for (operation, resource, limit, says) in [
            (
                ThrottledOperation::Write,
                ThrottledResource::Table,
                ThrottledLimit::KeyRange,
                "writes, by a key range of the table",
            ),
            (
                ThrottledOperation::Write,
                ThrottledResource::Index,
                ThrottledLimit::Provisioned,
                "writes, by what an index is provisioned for",
            ),
            (
                ThrottledOperation::Read,
                ThrottledResource::Table,
                ThrottledLimit::Account,
                "reads, by the account's quota, at the table",
            ),
            (
                ThrottledOperation::Write,
                ThrottledResource::Table,
                ThrottledLimit::MaxOnDemand,
                "writes, by the cap on demand of the table",
            ),
        ] {
            progress.throttled_by = Some(ThrottledBy {
                operation,
                resource,
                limit,
            });
            assert_eq!(throttled(&progress), format!("12 throttled ({says})"));
        }
    }
}
