//! The meta table's point-in-time recovery, on a service that is not ready for it.

use std::time::Duration;

use dynamig::history::Recovery;
use tokio::time::Instant;

use super::paused;
use super::rig::{Command, IDS, Lock, Rig};
use super::time::Time;

const REQUEST: &str = "UpdateContinuousBackups";

fn unready(rig: &Rig, first: u64, times: u64) {
    for n in first..first + times {
        let at = rig.db.faults().on(REQUEST).nth(n);
        at.answer(400, "ContinuousBackupsUnavailableException", "planned");
    }
}

async fn recorded(rig: &Rig) -> Recovery {
    let looker = rig.process(&Time::new());
    looker.head().await.unwrap().unwrap().recovery
}

/// AWS switches backups on by itself just after the table was created, which takes a while: the lease is kept meanwhile.
#[test]
fn a_service_that_is_not_ready_is_asked_again_under_the_lease() {
    paused(async {
        let rig = Rig::new(Lock::InATableOfItsOwn).await;
        unready(&rig, 1, 4);
        rig.db.faults().on(REQUEST).nth(5).onwards().pretend();
        let began = Instant::now();
        rig.again(Command::Up).await.unwrap();
        // Four times two seconds for the first of two tables, and the lease is two.
        assert!(began.elapsed() >= Duration::from_secs(8));
        assert_eq!(rig.db.counts().of(REQUEST), 6);
        assert_eq!(recorded(&rig).await, Recovery::On);
        rig.findings().await.assert_applied(&IDS);
    });
}

#[test]
fn a_service_that_is_never_ready_holds_nothing_up_for_long_and_is_asked_by_the_next() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        unready(&rig, 1, 10);
        rig.db.faults().on(REQUEST).nth(11).pretend();
        let began = Instant::now();
        rig.again(Command::Up).await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(30));
        assert_eq!(recorded(&rig).await, Recovery::Wanted);
        rig.findings().await.assert_applied(&IDS);
        rig.again(Command::Down).await.unwrap();
        assert_eq!(recorded(&rig).await, Recovery::On);
    });
}
