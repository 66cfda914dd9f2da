use crate::figure::Figure;
use crate::workspace::Workspace;
use crate::{Result, cli, tables};

/// Figures that are measured together.
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    figures: &'static [Measure],
}

/// Measures one figure, or several that come of the same runs.
pub(crate) type Measure = fn() -> Result<Vec<Figure>>;

const SUITES: &[Suite] = &[
    Suite {
        name: "cli",
        figures: cli::FIGURES,
    },
    Suite {
        name: "tables",
        figures: tables::FIGURES,
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

    pub(crate) fn measure(&self) -> Result<Vec<Figure>> {
        let _alone = Workspace::of_dynamig()?.alone()?;
        let mut figures = Vec::new();
        for measure in self.figures {
            figures.extend(measure()?);
        }
        Ok(figures)
    }
}
