use std::any::Any;

use crate::error::{Code, Error};
use crate::migration::{Direction, Migration};

/// Why a function did not return well.
#[derive(Clone, Copy)]
pub(super) enum Why {
    /// The run was asked to stop.
    Interrupted,
    /// It returned an error, or panicked.
    Failed,
}

/// The error of a run that a function has ended. The text is in the sentence, redacted and cut: the original error may hold what must not be shown.
pub(super) fn failure(migration: &Migration, direction: Direction, text: &str, why: Why) -> Error {
    let id = migration.id();
    let place = migration.place();
    match (why, direction) {
        (Why::Interrupted, _) => Error::new(
            Code::Interrupted,
            format!("migration {id} was interrupted: {text}"),
        )
        .hint("run the same command again: it runs again from its start"),
        (Why::Failed, Direction::Up) => Error::new(
            Code::MigrationFailed,
            format!("migration {id} failed: {text}"),
        )
        .hint(format!(
            "mend {place} or what it met, then run `up` again: it runs again from its start"
        )),
        (Why::Failed, Direction::Down) => Error::new(
            Code::MigrationFailed,
            format!("the down of migration {id} failed: {text}"),
        )
        .hint(format!(
            "it still counts as applied; mend {place} or what it met, then run `down` again"
        )),
    }
}

/// What a panic said.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("without a message")
}
