use dynamig_rules::table::{
    Attribute, Billing, Capacity, Caps, Definition, Encryption, Index, Key, Projection,
    ProjectionKind, Recovery, Role, Scope, Setting, StreamView, TableClass, Tag, Warm,
};

use super::Declared;
use super::tree::Tree;
use crate::After;

/// Tables: one by itself, several as a list.
pub(super) fn trees(tables: &[Declared]) -> Tree {
    match tables {
        [table] => tree(table),
        tables => Tree::List(tables.iter().map(tree).collect()),
    }
}

/// A table with its notes.
fn tree(table: &Declared) -> Tree {
    let members = members(table);
    match table.notes.is_empty() {
        true => members,
        false => Tree::Noted(table.notes.clone(), Box::new(members)),
    }
}

/// A table in the shape of the CreateTable request, in the order of its documentation.
fn members(declared: &Declared) -> Tree {
    let (table, after): (&Definition, &After) = (&declared.definition, &declared.after);
    let indexes = |scope| {
        let indexes = table.indexes.iter();
        let indexes = indexes.filter(|index| index.scope == scope);
        Tree::list(indexes.map(|one| index(one, after)))
    };
    Tree::map([
        ("TableName", Some(Tree::text(&table.name))),
        ("KeySchema", Some(keys(&table.keys))),
        ("AttributeDefinitions", Some(attributes(&table.attributes))),
        ("LocalSecondaryIndexes", indexes(Scope::Local)),
        ("GlobalSecondaryIndexes", indexes(Scope::Global)),
        ("BillingMode", table.billing.map(billing)),
        ("ProvisionedThroughput", table.capacity.map(capacity)),
        ("OnDemandThroughput", caps(&table.caps)),
        ("WarmThroughput", warm(table.warm)),
        ("StreamSpecification", stream(&table.stream, after)),
        ("SSESpecification", encryption(&table.encryption)),
        ("TableClass", table.class.map(class)),
        (
            "DeletionProtectionEnabled",
            switch(&table.deletion_protection),
        ),
        ("Tags", Tree::list(table.tags.iter().map(tag))),
        ("ResourcePolicy", policy(&table.policy)),
        ("TimeToLiveSpecification", time_to_live(&table.ttl, after)),
        (
            "PointInTimeRecoverySpecification",
            recovery(&table.recovery),
        ),
        (
            "Revision",
            (declared.revision > 1).then(|| units(declared.revision.into())),
        ),
        ("Dropped", declared.dropped.then_some(Tree::Bool(true))),
    ])
}

fn keys(keys: &[Key]) -> Tree {
    let key = |key: &Key| {
        let role = match key.role {
            Role::Partition => "HASH",
            Role::Sort => "RANGE",
        };
        Tree::map([
            ("AttributeName", Some(Tree::text(&key.attribute))),
            ("KeyType", Some(Tree::text(role))),
        ])
    };
    Tree::List(keys.iter().map(key).collect())
}

fn attributes(attributes: &[Attribute]) -> Tree {
    let attribute = |attribute: &Attribute| {
        let kind = attribute.kind.map(|kind| Tree::text(kind.to_string()));
        Tree::map([
            ("AttributeName", Some(Tree::text(&attribute.name))),
            ("AttributeType", kind),
        ])
    };
    Tree::List(attributes.iter().map(attribute).collect())
}

fn index(index: &Index, after: &After) -> Tree {
    Tree::map([
        ("IndexName", Some(Tree::text(&index.name))),
        ("KeySchema", Some(keys(&index.keys))),
        ("Projection", Some(projection(&index.projection))),
        ("ProvisionedThroughput", index.capacity.map(capacity)),
        ("OnDemandThroughput", caps(&index.caps)),
        ("WarmThroughput", warm(index.warm)),
        ("After", after.indexes.get(&index.name).map(Tree::text)),
    ])
}

fn projection(projection: &Projection) -> Tree {
    let kind = match projection.kind {
        ProjectionKind::All => "ALL",
        ProjectionKind::KeysOnly => "KEYS_ONLY",
        ProjectionKind::Include => "INCLUDE",
    };
    Tree::map([
        ("ProjectionType", Some(Tree::text(kind))),
        (
            "NonKeyAttributes",
            Tree::list(projection.attributes.iter().map(Tree::text)),
        ),
    ])
}

fn billing(billing: Billing) -> Tree {
    Tree::text(match billing {
        Billing::OnDemand => "PAY_PER_REQUEST",
        Billing::Provisioned => "PROVISIONED",
    })
}

fn units(units: u64) -> Tree {
    Tree::Number(units.into())
}

fn capacity(capacity: Capacity) -> Tree {
    Tree::map([
        ("ReadCapacityUnits", Some(units(capacity.read))),
        ("WriteCapacityUnits", Some(units(capacity.write))),
    ])
}

fn caps(caps: &Caps) -> Option<Tree> {
    let cap = |cap: &Setting<u64>| match cap {
        Setting::Unsaid => None,
        Setting::Off => Some(Tree::Number(-1)),
        Setting::On(most) => Some(units(*most)),
    };
    Tree::map_with_members([
        ("MaxReadRequestUnits", cap(&caps.read)),
        ("MaxWriteRequestUnits", cap(&caps.write)),
    ])
}

fn warm(warm: Warm) -> Option<Tree> {
    Tree::map_with_members([
        ("ReadUnitsPerSecond", warm.read.map(units)),
        ("WriteUnitsPerSecond", warm.write.map(units)),
    ])
}

/// Whether something is on, if that is said.
fn switch<T>(setting: &Setting<T>) -> Option<Tree> {
    (!setting.is_unsaid()).then(|| Tree::Bool(setting.on().is_some()))
}

fn stream(stream: &Setting<StreamView>, after: &After) -> Option<Tree> {
    let view = |view: &StreamView| {
        Tree::text(match view {
            StreamView::KeysOnly => "KEYS_ONLY",
            StreamView::NewImage => "NEW_IMAGE",
            StreamView::OldImage => "OLD_IMAGE",
            StreamView::NewAndOldImages => "NEW_AND_OLD_IMAGES",
        })
    };
    Tree::map_with_members([
        ("StreamEnabled", switch(stream)),
        ("StreamViewType", stream.on().map(view)),
        ("After", after.stream.as_ref().map(Tree::text)),
    ])
}

fn encryption(encryption: &Setting<Encryption>) -> Option<Tree> {
    let on = encryption.on();
    let key = on.and_then(|encryption| encryption.key.as_ref());
    Tree::map_with_members([
        ("Enabled", switch(encryption)),
        ("SSEType", on.map(|_| Tree::text("KMS"))),
        ("KMSMasterKeyId", key.map(Tree::text)),
    ])
}

fn class(class: TableClass) -> Tree {
    Tree::text(match class {
        TableClass::Standard => "STANDARD",
        TableClass::InfrequentAccess => "STANDARD_INFREQUENT_ACCESS",
    })
}

fn tag(tag: &Tag) -> Tree {
    let value = tag.value.as_ref().map_or(Tree::Null, Tree::text);
    Tree::map([("Key", Some(Tree::text(&tag.key))), ("Value", Some(value))])
}

fn policy(policy: &Setting<String>) -> Option<Tree> {
    match policy {
        Setting::Unsaid => None,
        Setting::Off => Some(Tree::Null),
        Setting::On(document) => Some(Tree::text(document)),
    }
}

fn time_to_live(ttl: &Setting<String>, after: &After) -> Option<Tree> {
    Tree::map_with_members([
        ("AttributeName", ttl.on().map(Tree::text)),
        ("Enabled", switch(ttl)),
        ("After", after.ttl.as_ref().map(Tree::text)),
    ])
}

fn recovery(recovery: &Setting<Recovery>) -> Option<Tree> {
    let days = recovery.on().and_then(|recovery| recovery.days);
    Tree::map_with_members([
        ("PointInTimeRecoveryEnabled", switch(recovery)),
        ("RecoveryPeriodInDays", days.map(|days| units(days.into()))),
    ])
}
