use std::fmt;

/// A rule: what must hold, said in one sentence.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable across releases: `DM` and three digits.
    pub id: &'static str,
    /// The rule as a sentence, in lower case and without a final stop.
    pub says: &'static str,
    /// What to do when the rule is broken; empty where the sentence says it.
    pub hint: &'static str,
}

impl Rule {
    /// The rule, broken, with a sentence that names what broke it.
    #[must_use]
    pub fn broken(&'static self, sentence: impl Into<String>) -> Violation {
        Violation {
            rule: self,
            sentence: sentence.into(),
        }
    }
}

/// A rule that something broke. It displays as a sentence that names what did, in lower case and without a final stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    rule: &'static Rule,
    sentence: String,
}

impl Violation {
    /// The rule that was broken, with its id and hint.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Violation {}
