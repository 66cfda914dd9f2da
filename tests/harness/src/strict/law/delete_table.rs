use super::{Case, name, state};
use crate::strict::held::Phase;
use crate::strict::rejection::{Judged, Rejection};

pub(super) fn judge(case: &Case<'_>) -> Judged {
    name::check_table(case.name)?;
    let table = case.existing()?;
    if table.protected {
        return Err(Rejection::invalid(
            "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection \
             first.",
        ));
    }
    let changing = table
        .indexes
        .values()
        .map(|index| index.phase(case.now))
        .any(|phase| phase.is_online_operation() || phase == Phase::Updating);
    if changing {
        return Err(Rejection::in_use(
            "Cannot delete table while indexes are being created, updated, or deleted.",
        ));
    }
    state::check_settled(case, table)
}
