use std::io::{self, BufRead as _, Write as _};
use std::sync::atomic::Ordering;

use dynamig::Code;

use super::Shell;
use crate::failure::Failure;

/// Questions, asked on stderr and answered on stdin. Only before a terminal.
impl Shell {
    /// Asks whether to go on; anything but yes is no.
    pub(crate) fn ask_yes(&self, question: &str) -> Result<(), Failure> {
        let answer = self.ask(&format!("{question} [y/N] "))?;
        match answer.to_lowercase().as_str() {
            "y" | "yes" => Ok(()),
            _ => Err(declined()),
        }
    }

    /// Asks for the target's name, which nobody types by accident.
    pub(crate) fn ask_name(&self, purpose: &str, name: &str) -> Result<(), Failure> {
        match self.ask(&format!("type `{name}` {purpose}: "))? == name {
            true => Ok(()),
            false => Err(declined()),
        }
    }

    fn ask(&self, question: &str) -> Result<String, Failure> {
        let mut stderr = io::stderr().lock();
        let mut answer = String::new();
        self.is_asking.store(true, Ordering::Relaxed);
        let asked = write!(stderr, "{question}")
            .and_then(|()| stderr.flush())
            .and_then(|()| io::stdin().lock().read_line(&mut answer));
        self.is_asking.store(false, Ordering::Relaxed);
        asked.map_err(|cause| {
            Failure::new(Code::ConsentNeeded, "the question cannot be asked").caused_by(cause)
        })?;
        Ok(answer.trim().to_owned())
    }
}

fn declined() -> Failure {
    Failure::new(Code::ConsentNeeded, "it was not agreed to").hint("nothing was changed")
}
