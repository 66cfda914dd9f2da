//! The policies of IAM: what is sent is allowed, and what is allowed is sent.

use std::collections::BTreeSet;

use dynamig::iam::{Policy, Role};
use dynamig::item_check::CheckItems;
use dynamig::migrator::{Permissions, Unknown};
use dynamig::settings::Engine;
use dynamig::table::{
    Declaration, Definition, Encryption, Presence, Recovery, Setting, StreamView, Tag,
};
use dynamig::{Code, Consent, Mark, Migration, Migrator, Registry, Settings, plan::Selection};
use dynamig_harness::Seen;

use crate::every_action::uses_everything;
use crate::given::World;

pub(crate) fn settings(world: &World) -> Settings {
    Settings::new("shop")
        .unwrap()
        .with_engine(Engine::Aws)
        .with_table_prefix(world.db.prefix())
        .with_meta_tag("team", "shop")
}

/// A table that says something of everything that has an action of its own.
pub(crate) fn customers() -> Declaration {
    let mut definition = Definition {
        name: "customers".into(),
        keys: vec![dynamig::table::Key {
            attribute: "id".into(),
            role: dynamig::table::Role::Partition,
        }],
        stream: Setting::On(StreamView::NewImage),
        encryption: Setting::On(Encryption {
            key: Some("alias/shop".into()),
        }),
        ttl: Setting::On("expires".into()),
        recovery: Setting::On(Recovery { days: None }),
        policy: Setting::On("{}".into()),
        tags: vec![Tag {
            key: "team".into(),
            value: Some("shop".into()),
        }],
        ..Definition::default()
    };
    definition.define("id", dynamig::table::AttributeType::String);
    Declaration::new(definition)
}

pub(crate) fn migrator(world: &World, migration: Migration, table: Declaration) -> Migrator {
    let registry = Registry::of([migration]).unwrap();
    let registry = registry.with_tables([table]).unwrap();
    Migrator::with_registry(world.client(), settings(world), registry)
}

pub(crate) type Needed = BTreeSet<(String, String)>;

/// What IAM was asked for by these requests.
fn asked(requests: &[Seen]) -> Needed {
    let asked = requests.iter().flat_map(|seen| seen.permissions.clone());
    asked.collect()
}

/// What a policy allows on tables.
pub(crate) fn allowed(policy: &Policy) -> Needed {
    let mut allowed = Needed::new();
    for statement in &policy.statement {
        for arn in &statement.resource {
            let Some((_, table)) = arn.split_once(":table/") else {
                assert!(arn.contains(":kms:"), "{arn}");
                continue;
            };
            let actions = statement.action.iter();
            let actions = actions.map(|action| action.strip_prefix("dynamodb:").unwrap());
            if !table.ends_with("/index/*") {
                allowed.extend(actions.map(|action| (action.to_owned(), table.to_owned())));
            }
        }
    }
    allowed
}

/// What was sent from a request on.
pub(crate) fn since(world: &World, before: usize) -> Needed {
    asked(&world.db.requests()[before..])
}

pub(crate) fn count(world: &World) -> usize {
    world.db.requests().len()
}

/// The document without what differs from run to run.
fn shown(world: &World, permissions: &Permissions) -> String {
    let text = permissions
        .policy
        .to_json()
        .replace(world.db.prefix(), "PREFIX-");
    format!("{text}\nunknown: {:?}\n", permissions.unknown)
}

#[tokio::test(start_paused = true)]
async fn what_up_sends_is_allowed_and_what_is_allowed_is_sent() {
    let world = World::under_the_law();
    let first = migrator(
        &world,
        uses_everything(&world, "1:first", true),
        customers(),
    );
    let policy = first
        .permissions(Role::Deploy, &CheckItems::No)
        .await
        .unwrap();
    insta::assert_snapshot!("deploy", shown(&world, &policy));
    let before = count(&world);
    let error = first.up().await.unwrap_err();
    assert_eq!(error.code(), Code::MigrationFailed, "{error}");
    let (mut sent, mut may) = (since(&world, before), allowed(&policy.policy));
    assert_eq!(
        sent.difference(&may).collect::<Vec<_>>(),
        Vec::<&(_, _)>::new()
    );

    // What is started anew forgets its steps.
    let second = migrator(
        &world,
        uses_everything(&world, "1:second", false),
        customers(),
    );
    let policy = second
        .permissions(Role::Deploy, &CheckItems::No)
        .await
        .unwrap();
    let before = count(&world);
    second.up().await.unwrap();
    let (also_sent, also_may) = (since(&world, before), allowed(&policy.policy));
    assert_eq!(
        also_sent.difference(&also_may).collect::<Vec<_>>(),
        Vec::<&(_, _)>::new()
    );
    let made = ("CreateTable".to_owned(), world.db.table("customers"));
    assert!(may.contains(&made) && !also_may.contains(&made));
    sent.extend(also_sent);
    may.extend(also_may);
    assert_eq!(
        may.difference(&sent).collect::<Vec<_>>(),
        Vec::<&(_, _)>::new()
    );
}

#[tokio::test(start_paused = true)]
async fn what_plan_sends_is_allowed_and_what_is_allowed_is_sent() {
    let world = World::under_the_law();
    // A table without items: one is looked for.
    let migrator = migrator(&world, world.migration(1, "fill"), customers());
    migrator.up().await.unwrap();
    let policy = migrator
        .permissions(Role::Plan, &CheckItems::No)
        .await
        .unwrap();
    insta::assert_snapshot!("plan", shown(&world, &policy));
    let before = count(&world);
    migrator.plan(&Selection::All).await.unwrap();
    migrator.lock().await.unwrap();
    assert_eq!(since(&world, before), allowed(&policy.policy));
}

#[tokio::test(start_paused = true)]
async fn what_is_on_call_sends_is_allowed_and_other_tables_are_looked_at_alone() {
    let world = World::under_the_law();
    let migrator = migrator(&world, uses_everything(&world, "1:a", false), customers());
    migrator.up().await.unwrap();
    let policy = migrator
        .permissions(Role::Operate, &CheckItems::No)
        .await
        .unwrap();
    insta::assert_snapshot!("operate", shown(&world, &policy));
    let before = count(&world);
    let why = || Some("looked".to_owned());
    for mark in [Mark::Reverted, Mark::Forgotten] {
        migrator
            .mark("1_fill", mark, why(), Consent::Destructive)
            .await
            .unwrap();
    }
    migrator.status().await.unwrap();
    migrator.lock().await.unwrap();
    let may = allowed(&policy.policy);
    let unused: Vec<_> = may.difference(&since(&world, before)).cloned().collect();
    assert_eq!(since(&world, before).difference(&may).count(), 0);
    // The command line's `doctor` looks at these.
    let looks = [
        ("DescribeContinuousBackups", world.meta()),
        ("DescribeTable", world.meta()),
        ("DescribeTable", world.db.table("customers")),
    ];
    assert_eq!(
        unused,
        looks.map(|(action, table)| (action.to_owned(), table))
    );
}

#[tokio::test(start_paused = true)]
async fn contract_may_do_what_is_held_and_nothing_else_to_tables() {
    let world = World::under_the_law();
    let up = migrator(&world, uses_everything(&world, "1:a", false), customers());
    up.up().await.unwrap();
    let mut dropped = customers();
    dropped.presence = Presence::Dropped;
    let contract = migrator(&world, uses_everything(&world, "1:a", false), dropped);
    let policy = contract
        .permissions(Role::Contract, &CheckItems::No)
        .await
        .unwrap();
    insta::assert_snapshot!("contract", shown(&world, &policy));
    let on_it: Vec<_> = allowed(&policy.policy)
        .into_iter()
        .filter(|(_, table)| *table == world.db.table("customers"))
        .map(|(action, _)| action)
        .filter(|action| !action.starts_with("Describe") && !action.starts_with("List"))
        .collect();
    assert_eq!(
        on_it,
        ["CreateBackup", "DeleteTable", "GetResourcePolicy", "Scan"]
    );
}

#[tokio::test(start_paused = true)]
async fn what_contract_sends_is_allowed_and_what_is_allowed_is_sent() {
    let world = World::under_the_law();
    let note = || world.migration(1, "fill");
    let up = migrator(&world, note(), customers());
    up.up().await.unwrap();
    let mut less = customers();
    less.definition.stream = Setting::Off;
    less.definition.recovery = Setting::Off;
    let contract = migrator(&world, note(), less);
    let policy = contract
        .permissions(Role::Contract, &CheckItems::No)
        .await
        .unwrap();
    let before = count(&world);
    let options = dynamig::ContractOptions::new().consent(Consent::Destructive);
    let report = contract.contract(&options).await.unwrap();
    assert_eq!(report.tables[0].done.len(), 2, "{:?}", report.tables);
    let (sent, may) = (since(&world, before), allowed(&policy.policy));
    assert_eq!(
        sent.difference(&may).collect::<Vec<_>>(),
        Vec::<&(_, _)>::new()
    );
    // Steps are forgotten where a migration is started anew or marked.
    let unused: Vec<_> = may.difference(&sent).collect();
    assert_eq!(unused, [&("DeleteItem".to_owned(), world.meta())]);
}

#[tokio::test]
async fn what_is_not_known_is_told() {
    let world = World::new();
    let permissions = world
        .migrator([world.migration(1, "a")])
        .permissions(Role::Deploy, &CheckItems::No)
        .await
        .unwrap();
    let id = "1_a".parse().unwrap();
    assert!(permissions.unknown.contains(&Unknown::Touches(id)));
    assert!(permissions.unknown.contains(&Unknown::Account));
    assert!(
        permissions
            .policy
            .to_json()
            .contains("arn:aws:dynamodb:*:*:table/")
    );
    assert!(permissions.policy.size() <= Policy::LIMIT);
}
