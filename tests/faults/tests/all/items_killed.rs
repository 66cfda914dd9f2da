//! Processes that run an item migration, and die.

use std::time::Duration;

use dynamig_faults::Repeats;

use crate::item_scene::{ItemScene, Layout, called};
use crate::on_failure::OnFailure;

/// Six tables, and so many deaths over each of them: 54.
const DEATHS: usize = 9;

/// Wherever a process is killed, the next one goes on; in the end every item was counted once and is as one call makes it,
/// and no more than a page of each segment under way was repeated.
#[test]
fn an_item_migration_killed_at_54_moments_does_each_item_and_repeats_a_page_at_the_most() {
    let seed = fastrand::u64(..);
    let given = std::env::var("DYNAMIG_TEST_SEED");
    let seed = given.map_or(seed, |text| text.parse().unwrap());
    let _seed = OnFailure(format!("again with DYNAMIG_TEST_SEED={seed}"));
    std::thread::scope(|scope| {
        let mut n = seed;
        for layout in [Layout::Hot, Layout::Many, Layout::Sparse] {
            for repeats in [Repeats::Same, Repeats::More] {
                n = n.wrapping_add(1);
                scope.spawn(move || kill_again_and_again(layout, repeats, n));
            }
        }
    });
}

fn kill_again_and_again(layout: Layout, repeats: Repeats, seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    let items = ItemScene::new(layout, layout.work(repeats));
    let mut calls = 0;
    let mut moments = Vec::new();
    for death in 0..DEATHS {
        let mut options = items.options(&format!("victim{death}"));
        options.pause = PAUSE;
        let victim = items.scene.start(&options);
        // Most die while they are at it, and some on the way there or while they wait for the lease of the one before.
        let moment = match random.u8(0..6) {
            0 => {
                victim.wait_for("ready");
                random.u64(0..2_000)
            }
            _ => {
                victim.wait_for("items-started");
                random.u64(0..100)
            }
        };
        std::thread::sleep(Duration::from_millis(moment));
        let ended = victim.kill();
        moments.push((moment, called(&ended)));
        assert_eq!(ended.code, None, "{layout:?}: not killed: {ended:?}");
        calls += called(&ended);
    }
    let _where = OnFailure(format!("{layout:?} {repeats:?}, ms and calls: {moments:?}"));
    let ended = items.scene.start(&items.options("heir")).ended();
    ended.assert_done();
    items.assert_done();
    let repeated = (calls + called(&ended)) as i64 - items.count() as i64;
    let most = items.most_repeated(DEATHS) as i64;
    assert!(repeated <= most, "{repeated} of {most} were repeated");
}

/// How long the function takes, so that a run outlives all who are killed.
const PAUSE: Duration = Duration::from_millis(60);

/// When the first dies, items are changed and no segment has a checkpoint; when the second dies, not every segment has one.
#[test]
fn a_run_killed_before_every_segment_has_a_checkpoint_counts_each_item_once() {
    for repeats in [Repeats::Same, Repeats::More] {
        let mut work = Layout::Many.work(repeats);
        // Of several batches, which are written one after the other.
        work.page = 100;
        let items = ItemScene::new(Layout::Many, work);
        let slow = |name| {
            let mut options = items.options(name);
            options.pause = Duration::from_millis(300);
            items.scene.start(&options)
        };
        let first = slow("first");
        wait_until(|| items.changed() > 0);
        let first = first.kill();
        let progress = items.progress();
        assert_eq!((progress.counts.scanned, progress.segments_done), (0, 0));

        let second = slow("second");
        wait_until(|| items.progress().counts.scanned > 0);
        let second = second.kill();
        let progress = items.progress();
        assert!(
            progress.segments_done < progress.segments / 2,
            "{progress:?}"
        );

        let last = items.scene.start(&items.options("last")).ended();
        last.assert_done();
        items.assert_done();
        let calls: usize = [&first, &second, &last].into_iter().map(called).sum();
        assert!(calls <= items.count() + items.most_repeated(2), "{calls}");
    }
}

fn wait_until(is_so: impl Fn() -> bool) {
    while !is_so() {
        std::thread::sleep(Duration::from_millis(5));
    }
}
