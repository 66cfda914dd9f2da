//! What is kept in files: it comes back as it was, and what cannot be read is told with its place.

use dynamig::plan::Selection;
use dynamig::saved::{SavedPlan, State};
use dynamig::table::{Declaration, Definition};
use dynamig::{Code, Error, Migrator, Registry, Settings};
use proptest::prelude::*;

use crate::any::{lives, pairs};
use crate::given::{World, declare, indexed, orders, told as told_steps};

/// What the first release that could wrote of an environment without any table. Every release reads it.
const EMPTY: &str = r#"{
  "dynamig": "state",
  "schema_version": 1,
  "tool_version": "0.1.0",
  "taken_at": "2026-11-21T09:30:00Z",
  "target": {
    "environment": null,
    "engine": "aws",
    "region": "eu-west-1",
    "account": null,
    "table_prefix": "",
    "meta_table": "_dynamig",
    "namespace": "shop"
  },
  "history": {
    "head": null,
    "rows": [
      {
        "id": "1_a", "status": "failed", "note": null, "seq": null, "attempts": 1, "fingerprint": "1:a", "revision": 1,
        "description": "", "renamed_from": [], "started_at": null, "finished_at": null, "duration_ms": null,
        "applied_by": "ann on desk", "tool_version": "0.1.0", "generation": 1, "schema": 1
      }
    ],
    "tables": {}
  },
  "listed": [],
  "tables": {}
}"#;

fn empty() -> State {
    State::from_json(EMPTY).unwrap()
}

/// A state with the table `orders` as it is in this world.
fn state_of(world: &World) -> State {
    let mut state = empty();
    state.history.rows.clear();
    state.history.tables = world.rows();
    state.listed = Some(["orders".to_owned()].into());
    state.tables = [("orders".to_owned(), world.live.clone())].into();
    state
}

/// One that can send nothing.
fn migrator(settings: Settings, tables: impl IntoIterator<Item = Declaration>) -> Migrator {
    let config = aws_sdk_dynamodb::Config::builder().behavior_version_latest();
    let client = aws_sdk_dynamodb::Client::from_conf(config.build());
    Migrator::with_registry(client, settings, Registry::of_tables(tables).unwrap())
}

fn shop() -> Settings {
    Settings::new("shop").unwrap()
}

fn told(error: &Error) -> String {
    let hint = error.what_next().unwrap_or_default();
    format!("{}: {error}\nhint: {hint}", error.code())
}

fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn named(definition: &Definition) -> Declaration {
    declare(definition.clone())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_state_comes_back_as_it_was(lives in lives()) {
        let mut world = World::default();
        for definition in &lives {
            world.up(&named(definition));
        }
        let state = state_of(&world);
        let text = state.to_json().unwrap();
        prop_assert_eq!(State::from_json(&text).unwrap(), state);
    }

    #[test]
    fn a_plan_from_a_state_is_the_plan_and_comes_back_as_it_was((one, other) in pairs()) {
        let (world, to) = (World::of(&named(&one)), named(&other));
        let migrator = migrator(shop(), [to.clone()]);
        let state = state_of(&world);
        let (plan, saved) = migrator.save_plan_from(&state, &Selection::All).unwrap();
        // What was looked at and is not declared is left out, so the notes tell less.
        let known = world.plan(&to);
        prop_assert_eq!(told_steps(&plan.tables.steps), told_steps(&known.steps));
        prop_assert_eq!(told_steps(&plan.tables.held), told_steps(&known.held));
        prop_assert_eq!(migrator.diff_from(&state).unwrap(), [world.compare(&to)]);
        let text = saved.to_json().unwrap();
        prop_assert_eq!(SavedPlan::from_json(&text).unwrap(), saved);
    }
}

#[test]
fn what_the_first_release_wrote_is_read_and_unknown_members_are_left_alone() {
    let state = empty();
    assert_eq!(
        state.history.rows[0].applied_by.as_deref(),
        Some("ann on desk")
    );
    let more = EMPTY.replacen(
        "\"target\": {",
        "\"colour\": \"blue\", \"target\": { \"colour\": 1,",
        1,
    );
    assert_eq!(State::from_json(&more).unwrap(), state);
}

#[test]
fn what_a_migration_failed_with_is_not_written() {
    let mut state = empty();
    state.history.rows[0].error = Some("no such customer: ann@example.com".to_owned());
    let text = state.to_json().unwrap();
    assert!(!text.contains("ann@example.com"), "{text}");
    assert_eq!(State::from_json(&text).unwrap(), empty());
}

#[test]
fn a_newer_file_is_refused_and_a_damaged_one_told_with_its_place() {
    let newer = EMPTY.replacen("\"schema_version\": 1", "\"schema_version\": 2", 1);
    let error = State::from_json(&newer).unwrap_err();
    insta::assert_snapshot!(told(&error), @r"
    newer-schema: a newer release of dynamig wrote this: version 2 of a state, and this release reads up to 1
    hint: use that release, or write the file anew with this one
    ");
    let damaged = EMPTY.replacen("\"status\": \"failed\"", "\"status\": 7", 1);
    let error = State::from_json(&damaged).unwrap_err();
    insta::assert_snapshot!(told(&error), @r"
    file: this is not as dynamig writes a state, at 19:32
    hint: `observe --out FILE` writes one
    ");
    let error = State::from_json(&EMPTY[..400]).unwrap_err();
    assert_eq!(error.code(), Code::File);
    let error = State::from_json("not at all").unwrap_err();
    assert_eq!(error.code(), Code::File);
    let error = SavedPlan::from_json(EMPTY).unwrap_err();
    insta::assert_snapshot!(told(&error), @r"
    file: this is a state of dynamig, not a plan
    hint: `plan --out FILE` writes one
    ");
}

#[test]
fn a_declared_table_that_nobody_looked_at_is_never_taken_for_absent() {
    let migrator = migrator(shop(), [declare(orders())]);
    let mut state = empty();
    state.history.rows.clear();
    let plan = migrator.plan_from(&state, &Selection::All).unwrap();
    assert_eq!(
        plan.tables.steps.len(),
        1,
        "it was not listed, so it is made"
    );
    state.listed = Some(["orders".to_owned()].into());
    let error = migrator.plan_from(&state, &Selection::All).unwrap_err();
    insta::assert_snapshot!(told(&error), @r"
    table-unlooked: the state of 2026-11-21T09:30:00Z does not tell of `orders`: nobody looked
    hint: take it again with `observe --table orders`
    ");
    state.listed = None;
    let error = migrator.diff_from(&state).unwrap_err();
    assert_eq!(error.code(), Code::TableUnlooked);
    // A name from the settings may be another than the prefix lets expect, and was not listed then.
    state.listed = Some(std::collections::BTreeSet::new());
    state.target.table_prefix = "prod-".to_owned();
    let elsewhere = shop().with_table_prefix("prod-");
    state.target.meta_table = elsewhere.meta_table_name();
    let text =
        "namespace = \"shop\"\ntable_prefix = \"prod-\"\n[tables.orders]\nname = \"old-orders\"\n";
    let named = Settings::from_toml(text, None).unwrap();
    let error = self::migrator(named, [declare(orders())])
        .plan_from(&state, &Selection::All)
        .unwrap_err();
    assert_eq!(error.code(), Code::TableUnlooked);
}

#[test]
fn a_state_of_another_target_is_refused() {
    let state = empty();
    let other = [
        Settings::new("billing").unwrap(),
        shop().with_environment("prod"),
        shop().with_table_prefix("prod-"),
        shop().with_engine(dynamig::settings::Engine::Embedded),
        Settings::from_toml("namespace = \"shop\"\nregion = \"us-east-1\"\n", None).unwrap(),
    ];
    let refused = other.map(|settings| {
        let migrator = migrator(settings, [declare(indexed(["email"]))]);
        let error = migrator.status_from(&state).unwrap_err();
        assert_eq!(error.code(), Code::WrongTarget);
        error.to_string()
    });
    insta::assert_snapshot!(refused.join("\n"), @r"
    the file is of namespace `shop`, and this is `billing`
    the file is of environment `(none)`, and this is `prod`
    the file is of meta table `_dynamig`, and this is `prod-_dynamig`
    the file is of engine `aws`, and this is `embedded`
    the file is of region `eu-west-1`, and this is `us-east-1`
    ");
}
