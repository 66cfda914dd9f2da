use crate::figure::Figure;
use crate::workspace::Workspace;
use crate::{Result, cli, items, tables};

/// Figures that are measured together.
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    measure: fn(Effort) -> Result<Vec<Figure>>,
}

/// How much is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    Whole,
    /// Less, of what can be had with less.
    Quick,
}

/// Measures one figure, or several that come of the same runs.
pub(crate) type Measure = fn() -> Result<Vec<Figure>>;

const SUITES: &[Suite] = &[
    Suite {
        name: "cli",
        measure: |_| each(cli::FIGURES),
    },
    Suite {
        name: "items",
        measure: items::measure,
    },
    Suite {
        name: "tables",
        measure: |_| each(tables::FIGURES),
    },
];

impl Suite {
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        SUITES.iter().find(|suite| suite.name == name)
    }

    /// The names of all suites, for a sentence.
    pub(crate) fn names() -> String {
        let names: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
        names.join(", ")
    }

    pub(crate) fn measure(&self, effort: Effort) -> Result<Vec<Figure>> {
        let _alone = Workspace::of_dynamig()?.alone()?;
        (self.measure)(effort)
    }
}

fn each(all: &[Measure]) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for measure in all {
        figures.extend(measure()?);
    }
    Ok(figures)
}
