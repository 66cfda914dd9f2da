//! What holds for any definitions of a table, whatever they say.

use std::collections::BTreeSet;

use dynamig::MigrationId;
use dynamig::plan::Phase;
use dynamig::plan::tables::{NoteKind, TableStep, lower_bound};
use dynamig::table::diff::differences;
use dynamig::table::{Caps, Declaration, Definition, Observed, Presence, Recovery, Setting, Warm};
use proptest::prelude::*;
use proptest::sample::Index as Pick;

use crate::any::{lives, pairs};
use crate::given::{World, declare};
use crate::phases::belongs;

/// The number of cases: enough to find what is rare, in seconds; `PROPTEST_CASES` for more.
fn cases() -> ProptestConfig {
    let config = ProptestConfig::default();
    let set = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if set { config.cases } else { 400 },
        failure_persistence: None,
        ..config
    }
}

fn after(definition: &Definition, items: bool) -> World {
    let declaration = declare(definition.clone());
    match items {
        true => World::with_items(&declaration),
        false => World::of(&declaration),
    }
}

/// Asserts that a table is as declared, and that nobody would do anything about it.
fn assert_there(world: &World, declaration: &Declaration) {
    let live = world.live.as_ref().unwrap();
    let found = differences(
        &declaration.definition,
        live,
        world.row.as_ref(),
        &BTreeSet::new(),
    );
    assert_eq!(found, []);
    let compared = world.compare(declaration);
    assert!(!compared.differs(), "{compared:?}");
    assert_eq!(world.plan(declaration).steps, []);
    assert_eq!(world.plan_contract(declaration).steps, []);
}

/// What lives, as far as the declaration says it: what it leaves alone may be anything, and warm throughput only rises.
fn said(declaration: &Declaration, world: &World) -> Observed {
    let mut live = world.live.clone().unwrap();
    let (declared, definition) = (&declaration.definition, &mut live.definition);
    definition.warm = Warm::default();
    only_said(&declared.caps, &mut definition.caps);
    for index in &mut definition.indexes {
        index.warm = Warm::default();
        let said = declared.indexes.iter().find(|one| one.name == index.name);
        only_said(&said.unwrap().caps, &mut index.caps);
    }
    if declared.class.is_none() {
        definition.class = None;
    }
    let tags = &declared.tags;
    let is_said = |key: &str| tags.iter().any(|one| one.key == key);
    definition.tags.retain(|tag| is_said(&tag.key));
    if declared.recovery == Setting::On(Recovery { days: None }) {
        assert!(definition.recovery.on().is_some());
        definition.recovery = declared.recovery.clone();
    }
    only(&declared.stream, &mut definition.stream);
    only(&declared.encryption, &mut definition.encryption);
    only(
        &declared.deletion_protection,
        &mut definition.deletion_protection,
    );
    only(&declared.ttl, &mut definition.ttl);
    only(&declared.policy, &mut definition.policy);
    only(&declared.recovery, &mut definition.recovery);
    live
}

fn only<T>(declared: &Setting<T>, live: &mut Setting<T>) {
    if declared.is_unsaid() {
        *live = Setting::Unsaid;
    }
}

fn only_said(declared: &Caps, live: &mut Caps) {
    only(&declared.read, &mut live.read);
    only(&declared.write, &mut live.write);
}

/// Takes the steps one by one, each of which must be in its phase, and the phases in their order.
fn walk(world: &mut World, declaration: &Declaration, steps: &[TableStep]) {
    let order = [
        Phase::NeedsRoom,
        Phase::Prepare,
        Phase::Expand,
        Phase::Migrate,
        Phase::Contract,
    ];
    let at = |step: &TableStep| order.iter().position(|phase| *phase == step.phase);
    assert!(steps.is_sorted_by_key(at));
    for step in steps {
        assert!(belongs(step, world.live.as_ref()), "{step:?}");
        world.take(declaration, std::slice::from_ref(step));
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn up_then_contract_takes_any_definition_to_any_other((from, to) in pairs(), items: bool) {
        let mut world = after(&from, items);
        assert_there(&world, &declare(from));
        let to = declare(to);
        world.up(&to);
        world.contract(&to);
        assert_there(&world, &to);
    }

    #[test]
    fn no_step_is_out_of_its_phase((from, to) in pairs(), items: bool) {
        let mut world = after(&from, items);
        let to = declare(to);
        let up = world.plan(&to);
        walk(&mut world, &to, &up.steps);
        world.settle(&to);
        let contract = world.plan_contract(&to);
        prop_assert_eq!(&contract.held, &[]);
        prop_assert_eq!(contract.steps.len(), up.held.len(), "what was held is what contract does");
        walk(&mut world, &to, &contract.steps);
    }

    #[test]
    fn there_are_as_many_calls_as_there_must_be((from, to) in pairs(), items: bool) {
        let mut world = after(&from, items);
        let to = declare(to);
        let bound = lower_bound(&to, world.live.as_ref(), world.row.as_ref(), &world.target);
        let (up, contract) = (world.up(&to), world.contract(&to));
        prop_assert_eq!(up.len() + contract.len(), bound.total(), "{:?} {:?}", up, contract);
        let fresh = World::default();
        let bound = lower_bound(&to, None, None, &fresh.target);
        prop_assert_eq!(fresh.plan(&to).steps.len(), bound.up);
        prop_assert_eq!(bound.contract, 0);
    }

    #[test]
    fn killed_after_any_call_and_planned_again_the_end_is_the_same(
        (from, to) in pairs(),
        items: bool,
        kills in prop::collection::vec(any::<Pick>(), 1..4),
    ) {
        let start = after(&from, items);
        let to = declare(to);
        let mut unharmed = start.clone();
        unharmed.up(&to);
        unharmed.contract(&to);
        let mut world = start;
        for kill in kills {
            let plan = world.plan(&to);
            let steps = if plan.is_empty() { world.plan_contract(&to).steps } else { plan.steps };
            let taken = kill.index(steps.len() + 1);
            world.take(&to, &steps[..taken]);
        }
        world.up(&to);
        world.contract(&to);
        assert_there(&world, &to);
        prop_assert_eq!(said(&to, &world), said(&to, &unharmed));
    }

    #[test]
    fn a_fresh_environment_and_one_upgraded_step_by_step_end_equal(
        lives in lives(),
        items: bool,
        drops: [bool; 4],
    ) {
        let last = declare(lives.last().unwrap().clone());
        let mut world = after(&lives[0], items);
        for ((n, definition), is_dropped) in (2..).step_by(2).zip(&lives[1..]).zip(drops) {
            let mut declaration = declare(definition.clone());
            declaration.revision = n;
            if is_dropped {
                declaration.presence = Presence::Dropped;
                world.up(&declaration);
                world.contract(&declaration);
                prop_assert_eq!(&world.live, &None);
                declaration.presence = Presence::Kept;
                declaration.revision += 1;
            }
            world.up(&declaration);
            world.contract(&declaration);
            assert_there(&world, &declaration);
        }
        let mut fresh = World::of(&last);
        fresh.live.as_mut().unwrap().items = world.live.as_ref().unwrap().items;
        prop_assert_eq!(said(&last, &world), said(&last, &fresh));
    }

    #[test]
    fn an_older_program_plans_nothing_and_says_so((from, to) in pairs(), items: bool) {
        prop_assume!(declare(from.clone()).hash() != declare(to.clone()).hash());
        let mut world = after(&from, items);
        let (old, new) = (declare(from), declare(to));
        world.up(&new);
        for _ in 0..2 {
            let plan = world.plan(&old);
            prop_assert_eq!(plan.steps, []);
            prop_assert_eq!(plan.held, []);
            prop_assert_eq!(plan.refusals, []);
            prop_assert!(plan.notes.iter().any(|note| note.kind == NoteKind::Outdated));
            world.contract(&new);
        }
        let mut back = old;
        back.revision += 1;
        world.up(&back);
        world.contract(&back);
        assert_there(&world, &back);
    }

    #[test]
    fn programs_that_restart_in_any_order_change_nothing_after_the_first_of_the_new_one(
        (from, to) in pairs(),
        restarts: [bool; 6],
    ) {
        prop_assume!(declare(from.clone()).hash() != declare(to.clone()).hash());
        let mut world = after(&from, true);
        let (old, new) = (declare(from), declare(to));
        world.up(&new);
        for is_new in restarts {
            let plan = world.plan(if is_new { &new } else { &old });
            prop_assert_eq!(plan.steps, []);
            prop_assert_eq!(plan.refusals, []);
        }
    }

    #[test]
    fn what_waits_for_migrations_ends_where_it_would_have_without(
        (from, to) in pairs(),
        waits: [bool; 4],
        fresh: bool,
    ) {
        let mut at_once = if fresh { World::default() } else { after(&from, false) };
        let mut late = at_once.clone();
        let plain = declare(to);
        at_once.up(&plain);
        at_once.contract(&plain);
        let mut waiting = plain.clone();
        let id = MigrationId::new(7, "first");
        if waits[0] {
            waiting.after.ttl = Some(id.clone());
        }
        if waits[1] {
            waiting.after.stream = Some(id.clone());
        }
        for index in waiting.definition.indexes.iter().zip(&waits[2..]).filter(|(_, waits)| **waits) {
            waiting.after.indexes.insert(index.0.name.clone(), id.clone());
        }
        late.up(&waiting);
        late.contract(&waiting);
        assert_there(&late, &waiting);
        prop_assert_eq!(said(&plain, &late), said(&plain, &at_once));
    }
}
