//! Changes of the history whose outcome is hard to know.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dynamig::history::Status;
use dynamig::plan::DownSelection;
use dynamig::{BoxError, Code, Consent, DownOptions, Mark, Migration, MigrationId, Registry};

use super::paused;
use super::rig::{Command, IDS, Lock, Rig};
use super::time::Time;

/// The release is stored, its answer is late, and a waiter takes the lock before it is sent again.
#[test]
fn a_release_that_was_stored_is_no_failure_when_a_waiter_was_faster() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        rig.db.faults().on("UpdateItem").nth(2).hang_after();
        let waiter = async {
            while rig.db.faults().struck() == 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            rig.again(Command::Down).await
        };
        let (first, second) = tokio::join!(rig.again(Command::Up), waiter);
        second.unwrap();
        assert!(first.is_ok(), "{first:?}");
        rig.findings().await.assert_reverted(&IDS);
    });
}

#[test]
fn a_change_is_sent_again_while_the_service_is_unwell() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        for n in 2..8 {
            let at = rig.db.faults().on("TransactWriteItems").nth(n);
            at.answer(500, "InternalServerError", "planned");
        }
        let result = rig.again(Command::Up).await;
        assert!(result.is_ok(), "{result:?}");
        let findings = rig.findings().await;
        findings.assert_applied(&IDS);
        findings.assert_each_once(&IDS);
    });
}

/// The transaction of a migration is committed, its answer is lost, and when it is sent again the credentials have
/// expired: nobody can know, and nothing may be written on a guess.
#[test]
fn a_commit_that_nobody_heard_of_is_not_recorded_as_a_failure() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        let effects = rig.db.table(dynamig_faults::EFFECTS);
        let commits = |seen: &dynamig_harness::Seen, effects: &String| {
            seen.operation == "TransactWriteItems" && seen.tables.contains(effects)
        };
        let matching = |effects: String| {
            let faults = rig.db.faults();
            faults.matching(move |seen| commits(seen, &effects))
        };
        matching(effects.clone()).nth(1).lose_response();
        let denied = matching(effects).nth(2);
        denied.answer(400, "ExpiredTokenException", "planned");
        let result = rig.again(Command::Up).await;
        assert!(result.is_err());
        assert_eq!(rig.db.faults().struck(), 2);
        let row = rig.findings().await.history.rows.pop().unwrap();
        assert_eq!(row.status, Status::Applied, "{row:?}");
        rig.again(Command::Up).await.unwrap();
        let findings = rig.findings().await;
        findings.assert_applied(&IDS);
        findings.assert_each_once(&IDS);
    });
}

/// The row of the lock is gone, as where a table of locks was made anew; the log knows a higher generation than any
/// row that is left.
#[test]
fn a_generation_is_never_used_twice_even_when_the_lock_was_removed() {
    paused(async {
        let rig = Rig::new(Lock::InATableOfItsOwn).await;
        rig.again(Command::Up).await.unwrap();
        let person = rig.process(&Time::new());
        let mark = async |id, mark| person.mark(id, mark, None, Consent::Destructive).await;
        mark(IDS[2], Mark::Forgotten).await.unwrap();
        let client = rig.db.client();
        let locks = rig.db.table("_locks");
        client.delete_table().table_name(&locks).send().await.ok();
        let unprotect = client.update_table().table_name(&locks);
        let unprotect = unprotect.deletion_protection_enabled(false);
        unprotect.send().await.unwrap();
        client
            .delete_table()
            .table_name(locks)
            .send()
            .await
            .unwrap();
        mark(IDS[1], Mark::Reverted).await.unwrap();
        let history = person.read_history().await.unwrap();
        let id: MigrationId = IDS[1].parse().unwrap();
        assert_eq!(history.row(&id).unwrap().status, Status::Reverted);
        rig.findings().await.assert_consistent();
    });
}

/// What an earlier down remembered is not what this one has done.
#[test]
fn a_second_down_takes_its_steps_again() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        let undone = Arc::new(AtomicUsize::new(0));
        let counted = undone.clone();
        let migration = Migration::builder(1, "stepwise")
            .up(async |_cx| Ok::<_, BoxError>(()))
            .down(move |cx| {
                let counted = counted.clone();
                async move {
                    let part = async {
                        counted.fetch_add(1, Ordering::Relaxed);
                        Ok::<_, BoxError>(())
                    };
                    cx.step("part", part).await
                }
            });
        let registry = Registry::of([migration.build().unwrap()]).unwrap();
        let process = rig.process_with(&Time::new(), registry);
        let down = DownOptions::new(DownSelection::All);
        process.up().await.unwrap();
        process.down(&down).await.unwrap();
        let marked = process.mark("1_stepwise", Mark::Applied, None, Consent::Destructive);
        marked.await.unwrap();
        process.down(&down).await.unwrap();
        assert_eq!(undone.load(Ordering::Relaxed), 2);
    });
}

/// A step of a down that was interrupted is not taken twice.
#[test]
fn a_down_that_failed_goes_on_from_its_steps() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        let undone = Arc::new(AtomicUsize::new(0));
        let counted = undone.clone();
        let migration = Migration::builder(1, "stepwise")
            .up(async |_cx| Ok::<_, BoxError>(()))
            .down(move |cx| {
                let counted = counted.clone();
                async move {
                    let before = counted.load(Ordering::Relaxed);
                    let part = async {
                        counted.fetch_add(1, Ordering::Relaxed);
                        Ok::<_, BoxError>(())
                    };
                    cx.step("part", part).await?;
                    match before {
                        0 => Err("it fails the first time".into()),
                        _ => Ok::<_, BoxError>(()),
                    }
                }
            });
        let registry = Registry::of([migration.build().unwrap()]).unwrap();
        let process = rig.process_with(&Time::new(), registry);
        let down = DownOptions::new(DownSelection::All);
        process.up().await.unwrap();
        let failed = process.down(&down).await.unwrap_err();
        assert_eq!(failed.code(), Code::MigrationFailed);
        process.down(&down).await.unwrap();
        assert_eq!(undone.load(Ordering::Relaxed), 1);
    });
}
