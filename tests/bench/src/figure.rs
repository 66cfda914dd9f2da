/// What a measurement is to reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Goal {
    /// For counts.
    Exactly(f64),
    /// The less, the better.
    AtMost(f64),
    /// The more, the better.
    AtLeast(f64),
}

/// One measured number.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    /// None: it is told, and nothing is promised.
    pub(crate) goal: Option<Goal>,
    /// What it was made of, for whoever reads the table.
    pub(crate) note: String,
}

/// What is measured on another machine, or beside a busy neighbour, is not farther off than this many times.
const MARGIN: f64 = 1.5;

impl Goal {
    pub(crate) fn number(self) -> f64 {
        match self {
            Self::Exactly(number) | Self::AtMost(number) | Self::AtLeast(number) => number,
        }
    }

    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Exactly(_) => "=",
            Self::AtMost(_) => "<=",
            Self::AtLeast(_) => ">=",
        }
    }

    fn is_met_by(self, value: f64) -> bool {
        match self {
            Self::Exactly(number) => value == number,
            Self::AtMost(number) => value <= number,
            Self::AtLeast(number) => value >= number,
        }
    }

    /// The goal that no noise explains a miss of.
    fn with_margin(self) -> Self {
        match self {
            Self::Exactly(number) => Self::Exactly(number),
            Self::AtMost(number) => Self::AtMost(number * MARGIN),
            Self::AtLeast(number) => Self::AtLeast(number / MARGIN),
        }
    }
}

impl Figure {
    /// Whether it reached its goal, where it has one.
    pub(crate) fn is_met(&self) -> Option<bool> {
        self.goal.map(|goal| goal.is_met_by(self.value))
    }

    /// Whether it missed its goal by more than another run would make good: a count at all, anything else
    /// by half.
    pub(crate) fn is_clearly_missed(&self) -> bool {
        self.goal
            .is_some_and(|goal| !goal.with_margin().is_met_by(self.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, goal: Goal) -> Figure {
        Figure {
            name: "figure",
            value,
            unit: "times",
            goal: Some(goal),
            note: String::new(),
        }
    }

    #[test]
    fn a_goal_is_missed_at_once_and_clearly_missed_beyond_the_margin() {
        for (value, goal, is_met, is_clearly_missed) in [
            (1.0, Goal::Exactly(1.0), true, false),
            (2.0, Goal::Exactly(1.0), false, true),
            (2.0, Goal::AtMost(2.0), true, false),
            (2.9, Goal::AtMost(2.0), false, false),
            (3.1, Goal::AtMost(2.0), false, true),
            (20.0, Goal::AtLeast(20.0), true, false),
            (13.5, Goal::AtLeast(20.0), false, false),
            (13.0, Goal::AtLeast(20.0), false, true),
        ] {
            let figure = figure(value, goal);
            assert_eq!(figure.is_met(), Some(is_met), "{value} for {goal:?}");
            assert_eq!(
                figure.is_clearly_missed(),
                is_clearly_missed,
                "{value} for {goal:?}"
            );
        }
    }
}
