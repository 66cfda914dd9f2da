use super::{Adopting, Manage, Refusal, TableTarget, refuse};
use crate::table::{Declaration, Observed, Presence, TableRow, TableState};

/// What may be done to a declared table.
pub(super) enum Standing<'a> {
    /// Nothing, and nothing is to be done.
    Nothing,
    /// Nothing: the declaration is an older program's.
    Outdated,
    /// Nothing: it is declared dropped, and not dynamig's to delete here.
    Kept,
    /// It is made.
    Create,
    /// It is deleted.
    Drop(&'a Observed),
    /// It is compared, and changed as far as this says.
    Compare(&'a Observed, Manage),
}

/// Who owns a table decides what may be done to it.
pub(super) fn standing<'a>(
    declaration: &Declaration,
    observed: Option<&'a Observed>,
    row: Option<&TableRow>,
    target: &TableTarget,
) -> Result<Standing<'a>, Refusal> {
    let name = declaration.name();
    let manage = target.manage(name);
    if manage != Manage::Verify && row.is_some_and(|row| row.outdates(declaration)) {
        return Ok(Standing::Outdated);
    }
    // One that is to be dropped and is on its way is waited for, so that its end is recorded.
    let is_there =
        |observed: &&Observed| declaration.presence == Presence::Dropped || !observed.is_going();
    let Some(observed) = observed.filter(is_there) else {
        return match (declaration.presence, manage) {
            (Presence::Dropped, _) => Ok(Standing::Nothing),
            (Presence::Kept, Manage::All) => Ok(Standing::Create),
            (Presence::Kept, Manage::Indexes | Manage::Verify) => Err(refuse::absent(name, manage)),
        };
    };
    if declaration.presence == Presence::Dropped && manage != Manage::All {
        return Ok(Standing::Kept);
    }
    if manage == Manage::Verify {
        return Ok(Standing::Compare(observed, manage));
    }
    owned(name, observed, row, target.adopting)?;
    match declaration.presence {
        Presence::Dropped => Ok(Standing::Drop(observed)),
        Presence::Kept => Ok(Standing::Compare(observed, manage)),
    }
}

/// Refuses a table that is somebody else's, or not the one that was known.
pub(super) fn owned(
    name: &str,
    observed: &Observed,
    row: Option<&TableRow>,
    adopting: Adopting,
) -> Result<(), Refusal> {
    let is_ours = |row: &&TableRow| matches!(row.state, TableState::Managed | TableState::Released);
    let row = row.filter(is_ours);
    if let Some(stack) = &observed.stack
        && row.and_then(|row| row.stack.as_ref()) != Some(stack)
        && adopting < Adopting::Stacks
    {
        return Err(refuse::owned(name, stack));
    }
    if adopting > Adopting::No {
        return Ok(());
    }
    let row = row.ok_or_else(|| refuse::unmanaged(name))?;
    refuse::recreated(name, row, observed).map_or(Ok(()), Err)
}
