//! What holds for any definitions of a table, whatever they say, when the executor brings them.

use dynamig::table::{Declaration, Definition};
use dynamig_harness::Accepted;
use proptest::prelude::*;

use crate::any::pairs;
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

    /// Brings both to a declaration: with the fewest calls, none of which is rejected.
    async fn bring(&mut self, table: &Declaration) {
        let before = self.world.accepted("orders").len();
        self.world.bring(table).await;
        let planned = self.model.up(table);
        let sent = self.world.accepted("orders").split_off(before);
        let operations = |sent: &Accepted| sent.operation.clone();
        let sent: Vec<_> = sent.iter().map(operations).collect();
        let planned: Vec<_> = planned.iter().map(|step| step.call.operation()).collect();
        assert_eq!(sent, planned);
        self.assert_there(table).await;
    }

    /// Asserts that nothing is left to do, and that the model and the engine agree on what is held.
    async fn assert_there(&self, table: &Declaration) {
        let plan = self.world.plan(table).await;
        assert_eq!(plan.refusals, []);
        assert_eq!(plan.steps, []);
        assert_eq!(plan.held, self.model.plan(table).held);
        assert_eq!(self.world.law().rejected(), []);
    }
}

fn revised(definition: Definition, revision: u32) -> Declaration {
    let mut table = declare(definition);
    table.revision = revision;
    table
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
}
