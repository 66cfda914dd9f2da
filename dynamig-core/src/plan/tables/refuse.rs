//! The sentences of refusals.

use super::{Manage, Refusal};
use crate::error::Code;
use crate::table::{Observed, TableRow};

pub(super) fn unmanaged(table: &str) -> Refusal {
    refusal(
        table,
        Code::TableUnmanaged,
        format!("table `{table}` is there, and dynamig does not manage it"),
        "`baseline --adopt-tables` adopts it as it is, and `up --adopt` also brings it to what is declared; \
         `manage = \"verify\"` for it only compares it; or give it another name",
    )
}

pub(super) fn owned(table: &str, stack: &str) -> Refusal {
    refusal(
        table,
        Code::TableOwned,
        format!("table `{table}` belongs to the CloudFormation stack `{stack}`"),
        "the stack would change it back: `manage = \"verify\"` for it only compares it; where the stack lets go of it, add \
         `--adopt` to `up` or to `baseline --adopt-tables`",
    )
}

pub(super) fn absent(table: &str, manage: Manage) -> Refusal {
    let what = match manage {
        Manage::All => "manages it",
        Manage::Indexes => "manages only its indexes",
        Manage::Verify => "only compares it",
    };
    refusal(
        table,
        Code::TableAbsent,
        format!("table `{table}` is not there, and dynamig {what}"),
        "create it where it is managed; or `manage = \"all\"` for this environment",
    )
}

/// Refuses a table that is not the one that was known.
pub(super) fn recreated(table: &str, row: &TableRow, observed: &Observed) -> Option<Refusal> {
    let (was, is) = row.other_than(observed)?;
    Some(refusal(
        table,
        Code::TableRecreated,
        format!("table `{table}` is not the one that was known: it was {was}, and is {is}"),
        "find out who created or restored it before anything is written; then `baseline --adopt-tables` adopts it as it \
         is, and `up --adopt` also brings it to what is declared",
    ))
}

pub(super) fn key(table: &str, declared: &str, observed: &str) -> Refusal {
    refusal(
        table,
        Code::TableChangeImpossible,
        format!(
            "the key of table `{table}` is {observed}, and declared as {declared}: no table's key can be changed"
        ),
        "declare a table of another name beside it, copy the items with an item migration, and drop this one when \
         nothing reads it any more",
    )
}

pub(super) fn local(
    table: &str,
    index: &str,
    declared: Option<&str>,
    observed: Option<&str>,
) -> Refusal {
    let is = observed.unwrap_or("not there");
    let declared = declared.map_or("no longer declared".to_owned(), |declared| {
        format!("declared as {declared}")
    });
    refusal(
        table,
        Code::TableChangeImpossible,
        format!(
            "index `{index}` of table `{table}` is {is}, and {declared}: a local index is made with its table and stays"
        ),
        "make it a global index of another name; or declare a table of another name beside this one, and copy the \
         items with an item migration",
    )
}

pub(super) fn typed_otherwise(table: &str, index: &str, attribute: &str, other: &str) -> Refusal {
    refusal(
        table,
        Code::TableChangeImpossible,
        format!(
            "index `{index}` of table `{table}` has `{attribute}` with another type than index `{other}`, which is not declared"
        ),
        "delete that index, or declare it; or give the attribute another name",
    )
}

pub(super) fn without_capacity(table: &str, index: &str) -> Refusal {
    refusal(
        table,
        Code::TableChangeImpossible,
        format!(
            "table `{table}` is, or is to be, provisioned, and no capacity is declared for its index `{index}`"
        ),
        "declare the index with a capacity, or the table with `billing = on_demand`",
    )
}

pub(super) fn includes_too_much(table: &str, total: usize, most: usize) -> Refusal {
    refusal(
        table,
        Code::TableChangeImpossible,
        format!(
            "the indexes of table `{table}` would include {total} attributes together, and {most} is the most"
        ),
        "an index that is not declared counts too: delete it, or include fewer attributes",
    )
}

fn refusal(table: &str, code: Code, message: String, hint: &str) -> Refusal {
    Refusal {
        table: table.to_owned(),
        code,
        message,
        hint: hint.to_owned(),
    }
}
