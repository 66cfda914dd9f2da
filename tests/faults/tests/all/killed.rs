use std::time::Duration;

use crate::on_failure::OnFailure;
use crate::scene::{LEASE, Scene, rounds};

/// How much more than its due a start may take on a busy machine.
const SLACK: Duration = Duration::from_secs(1);

/// The holder dies at any moment; whoever starts next takes the lock within a lease and a second, and finishes.
#[test]
fn whoever_comes_after_a_killed_holder_finishes_by_itself() {
    let rounds = 3 * rounds();
    for some in (0..rounds).collect::<Vec<_>>().chunks(5) {
        std::thread::scope(|scope| {
            for &round in some {
                scope.spawn(move || kill_and_finish(round));
            }
        });
    }
}

fn kill_and_finish(round: u64) {
    let mut random = fastrand::Rng::with_seed(round);
    let scene = Scene::new();
    let mut moments = Vec::new();
    for n in 0..random.u8(1..=2) {
        let mut options = scene.options(&format!("victim{n}"));
        options.pause = Duration::from_millis(random.u64(0..100));
        let victim = scene.start(&options);
        victim.wait_for("ready");
        let moment = Duration::from_millis(random.u64(0..1200));
        std::thread::sleep(moment);
        let last = victim.kill().lines.pop();
        moments.push(format!("{moment:?} after {last:?}"));
    }
    let _where = OnFailure(format!("round {round}: killed {moments:?}"));
    let ended = scene.start(&scene.options("heir")).ended();
    ended.assert_done();
    match ended.waited() {
        Some(waited) => assert!(waited <= LEASE + SLACK, "round {round}: waited {waited:?}"),
        // The victim had recorded everything and died before it released the lock: that is nobody's business.
        None => scene.free_the_lock(),
    }
    scene.assert_complete();
}

/// Ten wait while the holder dies: one takes over, none is left behind.
#[test]
fn waiters_survive_the_death_of_the_holder() {
    let scene = Scene::new();
    let mut options = scene.options("victim");
    options.hangs_in = Some(2);
    let victim = scene.start(&options);
    victim.wait_for("started 2_write_slowly");
    let waiters: Vec<_> = (0..10)
        .map(|n| scene.start(&scene.options(&format!("waiter{n}"))))
        .collect();
    waiters
        .iter()
        .for_each(|waiter| drop(waiter.wait_for("waiting")));
    victim.kill();
    for waiter in waiters {
        waiter.ended().assert_done();
    }
    scene.assert_complete();
    let attempts: Vec<_> = scene
        .history()
        .rows
        .iter()
        .map(|row| row.attempts)
        .collect();
    assert_eq!(attempts, [1, 2, 1, 1, 1]);
}
