/// What a measurement is to reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Goal {
    Exactly(f64),
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

impl Goal {
    pub(crate) fn number(self) -> f64 {
        match self {
            Self::Exactly(number) => number,
        }
    }

    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Exactly(_) => "=",
        }
    }
}

impl Figure {
    /// Whether it reached its goal, where it has one.
    pub(crate) fn is_met(&self) -> Option<bool> {
        self.goal.map(|goal| match goal {
            Goal::Exactly(number) => self.value == number,
        })
    }
}
