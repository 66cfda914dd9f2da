//! What holds for every registry and every history.

use std::collections::BTreeSet;

use dynamig::Registry;
use dynamig::history::{After, History, Status, transition};
use dynamig::migration::MigrationId;
use dynamig::plan::{
    Action, DownSelection, Plan, Selection, SkipReason, Step, Strand, Target, after, redo, reset,
    up,
};
use proptest::prelude::*;

use crate::given::{count, local, migration, registry, undo};
use crate::made_up::{grown, lived_in, registries};

fn all(registry: &Registry, history: &History) -> Plan {
    up(registry, history, &local(), &Selection::All).unwrap()
}

/// The ids whose functions have run, or count as if they had.
fn settled(history: &History) -> BTreeSet<MigrationId> {
    let settled = history
        .rows
        .iter()
        .filter(|row| row.status.is_settled() && !row.is_newer());
    settled.map(|row| row.id.clone()).collect()
}

/// Takes a plan's steps one by one; each must be allowed, and find what it depends on done.
fn walk(history: &History, plan: &Plan) -> History {
    let mut now = history.clone();
    for (at, step) in plan.steps.iter().enumerate() {
        assert_eq!(step.n, at + 1);
        assert!(step.needs.iter().all(|&n| n < step.n));
        assert_allowed(&now, &step.id, &step.action);
        let one = {
            let mut one = plan.clone();
            one.steps = vec![step.clone()];
            one
        };
        if step.action == Action::Apply {
            let done = settled(&now);
            let migration = step.migration.as_ref().unwrap();
            for text in migration.depends_on() {
                assert!(
                    done.contains(&text.parse().unwrap()),
                    "{} before {text}",
                    step.id
                );
            }
        }
        now = after(&now, &one);
    }
    assert_eq!(now, after(history, plan));
    now
}

/// The table of transitions allows what a step does.
fn assert_allowed(history: &History, id: &MigrationId, action: &Action) {
    let id = match action {
        Action::Rename { from } => from,
        _ => id,
    };
    let mut state = history.row(id).map(|row| row.status.clone());
    for &command in action.commands() {
        match transition(state.as_ref(), command) {
            Some(After::State(next)) => state = Some(next),
            other => panic!("{id}: {command:?} from {state:?} gives {other:?}"),
        }
    }
}

/// No applied migration lacks an applied dependency that it had before.
fn assert_none_is_stranded(registry: &Registry, before: &History, now: &History) {
    let (had, has) = (settled(before), settled(now));
    for one in registry.all() {
        let is_done = now
            .row(one.id())
            .is_some_and(|row| matches!(row.status, Status::Applied | Status::Baselined));
        for text in one.depends_on().iter().filter(|_| is_done) {
            let id = text.parse().unwrap();
            assert!(
                has.contains(&id) || !had.contains(&id),
                "{} lost {id}",
                one.id()
            );
        }
    }
}

proptest! {
    #[test]
    fn up_takes_each_pending_migration_once_in_version_order((registry, history) in lived_in()) {
        let plan = all(&registry, &history);
        let skipped_first = |step: &&Step| step.action == Action::Skip(SkipReason::Fresh);
        let in_order = plan.steps.iter().skip_while(skipped_first);
        prop_assert!(in_order.clone().all(|step| !skipped_first(&step)));
        prop_assert!(in_order.is_sorted_by_key(|step| step.id.clone()));
        let is_taken = |step: &&Step| matches!(step.action, Action::Apply | Action::Skip(_));
        let ids: Vec<_> = plan.steps.iter().filter(is_taken).map(|step| step.id.clone()).collect();
        let blocked = plan.warnings.iter().filter(|one| one.kind == dynamig::plan::WarningKind::Blocked);
        let blocked: BTreeSet<_> = blocked.flat_map(|one| one.migrations.clone()).collect();
        let mut told: BTreeSet<_> = ids.iter().cloned().collect();
        prop_assert_eq!(told.len(), ids.len());
        told.extend(blocked.iter().cloned());
        let pending: BTreeSet<_> = registry.pending(&history).iter().map(|one| one.id().clone()).collect();
        prop_assert_eq!(told, pending);
    }

    #[test]
    fn up_finds_every_dependency_satisfied_and_every_change_allowed((registry, history) in lived_in()) {
        if let Ok(plan) = up(&registry, &history, &local(), &Selection::All) {
            walk(&history, &plan);
        }
    }

    #[test]
    fn after_up_nothing_is_left_to_do((registry, history) in lived_in()) {
        let done = after(&history, &all(&registry, &history));
        prop_assert!(all(&registry, &done).is_empty());
    }

    #[test]
    fn after_up_of_a_fresh_environment_the_digests_agree(registry in registries()) {
        let done = after(&History::default(), &all(&registry, &History::default()));
        prop_assert_eq!(done.digest(), registry.digest());
    }

    #[test]
    fn up_step_by_step_ends_where_up_at_once_does(registry in registries()) {
        let at_once = after(&History::default(), &all(&registry, &History::default()));
        let mut history = History::default();
        for _ in registry.all() {
            let next = Selection::Steps(count(1));
            let plan = up(&registry, &history, &local(), &next).unwrap();
            prop_assert!(plan.steps.iter().filter(|step| step.action == Action::Apply).count() <= 1);
            history = after(&history, &plan);
        }
        prop_assert_eq!(history, at_once);
    }

    #[test]
    fn to_takes_what_before_takes_and_itself((registry, history) in lived_in(), which: prop::sample::Index) {
        let id = which.get(registry.all()).id().clone();
        let steps = |selection| -> Vec<_> {
            let plan = up(&registry, &history, &local(), &selection).unwrap();
            let chosen = plan.steps.into_iter().filter(|step| !matches!(step.action, Action::Skip(SkipReason::Fresh)));
            chosen.map(|step| step.id).collect()
        };
        let (to, before) = (Selection::To(id.to_string()), Selection::Before(id.to_string()));
        let (to, mut before) = (steps(to), steps(before));
        before.extend(to.iter().filter(|other| **other == id).cloned());
        prop_assert_eq!(to, before);
    }

    #[test]
    fn down_takes_the_last_applied_first_and_strands_nobody((registry, history) in lived_in(), n in 1_usize..12) {
        let selections = [DownSelection::All, DownSelection::Steps(count(n))];
        for selection in selections {
            if let Ok(plan) = undo(&registry, &history, &selection) {
                let now = walk(&history, &plan);
                assert_none_is_stranded(&registry, &history, &now);
            }
        }
    }

    #[test]
    fn no_prefix_of_down_strands_anybody((registry, history) in grown()) {
        let plan = undo(&registry, &history, &DownSelection::All).unwrap();
        for taken in 0..plan.steps.len() {
            let mut part = plan.clone();
            part.steps.truncate(taken);
            assert_none_is_stranded(&registry, &history, &after(&history, &part));
        }
    }

    #[test]
    fn without_dependencies_down_is_the_recorded_order(
        versions in prop::collection::btree_set(1_u64..200, 1..12),
        order: prop::sample::Index,
        n in 1_usize..12,
    ) {
        let registry = registry(versions.iter().map(|&version| migration(version, "m")));
        let mut ids: Vec<_> = versions.iter().map(|version| format!("{version}_m")).collect();
        let middle = order.index(ids.len());
        ids.rotate_left(middle);
        let texts: Vec<_> = ids.iter().map(String::as_str).collect();
        let history = crate::given::applied(&texts);
        let plan = undo(&registry, &history, &DownSelection::Steps(count(n))).unwrap();
        let undone: Vec<_> = plan.steps.iter().map(|step| step.id.to_string()).collect();
        let expected: Vec<_> = ids.iter().rev().take(n).cloned().collect();
        prop_assert_eq!(undone, expected);
    }

    #[test]
    fn up_after_down_of_all_is_where_it_was((registry, history) in grown()) {
        let full = after(&history, &all(&registry, &history));
        let down = undo(&registry, &full, &DownSelection::All).unwrap();
        let empty = walk(&full, &down);
        prop_assert!(empty.rows.iter().all(|row| matches!(row.status, Status::Reverted | Status::Skipped)));
        let again = walk(&empty, &all(&registry, &empty));
        prop_assert_eq!(settled(&again), settled(&full));
        prop_assert_eq!(again.digest(), full.digest());
    }

    #[test]
    fn reset_and_redo_only_do_what_is_allowed((registry, history) in lived_in(), which: prop::sample::Index) {
        let id = which.get(registry.all()).id().to_string();
        let plans = [
            reset(&registry, &history, &local()),
            redo(&registry, &history, &local(), None, Strand::Refuse),
            redo(&registry, &history, &local(), Some(&id), Strand::Force),
        ];
        for plan in plans.into_iter().flatten() {
            walk_allowing_forced(&history, &plan);
        }
    }

    #[test]
    fn no_text_is_ever_taken_for_everything((registry, history) in lived_in(), text in "\\PC{0,12}") {
        let known = registry.all().iter().map(|one| one.id().clone());
        let known: Vec<_> = known.chain(history.rows.iter().map(|row| row.id.clone())).collect();
        let is_known = known.iter().any(|id| {
            id.to_string() == text || id.name() == text || text.parse() == Ok(id.version())
        });
        prop_assume!(!is_known && text.parse::<MigrationId>().is_err());
        let target = Target::default();
        for of in [Selection::To, Selection::Before, Selection::Only] {
            prop_assert!(up(&registry, &history, &target, &of(text.clone())).is_err());
        }
        for of in [DownSelection::To, DownSelection::Before, DownSelection::Only] {
            prop_assert!(undo(&registry, &history, &of(text.clone())).is_err());
        }
    }
}

/// Each change is allowed; dependencies may be missing where a person forced it.
fn walk_allowing_forced(history: &History, plan: &Plan) {
    let mut now = history.clone();
    for step in &plan.steps {
        assert_allowed(&now, &step.id, &step.action);
        let mut one = plan.clone();
        one.steps = vec![step.clone()];
        now = after(&now, &one);
    }
}
