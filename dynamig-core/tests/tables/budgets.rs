//! What steps spend of what AWS grants only so often.

use dynamig::plan::tables::Capabilities;
use dynamig::table::{
    Billing, Budget, Definition, Encryption, Index, Scope, Setting, Spent, TableClass,
};

use crate::given::{World, capacity, declare, index, indexed, orders, provisioned, with};

const HOUR: i64 = 3_600;
/// 2026-11-01T00:00:00Z.
const DAY: i64 = 1_793_491_200;

/// What the steps of `up`, then those of `contract`, spend, in words.
fn told(world: &World, to: Definition) -> Vec<String> {
    let plan = world.plan(&declare(to));
    let steps = plan.steps.iter().chain(&plan.held);
    let spends = steps.flat_map(|step| &step.spends);
    spends.map(ToString::to_string).collect()
}

fn expiring(attribute: &str) -> Definition {
    with(orders(), |table| {
        table.ttl = Setting::On(attribute.to_owned());
    })
}

#[test]
fn the_last_change_of_the_time_to_live_is_remembered_and_told() {
    let mut world = World::of(&declare(expiring("at")));
    let off = with(orders(), |table| table.ttl = Setting::Off);
    insta::assert_snapshot!(told(&world, off.clone()).join("\n"), @"AWS grants 1 change of the time to live in 31 minutes");
    let row = world.row.as_mut().unwrap();
    row.spent.insert(Budget::Ttl, vec![DAY]);
    world.target.now = Some(DAY + 60);
    insta::assert_snapshot!(told(&world, off.clone()).join("\n"), @"AWS grants 1 change of the time to live in 31 minutes: wait until 2026-11-01T00:31:00Z");
    world.target.now = Some(DAY + HOUR);
    insta::assert_snapshot!(told(&world, off).join("\n"), @"AWS grants 1 change of the time to live in 31 minutes, the last was at 2026-11-01T00:00:00Z");
}

#[test]
fn an_engine_that_grants_whatever_it_is_asked_tells_of_no_budget() {
    let mut world = World::of(&declare(expiring("at")));
    world.target.capabilities = Capabilities::DYNOXIDE;
    let row = world.row.as_mut().unwrap();
    row.spent.insert(Budget::Ttl, vec![DAY]);
    world.target.now = Some(DAY + 60);
    assert_eq!(told(&world, expiring("until")), Vec::<String>::new());
}

#[test]
fn a_second_change_of_the_time_to_live_is_left_to_a_later_run() {
    let world = World::of(&declare(expiring("at")));
    insta::assert_snapshot!(told(&world, expiring("until")).join("\n"), @r"
    AWS grants 1 change of the time to live in 31 minutes
    AWS grants 1 change of the time to live in 31 minutes: it is left to a later run
    ");
}

#[test]
fn a_class_is_changed_twice_in_thirty_days_whoever_did_it() {
    let infrequent = |class| with(orders(), |table| table.class = Some(class));
    let mut world = World::of(&declare(infrequent(TableClass::Standard)));
    let to = infrequent(TableClass::InfrequentAccess);
    let live = world.live.as_mut().unwrap();
    live.spent = vec![Spent::new(Budget::Class, None, 1, DAY)];
    insta::assert_snapshot!(told(&world, to.clone()).join("\n"), @"AWS grants 2 changes of the class in 30 days, the last was at 2026-11-01T00:00:00Z");
    // What AWS tells of is what we did then: one change, not two.
    let row = world.row.as_mut().unwrap();
    row.spent.insert(Budget::Class, vec![DAY - 1]);
    insta::assert_snapshot!(told(&world, to.clone()).join("\n"), @"AWS grants 2 changes of the class in 30 days, the last was at 2026-11-01T00:00:00Z");
    let row = world.row.as_mut().unwrap();
    row.spent
        .insert(Budget::Class, vec![DAY - 24 * HOUR, DAY - 1]);
    world.target.now = Some(DAY + HOUR);
    insta::assert_snapshot!(told(&world, to).join("\n"), @"AWS grants 2 changes of the class in 30 days: wait until 2026-11-30T00:00:00Z");
}

#[test]
fn the_fifth_change_of_the_encryption_waits_for_six_hours() {
    let world = World::of(&declare(with(orders(), |table| {
        table.encryption = Setting::On(Encryption::default());
    })));
    let spent = |instants: Vec<i64>| {
        let mut world = world.clone();
        let row = world.row.as_mut().unwrap();
        row.spent.insert(Budget::Encryption, instants);
        world.target.now = Some(DAY + 4 * HOUR);
        told(
            &world,
            with(orders(), |table| table.encryption = Setting::Off),
        )
        .join("\n")
    };
    let hours = |count: i64| (0..count).map(|n| DAY + n * HOUR).collect();
    insta::assert_snapshot!(spent(hours(3)), @"AWS grants 4 changes of the encryption in 24 hours, then 1 in 6 hours, the last was at 2026-11-01T02:00:00Z");
    insta::assert_snapshot!(spent(hours(4)), @"AWS grants 4 changes of the encryption in 24 hours, then 1 in 6 hours: wait until 2026-11-01T09:00:00Z");
}

#[test]
fn decreases_are_counted_by_aws_for_the_table_and_for_each_index_and_increases_are_free() {
    let with_index = |table_units, index_units| {
        with(indexed(["email"]), |table| {
            table.billing = Some(Billing::Provisioned);
            table.capacity = Some(capacity(table_units));
            table.indexes[0].capacity = Some(capacity(index_units));
        })
    };
    let mut world = World::of(&declare(with_index(20, 20)));
    let live = world.live.as_mut().unwrap();
    let index = index("email").name;
    live.spent = vec![
        Spent::new(Budget::Decrease, None, 1, DAY),
        Spent::new(Budget::Decrease, Some(&index), 4, DAY + HOUR),
    ];
    world.target.now = Some(DAY + HOUR + 1);
    insta::assert_snapshot!(told(&world, with_index(10, 10)).join("\n"), @r"
    AWS grants 4 decreases of a capacity in a day of UTC, then 1 in an hour, the last was at 2026-11-01T00:00:00Z
    AWS grants 4 decreases of a capacity in a day of UTC, then 1 in an hour (index `by_email`): wait until 2026-11-01T02:00:00Z
    ");
    assert_eq!(told(&world, with_index(30, 20)), [""; 0]);
}

#[test]
fn a_way_back_to_on_demand_is_told_with_the_last_one() {
    let mut world = World::of(&declare(provisioned(5)));
    world.live.as_mut().unwrap().spent = vec![Spent::new(Budget::OnDemand, None, 1, DAY)];
    world.target.now = Some(DAY + HOUR);
    insta::assert_snapshot!(told(&world, orders()).join("\n"), @"AWS grants 1 change to on demand in 24 hours: wait until 2026-11-02T00:00:00Z");
}

#[test]
fn what_is_created_or_changed_freely_spends_nothing() {
    let world = World::default();
    assert_eq!(told(&world, provisioned(5)), [""; 0]);
    let world = World::of(&declare(orders()));
    let to = with(indexed(["email"]), |table| {
        table.indexes.push(Index {
            keys: table.indexes[0].keys.clone(),
            ..Index::new("by_mail", Scope::Global)
        });
    });
    assert_eq!(told(&world, to), [""; 0]);
}
