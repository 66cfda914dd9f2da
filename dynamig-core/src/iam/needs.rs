use std::collections::BTreeSet;

use super::arn::{Place, Resource};
use super::document::{Policy, policy};
use super::permission::{self, Permission, on};
use crate::control_plane::Looks;
use crate::meta::MetaAddress;
use crate::migration::Writes;
use crate::table::Call;

/// What a role needs, put together.
#[derive(Debug, Default)]
pub(crate) struct Needs(BTreeSet<(Resource, &'static str)>);

impl Needs {
    /// Reads the history and the lock.
    pub(crate) fn read_history(&mut self, at: &MetaAddress) {
        self.add(on(&at.lock_table, permission::READ_LOCK));
        self.add(on(&at.table, permission::READ_HISTORY));
    }

    /// Takes the lock, and writes the history.
    pub(crate) fn write_history(&mut self, at: &MetaAddress) {
        self.add(on(&at.lock_table, permission::WRITE_LOCK));
        self.add(on(&at.table, permission::WRITE_HISTORY));
    }

    /// Makes the meta table, without tags.
    pub(crate) fn make_history(&mut self, at: &MetaAddress) {
        for table in at.tables() {
            self.add(on(table, permission::MAKE_HISTORY));
        }
    }

    /// Tags the meta table while it is made.
    pub(crate) fn tag_history(&mut self, at: &MetaAddress) {
        for table in at.tables() {
            self.add(on(table, [permission::TAG]));
        }
    }

    /// Switches the recovery of the meta table on.
    pub(crate) fn recover_history(&mut self, at: &MetaAddress) {
        for table in at.tables() {
            self.add(on(table, [permission::RECOVER_HISTORY]));
        }
    }

    /// Looks at the meta table itself.
    pub(crate) fn look_at_history(&mut self, at: &MetaAddress) {
        self.add(on(&at.table, permission::LOOK_AT_HISTORY));
    }

    /// Looks at a table, by its real name.
    pub(crate) fn look(&mut self, real: &str, looks: Looks) {
        self.add(permission::of_looks(looks, real));
    }

    /// Asks whether Application Auto Scaling sets the capacity of tables.
    pub(crate) fn look_at_scaling(&mut self) {
        self.add(vec![permission::SCALING]);
    }

    /// Changes a table, by its real name, and looks at it before and after.
    pub(crate) fn call(&mut self, real: &str, call: &Call) {
        self.add(permission::of_call(call, real));
        self.look(real, Looks::before(call));
    }

    /// Reads every item of a table, by its real name.
    pub(crate) fn scan(&mut self, real: &str) {
        self.add(on(real, [permission::SCAN]));
    }

    /// Reads and writes the items of a table, by its real name.
    pub(crate) fn touch(&mut self, real: &str) {
        self.add(on(real, permission::TOUCH));
        let indexes =
            permission::TOUCH_INDEXES.map(|action| (action, Resource::Indexes(real.to_owned())));
        self.add(indexes.into());
    }

    /// Looks at a table, by its real name, reads its items, and writes what became of each.
    pub(crate) fn rewrite(&mut self, real: &str, writes: Writes) {
        self.look(real, Looks::default());
        self.add(on(real, permission::REWRITE));
        if writes == Writes::Batch {
            self.add(on(real, permission::REWRITE_IN_BATCHES));
        }
    }

    /// The policy that allows exactly this.
    pub(crate) fn policy(&self, place: &Place) -> Policy {
        policy(&self.0, place)
    }

    fn add(&mut self, needs: Vec<Permission>) {
        self.0.extend(
            needs
                .into_iter()
                .map(|(action, resource)| (resource, action)),
        );
    }
}
