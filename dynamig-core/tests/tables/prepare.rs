//! What is prepared: protection, and room for more.

use dynamig::table::{Billing, Capacity, Caps, Recovery, Setting, Warm};

use crate::given::{World, capacity, change, declare, indexed, orders, provisioned, with};

#[test]
fn protection_and_recovery_are_switched_on_first() {
    let to = with(indexed(["email"]), |table| {
        table.deletion_protection = Setting::On(());
        table.recovery = Setting::On(Recovery { days: Some(7) });
    });
    let (up, contract) = change(&World::with_items(&declare(orders())), to);
    insta::assert_debug_snapshot!((up, contract));
}

#[test]
fn recovery_goes_back_more_days_at_once_and_fewer_in_contract() {
    let days = |days| {
        with(orders(), |table| {
            table.recovery = Setting::On(Recovery { days })
        })
    };
    let week = World::of(&declare(days(Some(7))));
    let (up, contract) = change(&week, days(Some(35)));
    assert_eq!((up.len(), contract.len()), (1, 0), "{up:?} {contract:?}");
    let (up, contract) = change(&World::of(&declare(days(None))), days(Some(7)));
    assert_eq!(up, [""; 0]);
    insta::assert_snapshot!(contract[0], @"Contract Destructive UpdateContinuousBackups: point-in-time recovery from 35 days to 7 days");
    // What does not say the days, takes those that are there.
    assert_eq!(change(&week, days(None)), (Vec::new(), Vec::new()));
}

#[test]
fn capacity_of_the_table_and_of_its_indexes_goes_up_in_one_call_and_down_in_another() {
    let table = |units: [u64; 4]| {
        let [read, write, index_read, index_write] = units;
        with(indexed(["email"]), |table| {
            table.billing = Some(Billing::Provisioned);
            table.capacity = Some(Capacity { read, write });
            table.indexes[0].capacity = Some(Capacity {
                read: index_read,
                write: index_write,
            });
        })
    };
    let from = World::of(&declare(table([5, 5, 5, 5])));
    insta::assert_debug_snapshot!(change(&from, table([9, 1, 2, 6])));
}

#[test]
fn a_table_that_goes_on_demand_takes_the_caps_with_it_that_take_nothing_away() {
    let to = with(orders(), |table| {
        table.caps = Caps {
            read: Setting::On(8),
            write: Setting::On(3),
        };
    });
    insta::assert_debug_snapshot!(change(&World::of(&declare(provisioned(5))), to));
}

#[test]
fn a_table_that_is_provisioned_gives_every_live_index_its_capacity_in_the_same_call() {
    let from = World::with_items(&declare(indexed(["email", "name"])));
    let to = with(indexed(["email", "city"]), |table| {
        table.billing = Some(Billing::Provisioned);
        table.capacity = Some(capacity(5));
        table.indexes[0].capacity = Some(capacity(6));
        table.indexes[1].capacity = Some(capacity(7));
    });
    insta::assert_debug_snapshot!(change(&from, to));
}

#[test]
fn warm_throughput_is_a_floor() {
    let warm = |read| {
        with(orders(), |table| {
            table.warm = Warm {
                read: Some(read),
                write: None,
            };
        })
    };
    let from = World::of(&declare(warm(20_000)));
    assert_eq!(change(&from, warm(13_000)), (Vec::new(), Vec::new()));
    let (up, contract) = change(&from, warm(30_000));
    assert_eq!(contract, [""; 0]);
    insta::assert_snapshot!(up.join("\n"), @"Prepare Costly UpdateTable: warm throughput from read: 20000, write: 4000 to read: 30000, write: as it is");
}

#[test]
fn a_capacity_that_is_scaled_automatically_is_not_compared() {
    let declaration = declare(provisioned(5));
    let mut world = World::of(&declaration);
    let live = world.live.as_mut().unwrap();
    live.definition.capacity = Some(capacity(40));
    assert_eq!(world.plan(&declaration).held.len(), 1);
    world.live.as_mut().unwrap().scaled = dynamig::table::Scaled::Automatically;
    let plan = world.plan(&declaration);
    assert_eq!((plan.steps, plan.held), (Vec::new(), Vec::new()));
    insta::assert_snapshot!(plan.notes[0].message, @"Application Auto Scaling sets the capacity: it is not compared");
}
