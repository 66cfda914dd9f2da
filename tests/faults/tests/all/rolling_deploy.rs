use std::collections::BTreeMap;
use std::time::Duration;

use dynamig::history::{History, Status};
use dynamig_faults::{Options, Release, Set};

use crate::scene::{Scene, rounds};

fn of_age(scene: &Scene, name: &str, release: Release) -> Options {
    let mut options = scene.options(name);
    options.set = Set::Chain(release);
    options
}

/// Instances of both releases are started in any order, some at the same time: all go on, nothing is turned back, and
/// in the end everything of the new release is applied once.
#[test]
fn old_and_new_programs_restarted_in_any_order_turn_nothing_back() {
    for some in (0..rounds()).collect::<Vec<_>>().chunks(5) {
        std::thread::scope(|scope| {
            for &round in some {
                scope.spawn(move || deploy(round));
            }
        });
    }
}

fn deploy(round: u64) {
    let mut random = fastrand::Rng::with_seed(round);
    let scene = Scene::new();
    let mut before = BTreeMap::new();
    let mut new_was_here = false;
    for wave in 0..6 {
        let starting: Vec<_> = (0..random.u8(1..=3))
            .map(|n| {
                let release = random.choice([Release::Old, Release::New]).unwrap();
                new_was_here |= release == Release::New;
                std::thread::sleep(Duration::from_millis(random.u64(0..50)));
                scene.start(&of_age(&scene, &format!("w{wave}n{n}"), release))
            })
            .collect();
        for process in starting {
            process.ended().assert_done();
        }
        scene.assert_consistent();
        let now = scene.history();
        if new_was_here {
            scene.assert_each_once();
        }
        before = assert_nothing_lost(&before, &now);
    }
    scene
        .start(&of_age(&scene, "last", Release::New))
        .ended()
        .assert_done();
    assert_nothing_lost(&before, &scene.history());
    scene.assert_each_once();
}

/// What is applied, by version, with its revision.
fn assert_nothing_lost(before: &BTreeMap<u64, u32>, now: &History) -> BTreeMap<u64, u32> {
    let applied = now.rows.iter().map(|row| {
        assert_eq!(row.status, Status::Applied, "{row:?}");
        (row.id.version(), row.revision)
    });
    let applied: BTreeMap<_, _> = applied.collect();
    for (version, revision) in before {
        assert!(applied.get(version) >= Some(revision), "{now:#?}");
    }
    applied
}

/// The old program does not know what the new one did, and writes nothing at all.
#[test]
fn an_old_program_writes_nothing_after_a_new_one() {
    let scene = Scene::new();
    for (name, release) in [("first", Release::Old), ("new", Release::New)] {
        let process = scene.start(&of_age(&scene, name, release));
        process.ended().assert_done();
    }
    let before = (scene.rows(), scene.db.counts());
    let ended = scene.start(&of_age(&scene, "old", Release::Old)).ended();
    ended.assert_done();
    assert!(
        ended.lines.iter().any(|line| line.starts_with("warned ")),
        "{:?}",
        ended.lines
    );
    assert_eq!(scene.rows(), before.0);
    assert_eq!(scene.db.counts().since(&before.1).writes(), 0);
}

/// A new program that hangs in what only it knows does not hold up old ones that have nothing to do.
#[test]
fn an_old_program_with_nothing_to_do_does_not_wait_for_a_new_one() {
    let scene = Scene::new();
    let first = of_age(&scene, "first", Release::Old);
    scene.start(&first).ended().assert_done();
    let mut options = of_age(&scene, "new", Release::New);
    options.hangs_in = Some(5);
    let new = scene.start(&options);
    new.wait_for("started 5_finish");
    let ended = scene.start(&of_age(&scene, "old", Release::Old)).ended();
    ended.assert_done();
    assert_eq!(ended.waited(), None);
}

/// It was waiting already when the last migration that it knows was applied.
#[test]
fn an_old_program_that_waits_goes_on_when_all_that_it_knows_is_applied() {
    let scene = Scene::new();
    let mut options = of_age(&scene, "new", Release::New);
    options.hangs_in = Some(5);
    options.pause = Duration::from_millis(300);
    let mut new = scene.start(&options);
    new.wait_for("started 2_write_slowly");
    let old = scene.start(&of_age(&scene, "old", Release::Recent));
    old.wait_for("waiting");
    new.wait_for("started 5_finish");
    old.ended().assert_done();
    assert!(new.is_running());
}

/// The new program is at work on a migration that it has edited: that is no interruption that anybody must decide on.
#[test]
fn an_old_program_waits_while_a_new_one_runs_what_it_has_edited() {
    let scene = Scene::new();
    let mut options = of_age(&scene, "new", Release::New);
    options.pause = Duration::from_millis(300);
    // It knows the third, which the new one runs under another name.
    options.hangs_in = Some(3);
    let new = scene.start(&options);
    new.wait_for("started 2_write_slowly");
    let mut old = scene.start(&of_age(&scene, "old", Release::Old));
    old.wait_for("waiting");
    new.wait_for("started 3_take_two_steps");
    assert!(old.is_running());
}
