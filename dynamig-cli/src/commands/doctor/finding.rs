use serde::Serialize;

use crate::failure::Failure;
use crate::output::{Columns, Tone};

/// What a check found.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    check: &'static str,
    outcome: Outcome,
    detail: String,
    hint: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Pass,
    Warn,
    Fail,
    /// It could not be looked at, or makes no sense here.
    Skip,
}

impl Finding {
    pub(super) fn pass(check: &'static str, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Pass, detail)
    }

    pub(super) fn warn(check: &'static str, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Warn, detail)
    }

    pub(super) fn fail(check: &'static str, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Fail, detail)
    }

    pub(super) fn skip(check: &'static str, detail: impl Into<String>) -> Self {
        Self::new(check, Outcome::Skip, detail)
    }

    /// What a failure says, as a finding.
    pub(super) fn failed(check: &'static str, failure: &Failure) -> Self {
        let mut detail = failure.to_string();
        for cause in failure.causes() {
            detail.push_str(": ");
            detail.push_str(&cause);
        }
        let finding = Self::fail(check, detail);
        match failure.what_next() {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn is_failure(&self) -> bool {
        self.outcome == Outcome::Fail
    }

    fn new(check: &'static str, outcome: Outcome, detail: impl Into<String>) -> Self {
        Self {
            check,
            outcome,
            detail: detail.into(),
            hint: None,
        }
    }
}

/// All findings as a table for people.
pub(super) fn lines(findings: &[Finding], has_colour: bool) -> String {
    let mut columns = Columns::new(&["", "CHECK", "FOUND"]);
    for finding in findings {
        let (word, tone) = match finding.outcome {
            Outcome::Pass => ("pass", Tone::Good),
            Outcome::Warn => ("warn", Tone::Waiting),
            Outcome::Fail => ("fail", Tone::Bad),
            Outcome::Skip => ("skip", Tone::Quiet),
        };
        let cells = [
            word.to_owned(),
            finding.check.to_owned(),
            finding.detail.clone(),
        ];
        columns.row(tone, cells);
        if let Some(hint) = &finding.hint {
            let cells = [String::new(), String::new(), format!("hint: {hint}")];
            columns.row(Tone::Plain, cells);
        }
    }
    columns.text(has_colour)
}
