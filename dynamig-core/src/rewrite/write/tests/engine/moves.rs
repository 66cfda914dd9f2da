use super::table::{Table, Way, item, n, s, update};
use crate::rewrite::write::answer::{Answer, Sent};
use crate::rewrite::write::intent::Intent;
use crate::rewrite::write::pack::Packed;
use crate::rewrite::write::send;
use crate::rewrite::write::settle::{Settled, Tried, settle};

async fn moved(table: &Table, intent: &Intent, token: &str) -> Answer {
    let packed = table.packed(intent.clone(), Way::Statement);
    assert!(matches!(packed, Packed::Transaction(_)));
    let sent = send::send(&table.client, &table.target, &packed, token).await;
    let Sent { mut answers, .. } = sent.unwrap();
    answers.remove(0)
}

#[tokio::test]
async fn an_item_gets_another_key_with_all_that_it_had() {
    let table = Table::new().await;
    let scanned = table.put(item(0, &[("a", s("x")), ("b", n("1"))])).await;
    let intent = table.intent(&scanned, update(&[("sk.n", n("5"))], &["b"]), &[]);
    assert!(matches!(
        moved(&table, &intent, "first").await,
        Answer::Done
    ));
    assert_eq!(table.get(&scanned).await, None);
    let there = item(5, &[("a", s("x"))]);
    assert_eq!(table.get(&there).await, Some(there.clone()));

    // The same attempt is known by its token; another one by what it finds.
    assert!(matches!(
        moved(&table, &intent, "first").await,
        Answer::Done
    ));
    let Answer::Conflict(conflict) = moved(&table, &intent, "second").await else {
        panic!("the old item is gone");
    };
    assert_eq!(conflict.at_new_key, Some(there));
    assert_eq!(
        settle(&intent, conflict, Tried::Perhaps),
        Settled::AlreadyOurs
    );
}

#[tokio::test]
async fn an_item_that_has_changed_is_not_moved() {
    let table = Table::new().await;
    let scanned = table.put(item(0, &[("unread", n("1"))])).await;
    let intent = table.intent(&scanned, update(&[("sk.n", n("5"))], &[]), &[]);
    let theirs = table.put(item(0, &[("unread", n("2"))])).await;
    let Answer::Conflict(conflict) = moved(&table, &intent, "changed").await else {
        panic!("it has changed");
    };
    let again = Settled::RunAgain((*theirs).clone());
    assert_eq!(settle(&intent, conflict, Tried::Never), again);
    assert_eq!(table.get(&item(5, &[])).await, None);
}

#[tokio::test]
async fn an_item_is_not_moved_onto_another() {
    let table = Table::new().await;
    let scanned = table.put(item(0, &[("a", n("1"))])).await;
    let other = table.put(item(5, &[("a", n("2"))])).await;
    let intent = table.intent(&scanned, update(&[("sk.n", n("5"))], &[]), &[]);
    let Answer::Fault(fault) = moved(&table, &intent, "taken").await else {
        panic!("another item has the key");
    };
    assert!(
        fault.to_string().contains("another item has the key"),
        "{fault}"
    );
    assert_eq!(table.get(&scanned).await.as_ref(), Some(&*scanned));
    assert_eq!(table.get(&other).await.as_ref(), Some(&*other));
}
