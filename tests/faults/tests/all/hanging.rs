use std::time::Duration;

use dynamig::Code;
use dynamig_harness::{Access, Seen};

use crate::process::Process;
use crate::scene::{LEASE, Scene};

/// One attempt at a control-plane request: a third of a short lease.
const ATTEMPT: Duration = Duration::from_millis(666);

/// A holder that renews and never returns.
fn hanging(scene: &Scene) -> Process {
    let mut options = scene.options("holder");
    options.hangs_in = Some(2);
    let holder = scene.start(&options);
    holder.wait_for("started 2_write_slowly");
    holder
}

#[test]
fn waiters_wait_for_a_holder_that_renews_until_their_own_time_out() {
    let scene = Scene::new();
    let mut holder = hanging(&scene);
    let mut patient = scene.start(&scene.options("patient"));
    let limited = [("DYNAMIG_LOCK_TIMEOUT", "3s")];
    let impatient = scene.start_with(&scene.options("impatient"), &limited);
    impatient.ended().assert_error(Code::LockTimeout);
    std::thread::sleep(2 * LEASE);
    assert!(holder.is_running() && patient.is_running());
    holder.kill();
    patient.ended().assert_done();
    scene.assert_complete();
}

/// The lease of a holder can be much longer than the patience of a waiter.
#[test]
fn the_time_out_of_a_waiter_is_kept_beside_a_long_lease() {
    let scene = Scene::new();
    let mut options = scene.options("holder");
    options.hangs_in = Some(2);
    let holder = scene.start_with(&options, &[("DYNAMIG_LEASE", "60s")]);
    holder.wait_for("started 2_write_slowly");
    let began = std::time::Instant::now();
    let limited = [("DYNAMIG_LOCK_TIMEOUT", "1s")];
    let waiter = scene.start_with(&scene.options("waiter"), &limited);
    waiter.ended().assert_error(Code::LockTimeout);
    let took = began.elapsed();
    assert!(took < Duration::from_secs(5), "it waited for {took:?}");
}

/// What counts for a waiter is how long the holder may be silent, not its own lease.
#[test]
fn a_holder_with_a_longer_lease_than_the_waiter_is_waited_out_in_full() {
    let scene = Scene::new();
    let mut options = scene.options("holder");
    options.hangs_in = Some(2);
    let holder = scene.start_with(&options, &[("DYNAMIG_LEASE", "4s")]);
    holder.wait_for("started 2_write_slowly");
    holder.kill();
    let hasty = [("DYNAMIG_LEASE", "1s")];
    let ended = scene.start_with(&scene.options("heir"), &hasty).ended();
    ended.assert_done();
    let waited = ended.waited().unwrap();
    assert!(waited >= 2 * LEASE, "it took the lock after {waited:?}");
    assert!(waited <= 2 * LEASE + Duration::from_secs(1), "{waited:?}");
    scene.assert_complete();
}

#[test]
fn after_a_forced_release_the_next_holder_waits_before_it_changes_anything() {
    let scene = Scene::new();
    let holder = hanging(&scene);
    release_by_force(&scene);
    let heir = scene.start(&scene.options("heir"));
    // The one that was thrown out notices at its next renewal.
    holder.ended().assert_error(Code::LeaseLost);
    let ended = heir.ended();
    ended.assert_done();
    assert!(ended.waited().unwrap() < LEASE, "{:?}", ended.lines);
    assert_quarantined(&scene, "heir");
    scene.assert_complete();
}

/// The quarantine belongs to the lock, not to the process that began it.
#[test]
fn a_quarantine_is_not_over_when_the_process_that_waited_dies() {
    let scene = Scene::new();
    let holder = hanging(&scene);
    // It may still be at work, and notice nothing.
    holder.stop();
    release_by_force(&scene);
    let victim = scene.start(&scene.options("victim"));
    victim.wait_for("quarantine");
    victim.kill();
    let ended = scene.start(&scene.options("heir")).ended();
    ended.assert_done();
    assert_quarantined(&scene, "heir");
    holder.wake();
    holder.ended().assert_error(Code::LeaseLost);
    scene.assert_complete();
}

/// Who forces the lock twice must still wait for the first holder, whose lease may be the longer one.
#[test]
fn a_second_forced_release_does_not_shorten_the_wait_for_the_first_holder() {
    let scene = Scene::new();
    let mut options = scene.options("holder");
    options.hangs_in = Some(2);
    let holder = scene.start_with(&options, &[("DYNAMIG_LEASE", "4s")]);
    holder.wait_for("started 2_write_slowly");
    holder.stop();
    release_by_force(&scene);
    let victim = scene.start_with(&scene.options("victim"), &[("DYNAMIG_LEASE", "1s")]);
    victim.wait_for("quarantine");
    victim.stop();
    release_by_force(&scene);
    let heir = scene.start_with(&scene.options("heir"), &[("DYNAMIG_LEASE", "1s")]);
    let quarantine = heir.wait_for("quarantine");
    let millis: u64 = quarantine.rsplit(' ').next().unwrap().parse().unwrap();
    assert!(millis >= 4000, "{quarantine}");
    heir.ended().assert_done();
    scene.assert_complete();
}

fn release_by_force(scene: &Scene) {
    let person = scene.migrator(&scene.options("person"));
    let lock = scene.wait(person.lock()).unwrap().unwrap();
    let owner = lock.owner.unwrap();
    scene
        .wait(person.release_lock(&owner, Some("it hangs".to_owned())))
        .unwrap();
}

/// From the request that took the lock to the first one that changes anything else there is a lease and an attempt.
fn assert_quarantined(scene: &Scene, name: &str) {
    let sent = scene.requests_of(name);
    let writes = sent.iter().filter(|seen| seen.access == Access::Write);
    let (lock, other): (Vec<&Seen>, Vec<_>) =
        writes.partition(|seen| seen.operation == "UpdateItem");
    let gap = other[0].at - lock[0].at;
    assert!(gap >= LEASE + ATTEMPT, "{gap:?}: {sent:#?}");
}
