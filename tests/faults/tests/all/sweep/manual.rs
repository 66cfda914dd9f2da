use std::time::Duration;

use dynamig::migration::OnInterrupt;
use dynamig::{BoxError, Code, Migration, Registry};

use super::paused;
use super::rig::{Lock, Rig};
use super::time::Time;

/// A registry of one migration that takes a second and must not simply run again.
fn manual() -> Registry {
    let slow = Migration::builder(1, "slow")
        .on_interrupt(OnInterrupt::Manual)
        .up(async |_cx| {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok::<_, BoxError>(())
        });
    Registry::of([slow.build().unwrap()]).unwrap()
}

/// While somebody runs it nobody has to decide anything.
#[test]
fn a_manual_migration_that_is_being_run_is_waited_for() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        let process = || rig.process_with(&Time::new(), manual());
        let late = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            process().up().await
        };
        let first = process();
        let (first, second) = tokio::join!(first.up(), late);
        assert_eq!(first.unwrap().done.len(), 1);
        assert!(second.unwrap().is_up_to_date());
    });
}

/// Where its process died the next one says so, once the lease is over, and holds nothing.
#[test]
fn a_manual_migration_whose_process_died_needs_a_person() {
    paused(async {
        let rig = Rig::new(Lock::InTheMetaTable).await;
        let process = || rig.process_with(&Time::new(), manual());
        let died = tokio::time::timeout(Duration::from_millis(500), process().up()).await;
        assert!(died.is_err());
        let refused = process().up().await.unwrap_err();
        assert_eq!(refused.code(), Code::ManualDecision);
        assert!(!process().lock().await.unwrap().unwrap().is_held());
    });
}
