//! Billing, capacity, caps and warm throughput, of tables and of indexes.

use dynamig::table::{AttributeType, Capacity, Caps, Index, Setting, Warm};

use super::live_through;
use crate::given::{capacity, index, indexed, provisioned, with};

#[test]
fn billing_and_capacity() {
    let both = |units: u64, of_index: u64| {
        with(provisioned(units), |table| {
            table.define("email", AttributeType::String);
            table.indexes.push(Index {
                capacity: Some(capacity(of_index)),
                ..index("email")
            });
        })
    };
    let mixed = with(both(5, 5), |table| {
        table.capacity = Some(Capacity { read: 9, write: 2 });
    });
    insta::assert_snapshot!(live_through(vec![
        ("provisioned", both(5, 5)),
        ("up", both(8, 6)),
        ("the table down, the index up", both(5, 9)),
        ("read up, write down", mixed),
        ("on demand", indexed(["email"])),
        ("provisioned again", both(3, 4)),
    ]));
}

#[test]
fn caps() {
    let capped = |table: [Setting<u64>; 2], of_index: [Setting<u64>; 2]| {
        with(indexed(["email"]), |definition| {
            let [read, write] = table;
            definition.caps = Caps { read, write };
            let [read, write] = of_index;
            definition.indexes[0].caps = Caps { read, write };
        })
    };
    use Setting::{Off, On, Unsaid};
    insta::assert_snapshot!(live_through(vec![
        ("created with it", capped([On(10), On(20)], [On(5), Unsaid])),
        ("changed", capped([On(15), On(10)], [On(4), On(6)])),
        ("off", capped([Off, Off], [Off, Off])),
        ("on again", capped([On(7), Unsaid], [On(7), Unsaid])),
        ("no longer declared", indexed(["email"])),
    ]));
}

#[test]
fn warm_throughput() {
    let warm = |of_table: u64, of_index: u64| {
        with(indexed(["email"]), |table| {
            table.warm.read = Some(of_table);
            table.indexes[0].warm = Warm {
                read: None,
                write: Some(of_index),
            };
        })
    };
    insta::assert_snapshot!(live_through(vec![
        ("created with it", warm(13_000, 5_000)),
        ("up", warm(14_000, 6_000)),
        ("less: AWS lowers none", warm(12_000, 4_000)),
        ("no longer declared", indexed(["email"])),
    ]));
}
