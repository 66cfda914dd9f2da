//! The law: what AWS rejects, each rule said in the file of what it is about.
//!
//! Everything here is pure. What a rule cannot judge passes, and the engine answers: the order in which AWS lists unused
//! or undefined attributes, lists and members of the wrong type, vector indexes, replicas.

mod attributes;
mod billing;
mod capacity;
mod caps;
mod class;
mod create_index;
mod create_table;
mod delete_index;
mod delete_table;
mod encryption;
mod index_updates;
mod keys;
mod local;
mod looks;
mod name;
mod packing;
mod policy;
mod projection;
mod protection;
mod recovery;
mod state;
mod stream;
mod tags;
mod ttl;
mod update_table;
mod warm;

use serde_json::Value;

use super::asked::Asked;
use super::clock::Moment;
use super::durations::Durations;
use super::held::{Status, Table};
use super::rejection::{Judged, Rejection};

pub(super) use packing::{Concern, concerns};
pub(super) use update_table::is_lost;

/// A request, and what it meets.
pub(super) struct Case<'a> {
    pub(super) asked: &'a Asked,
    /// The table's name.
    pub(super) name: &'a str,
    /// What the layer holds of it.
    pub(super) table: Option<&'a Table>,
    pub(super) now: Moment,
    pub(super) durations: &'a Durations,
}

impl<'a> Case<'a> {
    fn body(&self) -> &'a Value {
        &self.asked.body
    }

    /// The table, unless there is none, or it is gone by now.
    pub(super) fn table(&self) -> Option<&'a Table> {
        self.table
            .filter(|table| table.status(self.now) != Status::Gone)
    }

    fn existing(&self) -> Result<&'a Table, Rejection> {
        self.table().ok_or_else(|| Rejection::no_table(self.name))
    }
}

/// Whether AWS would accept a request about a table.
pub(super) fn judge(case: &Case<'_>) -> Judged {
    match case.asked.operation.as_str() {
        "CreateTable" => create_table::judge(case),
        "UpdateTable" => update_table::judge(case),
        "DeleteTable" => delete_table::judge(case),
        "UpdateTimeToLive" => ttl::judge(case),
        "UpdateContinuousBackups" => recovery::judge(case),
        "TagResource" => tags::judge(case),
        "UntagResource" => tags::judge_untag(case),
        "PutResourcePolicy" => policy::judge_put(case),
        "DeleteResourcePolicy" => policy::judge_delete(case),
        _ => looks::judge(case),
    }
}
