//! The one table from what dynamig sends to what IAM calls it.

use std::collections::BTreeSet;

use super::arn::Resource;
use crate::control_plane::{Items, Looks};
use crate::migration::Writes;
use crate::table::{Call, Definition, Encryption, Setting, Update};

/// An action of IAM, and what it is for.
pub(super) type Permission = (&'static str, Resource);

/// The history and the lock, read.
pub(super) const READ_HISTORY: [&str; 2] = ["dynamodb:GetItem", "dynamodb:Query"];

/// The history and the lock, written: in transactions, and the lock by updates.
pub(super) const WRITE_HISTORY: [&str; 4] = [
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
];

/// The lock, where it has a table of its own.
pub(super) const READ_LOCK: [&str; 1] = ["dynamodb:GetItem"];

/// The same, written; a transaction of the history checks it.
pub(super) const WRITE_LOCK: [&str; 2] = ["dynamodb:ConditionCheckItem", "dynamodb:UpdateItem"];

/// The meta table, made and waited for.
pub(super) const MAKE_HISTORY: [&str; 2] = ["dynamodb:CreateTable", "dynamodb:DescribeTable"];

/// The recovery of the meta table, switched on.
pub(super) const RECOVER_HISTORY: &str = "dynamodb:UpdateContinuousBackups";

/// What `doctor` looks at in the meta table.
pub(super) const LOOK_AT_HISTORY: [&str; 2] = [
    "dynamodb:DescribeContinuousBackups",
    "dynamodb:DescribeTable",
];

/// What a table's new tags need.
pub(super) const TAG: &str = "dynamodb:TagResource";

/// Whether Application Auto Scaling sets a capacity: IAM knows no resources of this.
pub(super) const SCALING: Permission = (
    "application-autoscaling:DescribeScalableTargets",
    Resource::Any,
);

/// Reading every item, or looking for one.
pub(super) const SCAN: &str = "dynamodb:Scan";

/// What a migration may do to the items of a table that it says it touches.
pub(super) const TOUCH: [&str; 9] = [
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
];

/// What an item migration may do to the items that it is run over. One that moves to another key is put there.
pub(super) const REWRITE: [&str; 4] = [
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    SCAN,
    "dynamodb:UpdateItem",
];

/// The same in batches of statements.
pub(super) const REWRITE_IN_BATCHES: [&str; 2] =
    ["dynamodb:PartiQLDelete", "dynamodb:PartiQLUpdate"];

/// All that a run of an item migration does to its table.
pub(crate) fn of_rewrite(writes: Writes) -> Vec<&'static str> {
    let batches = REWRITE_IN_BATCHES
        .iter()
        .filter(|_| writes == Writes::Batch);
    let look = ["dynamodb:DescribeTable"];
    let all: BTreeSet<_> = look
        .iter()
        .chain(&REWRITE)
        .chain(batches)
        .copied()
        .collect();
    all.into_iter().collect()
}

/// What a migration may do to the indexes of a table that it says it touches.
pub(super) const TOUCH_INDEXES: [&str; 2] = ["dynamodb:Query", "dynamodb:Scan"];

/// What DynamoDB does with a key of KMS in the name of who encrypts a table with it.
const ENCRYPT: [&str; 2] = ["kms:CreateGrant", "kms:DescribeKey"];

/// Looking at a table.
pub(super) fn of_looks(looks: Looks, real: &str) -> Vec<Permission> {
    let one_each = [
        (true, "dynamodb:DescribeTable"),
        (looks.ttl, "dynamodb:DescribeTimeToLive"),
        (looks.recovery, "dynamodb:DescribeContinuousBackups"),
        (looks.tags, "dynamodb:ListTagsOfResource"),
        (looks.policy, "dynamodb:GetResourcePolicy"),
        (looks.items == Items::LookForOne, SCAN),
    ];
    let actions = one_each.into_iter().filter(|(looks, _)| *looks);
    on(real, actions.map(|(_, action)| action))
}

/// Changing a table.
pub(super) fn of_call(call: &Call, real: &str) -> Vec<Permission> {
    match call {
        Call::Create(definition) => of_create(definition, real),
        Call::Update(update) => {
            let mut needs = on(real, ["dynamodb:UpdateTable"]);
            if let Update::Encryption(encryption) = &**update {
                needs.extend(of_key(encryption));
            }
            needs
        }
        Call::Delete => on(real, ["dynamodb:DeleteTable"]),
        Call::BackUp(_) => on(real, ["dynamodb:CreateBackup"]),
        Call::TtlOn(_) | Call::TtlOff(_) => on(real, ["dynamodb:UpdateTimeToLive"]),
        Call::Recovery(_) => on(real, ["dynamodb:UpdateContinuousBackups"]),
        Call::Tag(_) => on(real, [TAG]),
        Call::Untag(_) => on(real, ["dynamodb:UntagResource"]),
        Call::Policy(_) => on(real, ["dynamodb:PutResourcePolicy"]),
        Call::NoPolicy => on(real, ["dynamodb:DeleteResourcePolicy"]),
    }
}

fn of_create(definition: &Definition, real: &str) -> Vec<Permission> {
    let mut actions = vec!["dynamodb:CreateTable"];
    if definition.tags.iter().any(|tag| tag.value.is_some()) {
        actions.push(TAG);
    }
    if definition.policy.on().is_some() {
        actions.push("dynamodb:PutResourcePolicy");
    }
    let mut needs = on(real, actions);
    needs.extend(of_key(&definition.encryption));
    needs
}

fn of_key(encryption: &Setting<Encryption>) -> Vec<Permission> {
    let key = encryption.on().and_then(Resource::key);
    let of = |key: Resource| ENCRYPT.map(|action| (action, key.clone()));
    key.into_iter().flat_map(of).collect()
}

/// These actions on a table.
pub(super) fn on(real: &str, actions: impl IntoIterator<Item = &'static str>) -> Vec<Permission> {
    let on = |action| (action, Resource::Table(real.to_owned()));
    actions.into_iter().map(on).collect()
}
