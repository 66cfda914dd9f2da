use std::sync::Arc;

use super::table::{Table, WAYS, every_type, item, n, s, update};
use crate::item::{Attributes, ReadSet, Verdict};
use crate::migration::Compare;
use crate::rewrite::write::answer::Answer;
use crate::rewrite::write::intent::{Terms, intend};
use crate::rewrite::write::settle::{Settled, Tried, settle};

#[tokio::test]
async fn our_own_write_sent_twice_is_settled_as_ours_with_values_of_every_type() {
    let table = Table::new().await;
    for (i, [new, old]) in every_type().into_iter().enumerate() {
        for way in WAYS {
            let scanned = table.put(item(i, &[("v", old.clone())])).await;
            let intent = table.intent(&scanned, update(&[("v", new.clone())], &[]), &[]);
            assert!(matches!(
                table.send(intent.clone(), way).await,
                Answer::Done
            ));
            let Answer::Conflict(conflict) = table.send(intent.clone(), way).await else {
                panic!("{new:?}");
            };
            assert_eq!(
                settle(&intent, conflict, Tried::Perhaps),
                Settled::AlreadyOurs
            );
        }
    }
}

#[tokio::test]
async fn what_somebody_else_wrote_is_given_to_the_function_again() {
    let table = Table::new().await;
    for way in WAYS {
        let scanned = table.put(item(0, &[("v", n("1"))])).await;
        let intent = table.intent(&scanned, update(&[("v", n("2"))], &[]), &[]);
        let theirs = table.put(item(0, &[("v", n("9"))])).await;
        let Answer::Conflict(conflict) = table.send(intent.clone(), way).await else {
            panic!("{way:?}");
        };
        let settled = settle(&intent, conflict, Tried::Perhaps);
        assert_eq!(settled, Settled::RunAgain((*theirs).clone()));
        let again = table.intent(&theirs, update(&[("v", n("10"))], &[]), &[]);
        assert!(matches!(table.send(again, way).await, Answer::Done));
        assert_eq!(table.get(&scanned).await, Some(item(0, &[("v", n("10"))])));
    }
}

#[tokio::test]
async fn overwriting_compares_nothing_but_still_creates_nothing() {
    let table = Table::new().await;
    let terms = Terms {
        compare: Compare::Nothing,
        marker: None,
    };
    for way in WAYS {
        let scanned = table.put(item(0, &[("v", n("1"))])).await;
        let verdict = update(&[("v", n("2"))], &[]);
        let intent = intend(
            &scanned,
            verdict,
            ReadSet::Everything,
            &table.target,
            &terms,
        );
        let intent = intent.unwrap().unwrap();
        table.put(item(0, &[("v", n("9")), ("w", s("x"))])).await;
        assert!(matches!(
            table.send(intent.clone(), way).await,
            Answer::Done
        ));
        assert_eq!(
            table.get(&scanned).await,
            Some(item(0, &[("v", n("2")), ("w", s("x"))]))
        );
        let request = table.client.delete_item().table_name(&table.target.table);
        request
            .set_key(Some(table.target.key_of(&scanned)))
            .send()
            .await
            .unwrap();
        assert!(!matches!(table.send(intent, way).await, Answer::Done));
        assert_eq!(table.get(&scanned).await, None);
    }
}

#[tokio::test]
async fn a_marked_item_is_changed_once() {
    let table = Table::new().await;
    let terms = Terms {
        compare: Compare::Nothing,
        marker: Some("dynamig done".into()),
    };
    let of = |scanned: &Arc<Attributes>, verdict| {
        let intent = intend(scanned, verdict, ReadSet::default(), &table.target, &terms);
        intent.unwrap().unwrap()
    };
    for way in WAYS {
        let scanned = table.put(item(0, &[("v", n("1"))])).await;
        let intent = of(&scanned, update(&[("v", n("2"))], &[]));
        assert!(matches!(
            table.send(intent.clone(), way).await,
            Answer::Done
        ));
        let marked = table.get(&scanned).await.unwrap();
        assert!(terms.is_done(&marked));
        for intent in [intent, of(&scanned, Verdict::Delete)] {
            let Answer::Conflict(conflict) = table.send(intent.clone(), way).await else {
                panic!("{way:?}");
            };
            assert_eq!(
                settle(&intent, conflict, Tried::Never),
                Settled::AlreadyOurs
            );
        }
        assert_eq!(table.get(&scanned).await, Some(marked));
    }
}
