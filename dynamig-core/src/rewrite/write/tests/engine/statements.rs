use super::table::{Table, WAYS, Way, every_type, item, n, s, update};
use crate::item::{Attributes, Verdict};
use crate::rewrite::write::answer::Answer;
use crate::rewrite::write::value::same;

const NAMES: [&str; 15] = [
    "plain",
    "dot.ted",
    "a\"b",
    "\"",
    "it's",
    "SELECT",
    "size",
    "with space",
    "🙂 ü",
    "list[0]",
    "#0",
    ":0",
    "back\\slash",
    "why?",
    " -- no comment */ ",
];

#[tokio::test]
async fn names_of_every_kind_are_set_removed_and_compared() {
    let table = Table::new().await;
    for (i, name) in NAMES.iter().enumerate() {
        let (other, gone) = (format!("{name} too"), format!("{name} gone"));
        for way in WAYS {
            let before = [(*name, s("x")), (gone.as_str(), s("y"))];
            let scanned = table.put(item(i, &before)).await;
            let verdict = update(&[(&other, s("new")), (name, n("1"))], &[&gone]);
            let intent = table.intent(&scanned, verdict, &["absent", &gone]);
            let answer = table.send(intent.clone(), way).await;
            assert!(matches!(answer, Answer::Done), "{name} {way:?} {answer:?}");
            let expected = item(i, &[(name, n("1")), (&other, s("new"))]);
            assert_eq!(
                table.get(&scanned).await,
                Some(expected.clone()),
                "{name} {way:?}"
            );
            let answer = table.send(intent, way).await;
            let Answer::Conflict(conflict) = answer else {
                panic!("{name} {way:?} {answer:?}");
            };
            assert_eq!(conflict.current, Some(expected));
        }
    }
}

#[tokio::test]
async fn a_value_of_every_type_is_compared_and_one_that_has_changed_fails() {
    let table = Table::new().await;
    for (i, [was, other]) in every_type().into_iter().enumerate() {
        for way in WAYS {
            for verdict in [update(&[("new", was.clone())], &[]), Verdict::Delete] {
                let scanned = table.put(item(i, &[("v", was.clone())])).await;
                let intent = table.intent(&scanned, verdict.clone(), &["v", "absent"]);
                table.put(item(i, &[("v", other.clone())])).await;
                let answer = table.send(intent.clone(), way).await;
                assert!(
                    matches!(answer, Answer::Conflict(_)),
                    "{was:?} {way:?} {answer:?}"
                );
                let expected = table.get(&scanned).await.expect("it is still there");
                assert!(same(&expected["v"], &other) && expected.len() == 3);

                table.put((*scanned).clone()).await;
                let answer = table.send(intent, way).await;
                assert!(matches!(answer, Answer::Done), "{was:?} {way:?} {answer:?}");
                let written = table.get(&scanned).await;
                assert_eq!(written.is_none(), verdict == Verdict::Delete);
                assert!(written.is_none_or(|item| same(&item["new"], &was)));
            }
        }
    }
}

#[tokio::test]
async fn an_attribute_that_has_come_or_gone_fails_the_condition() {
    let table = Table::new().await;
    for way in WAYS {
        for verdict in [update(&[("new", s("x"))], &[]), Verdict::Delete] {
            let scanned = table.put(item(0, &[("there", s("a"))])).await;
            let intent = table.intent(&scanned, verdict, &["there", "absent"]);
            let null = aws_sdk_dynamodb::types::AttributeValue::Null(true);
            let come = item(0, &[("there", s("a")), ("absent", null)]);
            for now in [come, item(0, &[]), item(0, &[("there", n("1"))])] {
                table.put(now.clone()).await;
                let answer = table.send(intent.clone(), way).await;
                assert!(matches!(answer, Answer::Conflict(_)), "{way:?} {answer:?}");
                assert_eq!(table.get(&scanned).await, Some(now));
            }
        }
    }
}

#[tokio::test]
async fn the_update_of_an_item_that_is_gone_creates_nothing() {
    let table = Table::new().await;
    let delete = |item: &Attributes| {
        let request = table.client.delete_item().table_name(&table.target.table);
        request.set_key(Some(table.target.key_of(item))).send()
    };
    for way in WAYS {
        let scanned = table.put(item(0, &[])).await;
        let intent = table.intent(&scanned, update(&[("new", s("x"))], &[]), &[]);
        delete(&scanned).await.unwrap();
        let answer = table.send(intent, way).await;
        match way {
            // A statement's answer without an item is asked again by a request of its own.
            Way::Statement => assert!(matches!(answer, Answer::Alone(_)), "{answer:?}"),
            Way::Single => {
                let Answer::Conflict(conflict) = answer else {
                    panic!("{answer:?}");
                };
                assert_eq!(conflict.current, None);
            }
        }
        assert_eq!(table.get(&scanned).await, None, "{way:?}");
    }
}

#[tokio::test]
async fn as_many_attributes_are_compared_as_a_statement_promises() {
    let table = Table::new().await;
    let names: Vec<String> = (0..140).map(|i| format!("a{i}")).collect();
    for way in WAYS {
        let all: Vec<_> = names.iter().map(|name| (name.as_str(), n("1"))).collect();
        let scanned = table.put(item(0, &all)).await;
        let changed: Vec<_> = names.iter().map(|name| (name.as_str(), n("2"))).collect();
        let intent = table.intent(&scanned, update(&changed, &[]), &[]);
        let answer = table.send(intent, way).await;
        assert!(matches!(answer, Answer::Done), "{way:?} {answer:?}");
        assert_eq!(table.get(&scanned).await, Some(item(0, &changed)));
    }
}
