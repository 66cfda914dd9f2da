/// What AWS grants a table only so often.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    /// Changes of the time to live: one in 31 minutes as measured, in an hour as AWS documents it.
    Ttl,
    /// Changes of the class: two in 30 days.
    Class,
    /// Changes of the encryption: four in 24 hours, then one in six hours.
    Encryption,
    /// Decreases of a provisioned capacity, for the table and for each index: four in a day of UTC, then one an hour.
    Decrease,
    /// Changes from provisioned to on demand: AWS documents one in 24 hours, and was seen to accept more.
    OnDemand,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Budget {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Ttl,
        Self::Class,
        Self::Encryption,
        Self::Decrease,
        Self::OnDemand,
    ];
    /// The most instants of one budget that a row keeps.
    pub const KEPT: usize = 4;

    /// Its name in rows and in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ttl => "ttl",
            Self::Class => "class",
            Self::Encryption => "encryption",
            Self::Decrease => "decrease",
            Self::OnDemand => "on_demand",
        }
    }

    /// The budget of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|budget| budget.as_str() == name)
    }

    /// What is granted, in words.
    #[must_use]
    pub const fn grants(self) -> &'static str {
        match self {
            Self::Ttl => "1 change of the time to live in 31 minutes",
            Self::Class => "2 changes of the class in 30 days",
            Self::Encryption => "4 changes of the encryption in 24 hours, then 1 in 6 hours",
            Self::Decrease => "4 decreases of a capacity in a day of UTC, then 1 in an hour",
            Self::OnDemand => "1 change to on demand in 24 hours",
        }
    }

    /// How many changes are granted before there is something to wait for.
    #[must_use]
    pub const fn granted(self) -> usize {
        match self {
            Self::Ttl | Self::OnDemand => 1,
            Self::Class => 2,
            Self::Encryption | Self::Decrease => 4,
        }
    }

    /// The first instant, in seconds since 1970, at which one more change is granted after changes at these ones, in
    /// order of time; none where it is granted at once.
    pub(crate) fn not_before(self, changes: &[i64]) -> Option<i64> {
        let last = *changes.last()?;
        let first = *changes.get(changes.len().checked_sub(self.granted())?)?;
        Some(match self {
            Self::Ttl => last + 31 * MINUTE,
            Self::OnDemand => last + DAY,
            Self::Class => first + 30 * DAY,
            Self::Encryption => (first + DAY).min(last + 6 * HOUR),
            Self::Decrease => (last + HOUR).min((last.div_euclid(DAY) + 1) * DAY),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_spent_is_granted_at_once() {
        for budget in Budget::ALL {
            let spent = vec![1_000; budget.granted() - 1];
            assert_eq!(budget.not_before(&spent), None, "{budget:?}");
            assert_eq!(Budget::named(budget.as_str()), Some(budget));
        }
    }

    #[test]
    fn what_is_spent_is_granted_again_when_aws_says() {
        let not_before = Budget::not_before;
        assert_eq!(not_before(Budget::Ttl, &[100]), Some(100 + 31 * 60));
        assert_eq!(not_before(Budget::OnDemand, &[100]), Some(100 + 86_400));
        // The older of two is forgotten first.
        assert_eq!(
            not_before(Budget::Class, &[5, 100, 200]),
            Some(100 + 30 * 86_400)
        );
        // Six hours after the last, but no later than a day after the fourth from the end.
        assert_eq!(
            not_before(Budget::Encryption, &[0, 1, 2, 3]),
            Some(3 + 6 * 3_600)
        );
        assert_eq!(
            not_before(Budget::Encryption, &[0, 1, 2, 86_000]),
            Some(86_400)
        );
        // An hour after the last, or when the next day begins.
        assert_eq!(not_before(Budget::Decrease, &[1, 2, 3, 10]), Some(3_610));
        assert_eq!(
            not_before(Budget::Decrease, &[1, 2, 3, 86_000]),
            Some(86_400)
        );
    }
}
