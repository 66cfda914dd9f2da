//! The only place where settings look at the process they are in.

use std::io::IsTerminal;

use super::{Interactivity, Variables, refusal::Refusal};
use crate::Error;

impl Variables {
    /// The variables of this process that dynamig looks at: `CI`, `DYNAMIG_*`, `DYNAMODB_LOCAL_ENDPOINT` and `AWS_*`.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`](crate::Code::Configuration) where one of them is not Unicode.
    pub fn of_process() -> Result<Self, Error> {
        let mut variables = Vec::new();
        for (name, value) in std::env::vars_os() {
            let Ok(name) = name.into_string() else {
                continue;
            };
            let ours = name == "CI"
                || name == "DYNAMODB_LOCAL_ENDPOINT"
                || ["DYNAMIG_", "AWS_ENDPOINT_URL", "AWS_IGNORE_"]
                    .iter()
                    .any(|start| name.starts_with(start));
            if !ours {
                continue;
            }
            match value.into_string() {
                Ok(value) => variables.push((name, value)),
                Err(_) => return Err(Refusal::new(format!("{name} is not Unicode")).into()),
            }
        }
        Ok(variables.into_iter().collect())
    }
}

impl Interactivity {
    /// Whether someone watches this process: both its input and its messages are at a terminal, and `CI` does not say otherwise.
    #[must_use]
    pub fn of_process(variables: &Variables) -> Self {
        if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() && !variables.is_ci() {
            Self::Interactive
        } else {
            Self::Unattended
        }
    }
}
