use std::time::{Duration, Instant};

use dynamig::Code;
use dynamig_faults::Repeats;

use crate::item_scene::{ItemScene, Layout};
use crate::on_failure::OnFailure;
use crate::scene::rounds;

/// The process of a run is stopped beyond its lease while it is at the items, another goes on and finishes, and the first
/// wakes: it sends no more than what its check had let pass before it was stopped, no item is changed once more, and what is
/// recorded stays.
#[test]
fn a_run_that_wakes_after_its_lease_changes_nothing() {
    let mut sent = 0;
    for some in (0..rounds()).collect::<Vec<_>>().chunks(5) {
        std::thread::scope(|scope| {
            let woken = some
                .iter()
                .map(|&round| scope.spawn(move || stop_and_wake(round)));
            let woken: Vec<_> = woken.collect();
            sent += woken
                .into_iter()
                .map(|one| one.join().unwrap())
                .sum::<usize>();
        });
    }
    // Those whose check had passed wait for their turn on the connection: one in five rounds, and ten times as many were
    // nothing checked.
    assert!(
        sent <= usize::try_from(rounds()).unwrap(),
        "{sent} requests"
    );
}

/// Returns how many requests were sent by one that woke.
fn stop_and_wake(round: u64) -> usize {
    let mut random = fastrand::Rng::with_seed(round);
    let mut work = Layout::Many.work(Repeats::More);
    // All of them would write at once when it wakes.
    work.workers = 8;
    let items = ItemScene::new(Layout::Many, work);
    let mut options = items.options("sleeper");
    // Some sleep while functions run, the others in the middle of requests.
    options.pause = Duration::from_millis(random.choice([0, 10, 60]).unwrap());
    let sleeper = items.scene.start(&options);
    sleeper.wait_for("items-started");
    let moment = Duration::from_millis(random.u64(0..100));
    std::thread::sleep(moment);
    sleeper.stop();
    // Where the engine is too busy for so short a lease, an heir loses it too, and has an heir.
    let mut heirs = (0..10).map(|_| items.scene.start(&items.options("heir")).ended());
    let last = heirs.find(|heir| {
        !heir
            .lines
            .iter()
            .any(|line| line.starts_with("error lease-lost"))
    });
    last.unwrap().assert_done();
    items.assert_done();
    let rows = items.scene.rows();
    let woken = Instant::now();
    sleeper.wake();
    std::thread::sleep(Duration::from_millis(800));
    let mut sent = items.scene.requests_of("sleeper");
    sent.retain(|seen| seen.at >= woken);
    let ended = sleeper.ended();
    let told = ended.lines.last().cloned().unwrap_or_default();
    let _where = OnFailure(format!(
        "round {round}: stopped after {moment:?}, sent {sent:?}, told `{told}`"
    ));
    items.assert_done();
    let now = items.scene.rows();
    let moved: Vec<_> = now.symmetric_difference(&rows).collect();
    assert!(moved.is_empty(), "round {round}: {moved:#?}");
    // Where it had done everything before it was stopped, there is nothing to be sorry for.
    let had_finished = ended
        .lines
        .iter()
        .any(|line| line.starts_with("other ItemsFinished"));
    if !had_finished {
        ended.assert_error(Code::LeaseLost);
    }
    sent.len()
}
