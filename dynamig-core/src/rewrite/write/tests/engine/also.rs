use super::table::{Table, item, n, s};
use crate::item::Difference;
use crate::rewrite::write::also::{Also, send_also};
use crate::rewrite::write::answer::{Answer, Sent};

async fn send(table: &Table, also: Also<'_>) -> Sent {
    send_also(&table.client, &table.target, also).await.unwrap()
}

fn is_done(sent: &Sent) -> bool {
    matches!(sent.answers[..], [Answer::Done])
}

#[tokio::test]
async fn a_put_leaves_an_item_that_is_there_alone() {
    let table = Table::new().await;
    let (new, other) = (item(0, &[("a", s("x"))]), item(0, &[("a", s("y"))]));
    assert!(is_done(&send(&table, Also::Put(&new)).await));
    let again = send(&table, Also::Put(&other)).await;
    assert!(is_done(&again), "{again:?}");
    assert_eq!(again.units, 1.0, "a refused write costs as well");
    assert_eq!(table.get(&new).await, Some(new));
}

#[tokio::test]
async fn an_update_or_a_delete_of_an_item_that_is_not_there_does_nothing() {
    let table = Table::new().await;
    let key = item(0, &[]);
    let difference = Difference {
        set: [("a".to_owned(), n("1"))].into(),
        remove: ["b".to_owned()].into(),
    };
    let update = Also::Update(&key, &difference);
    for also in [update, Also::Delete(&key)] {
        let sent = send(&table, also).await;
        assert!(is_done(&sent), "{sent:?}");
        assert_eq!(table.get(&key).await, None);
    }
    table.put(item(0, &[("b", n("2"))])).await;
    assert!(is_done(&send(&table, update).await));
    assert_eq!(table.get(&key).await, Some(item(0, &[("a", n("1"))])));
    let nothing = Difference::default();
    assert_eq!(send(&table, Also::Update(&key, &nothing)).await.units, 0.0);
    assert!(is_done(&send(&table, Also::Delete(&key)).await));
    assert_eq!(table.get(&key).await, None);
}

#[tokio::test]
async fn a_key_that_is_not_that_of_the_table_is_told_before_it_is_sent() {
    let table = Table::new().await;
    let more = item(0, &[("a", n("1"))]);
    let mut less = item(0, &[]);
    less.remove("sk.n");
    for (also, name) in [
        (Also::Put(&less), "sk.n"),
        (Also::Delete(&less), "sk.n"),
        (Also::Delete(&more), "`a`"),
    ] {
        let sent = send(&table, also).await;
        let [Answer::Fault(fault)] = &sent.answers[..] else {
            panic!("{sent:?}");
        };
        assert!(fault.to_string().contains(name), "{fault}");
    }
}
