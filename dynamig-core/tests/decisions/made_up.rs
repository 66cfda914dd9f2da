//! Registries and histories that no test would think of.

use dynamig::Registry;
use dynamig::history::{History, MigrationRow, Status};
use dynamig::migration::{Fresh, MigrationBuilder, MigrationId};
use dynamig::plan::{DownSelection, Selection, after, up};
use proptest::prelude::*;

use crate::given::{count, history, local, migration, registry, undo};

/// A migration's version, what it depends on (places before it), and how it is declared.
type Shape = (Vec<prop::sample::Index>, bool, bool);

/// Registries of up to a dozen migrations, with versions of one to three digits.
pub(crate) fn registries() -> impl Strategy<Value = Registry> {
    let shape = (
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        any::<bool>(),
        any::<bool>(),
    );
    let versions = prop::collection::btree_set(1_u64..200, 1..12);
    (versions, prop::collection::vec(shape, 12)).prop_map(|(versions, shapes)| {
        let versions: Vec<_> = versions.into_iter().collect();
        registry((0..versions.len()).map(|at| shaped(&versions, at, &shapes[at])))
    })
}

fn shaped(versions: &[u64], at: usize, shape: &Shape) -> MigrationBuilder {
    let (dependencies, elsewhere, fresh) = shape;
    // Names that would sort the other way round as texts.
    let name = |at: usize| format!("m{}", 99 - at);
    let mut one = migration(versions[at], &name(at)).fingerprint(format!("1:{at}"));
    for dependency in dependencies.iter().filter(|_| at > 0) {
        let on = dependency.index(at);
        one = one.depends_on(format!("{}_{}", versions[on], name(on)));
    }
    if *elsewhere && at.is_multiple_of(3) {
        one = one.only_in("elsewhere");
    }
    if *fresh && at % 3 == 1 {
        one = one.fresh(Fresh::Skip);
    }
    if at % 4 == 2 {
        one = one.renamed_from(format!("{}_former", versions[at]));
    }
    one
}

fn statuses() -> impl Strategy<Value = Status> {
    prop_oneof![
        4 => Just(Status::Applied),
        1 => Just(Status::Baselined),
        1 => Just(Status::Skipped),
        1 => Just(Status::Failed),
        1 => Just(Status::Running),
        1 => Just(Status::Reverted),
        1 => Just(Status::Paused),
        1 => Just(Status::Other("archived".to_owned())),
    ]
}

/// A registry with a history of some of it, applied in any order, and of migrations that it does not link.
pub(crate) fn lived_in() -> impl Strategy<Value = (Registry, History)> {
    let lives = prop::collection::vec((prop::option::of(statuses()), any::<u16>()), 12);
    (registries(), lives, any::<bool>()).prop_map(|(registry, lives, strange)| {
        let mut rows = Vec::new();
        for (one, (status, order)) in registry.all().iter().zip(lives) {
            // What is meant for elsewhere was never started here: that would ask for a decision.
            let status = status.map(|status| match one.only_in() {
                [] => status,
                _ => Status::Skipped,
            });
            // A row may still be under a former id.
            let id = match one.renamed_from() {
                [former] if order % 2 == 0 => former.parse().unwrap(),
                _ => one.id().clone(),
            };
            rows.extend(status.map(|status| (order, MigrationRow::new(id, status))));
        }
        if strange {
            let id = MigrationId::new(1000, "strange");
            rows.push((7, MigrationRow::new(id, Status::Applied)));
        }
        rows.sort_by_key(|(order, _)| *order);
        let numbered = rows.into_iter().zip(1..).map(|((_, mut row), seq)| {
            let ran = matches!(row.status, Status::Applied | Status::Reverted);
            row.seq = ran.then_some(seq);
            row
        });
        (registry, history(numbered))
    })
}

/// A history that only plans made: some of the registry applied by selections and undone again.
pub(crate) fn grown() -> impl Strategy<Value = (Registry, History)> {
    let acts = prop::collection::vec(
        (any::<bool>(), 1_usize..4, any::<prop::sample::Index>()),
        0..8,
    );
    (registries(), acts).prop_map(|(registry, acts)| {
        let mut history = History::default();
        for (is_up, n, which) in acts {
            let id = which.get(registry.all()).id().to_string();
            let plan = match (is_up, n) {
                (true, 3) => up(&registry, &history, &local(), &Selection::Only(id)),
                (true, n) => up(&registry, &history, &local(), &Selection::Steps(count(n))),
                (false, 3) => undo(&registry, &history, &DownSelection::Only(id)),
                (false, n) => undo(&registry, &history, &DownSelection::Steps(count(n))),
            };
            if let Ok(plan) = plan {
                history = after(&history, &plan);
            }
        }
        (registry, history)
    })
}
