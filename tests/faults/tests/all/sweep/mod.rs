//! One process in which every request in turn goes wrong, in every way, on a clock that runs as fast as the machine.

mod disaster;
mod journal;
mod late;
mod manual;
mod recovery;
mod rig;
mod time;

use dynamig::Code;
use dynamig_harness::Seen;

use crate::on_failure::OnFailure;
use disaster::Disaster;
use rig::{Command, Disturbed, IDS, Lock, Rig};

fn paused<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build();
    runtime.unwrap().block_on(test)
}

/// Disturbs each request of a run in turn until it runs through undisturbed, runs it again each time as another
/// process, and looks.
async fn sweep(command: Command, lock: Lock, disaster: Disaster) {
    // With a table of its own for the lock only the beginning differs.
    let last = match lock {
        Lock::InTheMetaTable => u64::MAX,
        Lock::InATableOfItsOwn => 18,
    };
    for n in 1..=last {
        let rig = Rig::new(lock).await;
        if command == Command::Down {
            rig.again(Command::Up).await.unwrap();
        }
        let disturbed = rig.disturb(command, disaster, n).await;
        if !disturbed.struck {
            assert!(n > 15, "only {n} requests were disturbed");
            return;
        }
        let what = format!("{command:?}, {lock:?}: {disaster:?} at {n}: {disturbed:?}");
        check_sleep(disaster, &disturbed, n, &what);
        let again = rig.again(command).await;
        assert!(again.is_ok(), "{what}\nthen {again:?}");
        let mut findings = rig.findings().await;
        let _where = OnFailure(what);
        // Where only the release failed, the next run finds nothing to do, and the lock just ends.
        if !matches!(disturbed.result, Some(Ok(()))) {
            findings.lock.owner = None;
        }
        match command {
            Command::Up => findings.assert_applied(&IDS),
            Command::Down => findings.assert_reverted(&IDS),
        }
        if command == Command::Up && matches!(disturbed.result, Some(Ok(()))) {
            findings.assert_each_once(&IDS);
        }
    }
}

/// A process that slept beyond its lease sends nothing any more, from the request on that took the lock to the one
/// that released it.
fn check_sleep(disaster: Disaster, disturbed: &Disturbed, n: u64, what: &str) {
    if disaster != Disaster::Sleeps {
        return;
    }
    let is_lock = |seen: &Seen| seen.operation == "UpdateItem";
    let sent = &disturbed.sent;
    let taken = sent.iter().position(is_lock);
    let n = usize::try_from(n).unwrap();
    if taken.is_none_or(|taken| n <= taken) {
        assert!(matches!(disturbed.result, Some(Ok(()))), "{what}");
        return;
    }
    assert_eq!(sent.len(), n, "{what}");
    match &disturbed.result {
        // All was done and recorded, and it slept before or while it released the lock.
        Some(Ok(())) => assert!(is_lock(&sent[n - 1]), "{what}"),
        Some(Err(error)) if error.code() == Code::LockNotReleased => {}
        Some(Err(error)) => assert_eq!(error.code(), Code::LeaseLost, "{what}"),
        None => panic!("{what}"),
    }
}

fn sweep_all(command: Command, lock: Lock) {
    paused(async {
        for disaster in Disaster::ALL {
            sweep(command, lock, disaster).await;
        }
    });
}

#[test]
fn up_survives_every_disaster_at_every_request() {
    sweep_all(Command::Up, Lock::InTheMetaTable);
}

#[test]
fn down_survives_every_disaster_at_every_request() {
    sweep_all(Command::Down, Lock::InTheMetaTable);
}

#[test]
fn creating_a_table_for_the_lock_survives_every_disaster_at_every_request() {
    sweep_all(Command::Up, Lock::InATableOfItsOwn);
}
