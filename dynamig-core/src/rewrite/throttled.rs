use super::write::{Limit, ThrottlingReason};

/// Whom throttling concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Throttled {
    /// Those who read or write the same part of the table.
    Segment,
    Everybody,
}

impl Throttled {
    pub(super) fn by(reasons: &[ThrottlingReason]) -> Self {
        let is_local = |reason: &ThrottlingReason| reason.limit == Limit::KeyRange;
        match !reasons.is_empty() && reasons.iter().all(is_local) {
            true => Self::Segment,
            false => Self::Everybody,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::write::{Operation, Resource};
    use super::*;

    fn reason(limit: Limit) -> ThrottlingReason {
        ThrottlingReason {
            resource: Resource::Table("orders".to_owned()),
            operation: Operation::Read,
            limit,
        }
    }

    #[test]
    fn a_key_range_alone_concerns_its_segment_and_everything_else_everybody() {
        let whom = |limits: &[Limit]| {
            let reasons: Vec<_> = limits.iter().map(|limit| reason(*limit)).collect();
            Throttled::by(&reasons)
        };
        assert_eq!(whom(&[Limit::KeyRange]), Throttled::Segment);
        assert_eq!(whom(&[Limit::KeyRange; 2]), Throttled::Segment);
        for limits in [
            &[][..],
            &[Limit::Provisioned],
            &[Limit::Account],
            &[Limit::MaxOnDemand],
            &[Limit::Other],
            &[Limit::KeyRange, Limit::Provisioned],
        ] {
            assert_eq!(whom(limits), Throttled::Everybody, "{limits:?}");
        }
    }
}
