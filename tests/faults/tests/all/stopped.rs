use std::time::{Duration, Instant};

use dynamig::Code;
use dynamig_harness::Seen;

use crate::on_failure::OnFailure;
use crate::process::Process;
use crate::scene::{Scene, rounds};

/// The holder is stopped beyond its lease, wherever it is; another takes over and finishes. When the first wakes it
/// sends nothing, save one request whose check had already passed, and the history stays as it is.
#[test]
fn a_holder_that_wakes_after_its_lease_sends_nothing() {
    for some in (0..2 * rounds()).collect::<Vec<_>>().chunks(5) {
        std::thread::scope(|scope| {
            for &round in some {
                scope.spawn(move || stop_and_wake(round));
            }
        });
    }
}

fn stop_and_wake(round: u64) {
    let mut random = fastrand::Rng::with_seed(round);
    let scene = Scene::new();
    let mut options = scene.options("sleeper");
    // Some sleep while they pause, the others in the middle of requests.
    options.pause = Duration::from_millis(random.choice([0, 1, 200]).unwrap());
    let sleeper = scene.start(&options);
    sleeper.wait_for("acquired");
    let moment = Duration::from_millis(random.u64(0..250));
    std::thread::sleep(moment);
    sleeper.stop();
    scene.start(&scene.options("heir")).ended().assert_done();
    let before = (scene.rows(), scene.effects());
    let sent = wake(&scene, &sleeper);
    let ended = sleeper.ended();
    let told = ended.lines.last().cloned().unwrap_or_default();
    let _where = OnFailure(format!(
        "round {round}: stopped after {moment:?}, sent {sent:?}, told `{told}`"
    ));
    assert!(sent.len() <= 1, "round {round}: {sent:#?}");
    assert_eq!(scene.rows(), before.0, "round {round}");
    assert_eq!(scene.effects().committed, before.1.committed);
    // The one request may have been a migration's own, which carries no condition.
    let late = scene.effects().left.len() - before.1.left.len();
    let puts = sent.iter().filter(|seen| seen.operation == "PutItem");
    assert!(
        late <= puts.count(),
        "round {round}: {late} items came late"
    );
    scene.assert_consistent();
    // Where it had done everything before it was stopped, there is nothing to be sorry for.
    if !ended
        .lines
        .iter()
        .any(|line| line.starts_with("finished 5_"))
    {
        ended.assert_error(Code::LeaseLost);
        scene.assert_complete();
    }
}

/// Wakes a process, and says what it sent from then on.
fn wake(scene: &Scene, sleeper: &Process) -> Vec<Seen> {
    let before = Instant::now();
    sleeper.wake();
    std::thread::sleep(Duration::from_millis(800));
    let mut sent = scene.requests_of("sleeper");
    sent.retain(|seen| seen.at >= before);
    sent
}

#[test]
fn a_holder_that_was_stopped_within_its_lease_goes_on() {
    let scene = Scene::new();
    let mut options = scene.options("sleeper");
    options.pause = Duration::from_millis(200);
    let sleeper = scene.start(&options);
    sleeper.wait_for("started 2_write_slowly");
    sleeper.stop();
    std::thread::sleep(Duration::from_millis(500));
    sleeper.wake();
    sleeper.ended().assert_done();
    scene.assert_each_once();
}
