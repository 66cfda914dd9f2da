//! The words of AWS's API for the values of a definition, as hashes and messages have them: never `Debug`, which may
//! change with a name in the code.

use super::{Billing, ProjectionKind, Role, Scope, StreamView, TableClass};

pub(crate) const fn billing(billing: Billing) -> &'static str {
    match billing {
        Billing::OnDemand => "PAY_PER_REQUEST",
        Billing::Provisioned => "PROVISIONED",
    }
}

pub(crate) const fn view(view: StreamView) -> &'static str {
    match view {
        StreamView::KeysOnly => "KEYS_ONLY",
        StreamView::NewImage => "NEW_IMAGE",
        StreamView::OldImage => "OLD_IMAGE",
        StreamView::NewAndOldImages => "NEW_AND_OLD_IMAGES",
    }
}

pub(crate) const fn class(class: TableClass) -> &'static str {
    match class {
        TableClass::Standard => "STANDARD",
        TableClass::InfrequentAccess => "STANDARD_INFREQUENT_ACCESS",
    }
}

pub(crate) const fn projection(kind: ProjectionKind) -> &'static str {
    match kind {
        ProjectionKind::All => "ALL",
        ProjectionKind::KeysOnly => "KEYS_ONLY",
        ProjectionKind::Include => "INCLUDE",
    }
}

pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Partition => "HASH",
        Role::Sort => "RANGE",
    }
}

pub(crate) const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Local => "LOCAL",
        Scope::Global => "GLOBAL",
    }
}
