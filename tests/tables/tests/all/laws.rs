//! What holds for any definitions of a table, whatever they say, when the executor brings them.

use dynamig::plan::tables::lower_bound;
use dynamig::table::{Declaration, Definition, Presence};
use proptest::prelude::*;

use crate::any::{lives, pairs};
use crate::given::{World as Model, declare};
use crate::world::{World, paused};

/// The number of cases: 16 in each of the rounds that `DYNAMIG_TEST_ROUNDS` says, 4 by default.
fn cases() -> ProptestConfig {
    let rounds = std::env::var("DYNAMIG_TEST_ROUNDS").ok();
    let rounds = rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(4);
    ProptestConfig {
        cases: 16 * rounds,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// An environment beside its model, which takes the same steps.
struct Both {
    world: World,
    model: Model,
}

impl Both {
    fn new() -> Self {
        Self {
            world: World::new(),
            model: Model::default(),
        }
    }

    /// Brings both to a declaration: with the fewest calls, and those that the model sends.
    async fn bring(&mut self, table: &Declaration) {
        let Model {
            live, row, target, ..
        } = &self.model;
        let bound = lower_bound(table, live.as_ref(), row.as_ref(), target);
        let before = self.world.accepted("orders").len();
        self.world.bring(table).await;
        let mut planned = self.model.up(table);
        planned.extend(self.model.contract(table));
        let sent = self.world.accepted("orders").split_off(before);
        let sent: Vec<_> = sent.into_iter().map(|sent| sent.operation).collect();
        let planned: Vec<_> = planned.iter().map(|step| step.call.operation()).collect();
        assert_eq!(sent, planned);
        assert_eq!(sent.len(), bound.total());
        self.assert_there(table).await;
    }

    /// Asserts that nothing is left to do, and that AWS rejected nothing.
    async fn assert_there(&self, table: &Declaration) {
        assert_there(&self.world, table).await;
        assert_eq!(self.world.rejected(), []);
    }
}

async fn assert_there(world: &World, table: &Declaration) {
    let plan = world.plan(table).await;
    assert_eq!(plan.refusals, []);
    assert_eq!(plan.steps, []);
    assert_eq!(plan.held, []);
}

fn revised(definition: Definition, revision: u32) -> Declaration {
    let mut table = declare(definition);
    table.revision = revision;
    table
}

/// The names of the indexes that there are.
fn indexes(world: &World) -> Vec<String> {
    let held = world.law().held(&world.db.table("orders")).unwrap();
    let indexes = held["GlobalSecondaryIndexes"].as_array().cloned();
    let named = |index: serde_json::Value| index["IndexName"].as_str().unwrap().to_owned();
    indexes.unwrap_or_default().into_iter().map(named).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_definition_is_brought_to_any_other_with_the_fewest_calls((from, to) in pairs()) {
        paused(async {
            let mut both = Both::new();
            both.bring(&revised(from, 1)).await;
            both.bring(&revised(to, 2)).await;
        });
    }

    #[test]
    fn killed_after_any_call_and_run_again_the_end_is_the_same(
        (from, to) in pairs(),
        kills in prop::collection::vec(1_u64..6, 1..4),
    ) {
        paused(async {
            let world = World::new();
            world.bring(&revised(from, 1)).await;
            let to = revised(to, 2);
            for kill in kills {
                world.bring_and_die_at(&to, kill).await;
            }
            world.bring(&to).await;
            assert_there(&world, &to).await;
            let mut rejected = world.rejected();
            // What an alias stands for shows nowhere: whether the dead had asked for it, AWS has to tell.
            rejected.retain(|one| !one.message.contains("Table is already encrypted with given"));
            assert_eq!(rejected, []);
        });
    }

    #[test]
    fn a_fresh_environment_and_one_upgraded_step_by_step_end_equal(
        lives in lives(),
        drops: [bool; 4],
    ) {
        paused(async {
            let upgraded = World::new();
            let mut last = declare(lives[0].clone());
            for ((revision, definition), is_dropped) in (1..).step_by(2).zip(&lives).zip(drops) {
                last = revised(definition.clone(), revision);
                if is_dropped && revision > 1 {
                    last.presence = Presence::Dropped;
                    upgraded.bring(&last).await;
                    assert_eq!(upgraded.law().held(&upgraded.db.table("orders")), None);
                    last.presence = Presence::Kept;
                    last.revision += 1;
                }
                upgraded.bring(&last).await;
                assert_there(&upgraded, &last).await;
                assert_eq!(upgraded.rejected(), []);
            }
            let fresh = World::new();
            fresh.bring(&last).await;
            assert_there(&fresh, &last).await;
            assert_eq!(indexes(&upgraded), indexes(&fresh));
        });
    }

    #[test]
    fn programs_that_restart_in_any_order_change_nothing_after_the_first_of_the_new_one(
        (from, to) in pairs(),
        restarts: [bool; 6],
    ) {
        prop_assume!(declare(from.clone()).hash() != declare(to.clone()).hash());
        paused(async {
            let world = World::new();
            let (old, new) = (declare(from), declare(to));
            world.bring(&old).await;
            world.up(&new).await.unwrap();
            let before = world.accepted("orders").len();
            for is_new in restarts {
                let table = if is_new { &new } else { &old };
                world.up(table).await.unwrap();
                assert_eq!(world.accepted("orders").len(), before);
            }
            assert_eq!(world.rejected(), []);
        });
    }
}
