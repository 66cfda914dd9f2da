use crate::error::{Code, Error};

/// One thing that is wrong, and what to do about it.
pub(super) struct Fault {
    pub(super) sentence: String,
    pub(super) hint: String,
}

/// One error that tells all faults; none where there are none.
pub(super) fn report(mut faults: Vec<Fault>) -> Result<(), Error> {
    if faults.len() == 1 {
        let Fault { sentence, hint } = faults.remove(0);
        return Err(Error::new(Code::InvalidRegistry, sentence).hint(hint));
    }
    if faults.is_empty() {
        return Ok(());
    }
    let head = format!("what is linked has {} faults", faults.len());
    let mut hints: Vec<&str> = Vec::new();
    for fault in &faults {
        if !hints.contains(&fault.hint.as_str()) {
            hints.push(&fault.hint);
        }
    }
    let hint = hints.join("\n");
    let message = listed(&head, faults.iter().map(|fault| fault.sentence.as_str()));
    Err(Error::new(Code::InvalidRegistry, message).hint(hint))
}

/// A sentence and, below it, a line for each of the things that it speaks of.
pub(crate) fn listed<T: std::fmt::Display>(
    sentence: &str,
    things: impl IntoIterator<Item = T>,
) -> String {
    let mut text = format!("{sentence}:");
    for thing in things {
        text.push_str(&format!("\n- {thing}"));
    }
    text
}
