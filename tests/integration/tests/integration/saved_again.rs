//! Plans that were kept and cut off: the same file goes on with them.

use dynamig::Consent;

use crate::given::{Switch, World, states};
use crate::saved::{carry_out, indexed, migrator, refused, saved, table};

#[tokio::test]
async fn a_plan_that_failed_goes_on_with_the_same_file() {
    let world = World::new();
    let fails = Switch::on();
    let failing = world.failing(2, "b", &fails).build().unwrap();
    let migrations = [world.migration(1, "a"), failing, world.migration(3, "c")];
    let migrator = migrator(&world, migrations, [table("customers")]);
    let plan = saved(&migrator).await;
    carry_out(&migrator, &plan).await.unwrap_err();
    assert_eq!(world.ran.take(), ["up a", "up b"]);
    fails.turn_off();
    carry_out(&migrator, &plan).await.unwrap();
    assert_eq!(world.ran.take(), ["up b", "up c"]);
    assert_eq!(
        states(&migrator).await,
        ["1_a applied", "2_b applied", "3_c applied"]
    );
}

#[tokio::test]
async fn a_plan_that_was_cut_off_at_any_call_goes_on_with_the_same_file() {
    for n in 1.. {
        let world = World::in_process();
        migrator(&world, [], [table("customers")])
            .up()
            .await
            .unwrap();
        let tables = [indexed("customers"), table("orders"), table("payments")];
        let migrator = migrator(&world, [world.migration(1, "a")], tables);
        let plan = saved(&migrator).await;
        world
            .db
            .faults()
            .matching(|seen| changes(&seen.operation))
            .nth(n)
            .lose_response();
        let cut = carry_out(&migrator, &plan).await;
        let struck = world.db.faults().struck();
        world.db.faults().clear();
        if struck == 0 {
            assert!(cut.is_ok(), "{cut:?}");
            assert!(n > 3, "only {n} calls");
            break;
        }
        carry_out(&migrator, &plan).await.unwrap();
        let left = migrator.diff().await.unwrap();
        assert!(!left.iter().any(|table| table.differs()), "{left:?}");
        assert_eq!(states(&migrator).await, ["1_a applied"]);
    }
}

fn changes(operation: &str) -> bool {
    ["CreateTable", "UpdateTable", "UpdateTimeToLive"].contains(&operation)
}

#[tokio::test]
async fn a_plan_that_was_cut_off_does_not_hold_once_another_hand_has_changed_a_table() {
    let world = World::new();
    let fails = Switch::on();
    let failing = world.failing(1, "a", &fails).build().unwrap();
    let migrator = migrator(&world, [failing], [table("customers")]);
    let plan = saved(&migrator).await;
    carry_out(&migrator, &plan).await.unwrap_err();
    fails.turn_off();
    // The table was made by the plan; the mark was not.
    let mark = dynamig::Mark::Applied;
    migrator.mark("a", mark, None, Consent::Safe).await.unwrap();
    let says = refused(&migrator, &plan).await;
    assert!(says.contains("`mark-applied` of migration 1_a"), "{says}");
}
