use std::time::{Duration, Instant};

use dynamig::Code;
use dynamig_faults::{Options, Steady, Wall};

use crate::scene::{LEASE, Scene};

/// A holder that hangs in its second migration, with these clocks.
fn hanging(scene: &Scene, steady: Steady, wall: Wall) -> Options {
    let mut options = scene.options("holder");
    options.hangs_in = Some(2);
    options.clocks.steady = steady;
    options.clocks.wall = wall;
    options
}

/// As where the machine is suspended and its clock does not count that.
#[test]
fn a_holder_whose_clock_stands_still_while_it_is_stopped_sends_nothing_when_it_wakes() {
    let scene = Scene::new();
    let mut options = scene.options("holder");
    options.clocks.steady = Steady::StopsAfter(Duration::ZERO);
    options.pause = Duration::from_millis(200);
    let holder = scene.start(&options);
    holder.wait_for("started 2_write_slowly");
    holder.stop();
    scene.start(&scene.options("heir")).ended().assert_done();
    let before = scene.rows();
    let woken = Instant::now();
    holder.wake();
    holder.ended().assert_error(Code::LeaseLost);
    let mut sent = scene.requests_of("holder");
    sent.retain(|seen| seen.at >= woken);
    assert!(sent.len() <= 1, "{sent:#?}");
    assert_eq!(scene.rows(), before);
    scene.assert_complete();
}

/// As long as its renewals are answered nobody needs to measure anything.
#[test]
fn a_holder_whose_clock_stands_still_finishes_while_it_renews() {
    let scene = Scene::new();
    let mut options = scene.options("holder");
    options.clocks.steady = Steady::StopsAfter(Duration::ZERO);
    options.pause = LEASE / 2;
    let holder = scene.start(&options);
    holder.wait_for("started 2_write_slowly");
    let waiter = scene.start(&scene.options("waiter"));
    holder.ended().assert_done();
    waiter.ended().assert_done();
    scene.assert_each_once();
}

#[test]
fn a_holder_whose_wall_clock_leaps_gives_up_and_another_finishes() {
    let scene = Scene::new();
    let limit = Duration::from_secs(1);
    let holder = scene.start(&hanging(&scene, Steady::Machine, Wall::LeapsAfter(limit)));
    holder.wait_for("started 2_write_slowly");
    let heir = scene.start(&scene.options("heir"));
    holder.ended().assert_error(Code::LeaseLost);
    heir.ended().assert_done();
    scene.assert_complete();
}

/// A clock that stands still never measures a lease: such a process takes no lock from anybody, dead or alive.
#[test]
fn a_waiter_whose_clock_stands_still_takes_nothing_away() {
    let scene = Scene::new();
    let holder = scene.start(&hanging(&scene, Steady::Machine, Wall::Machine));
    holder.wait_for("started 2_write_slowly");
    holder.kill();
    let mut options = scene.options("waiter");
    options.clocks.steady = Steady::StopsAfter(Duration::ZERO);
    let mut waiter = scene.start(&options);
    waiter.wait_for("waiting");
    std::thread::sleep(2 * LEASE);
    assert!(waiter.is_running());
    scene.start(&scene.options("heir")).ended().assert_done();
    // The lock is free now, or it sees that all is done.
    let ended = waiter.ended();
    ended.assert_done();
    let second = |line: &String| line.starts_with("acquired 2 ");
    assert!(!ended.lines.iter().any(second), "{:?}", ended.lines);
    scene.assert_complete();
}

#[test]
fn wall_clocks_that_are_a_day_apart_take_over_as_fast() {
    for (before, after) in [(86_400, -86_400), (-86_400, 86_400)] {
        let scene = Scene::new();
        let holder = scene.start(&hanging(&scene, Steady::Machine, Wall::Off(before)));
        holder.wait_for("started 2_write_slowly");
        holder.kill();
        let mut options = scene.options("heir");
        options.clocks.wall = Wall::Off(after);
        let ended = scene.start(&options).ended();
        ended.assert_done();
        let waited = ended.waited().unwrap();
        assert!(waited >= LEASE, "it took the lock after {waited:?}");
        assert!(waited <= LEASE + Duration::from_secs(1), "{waited:?}");
        scene.assert_complete();
    }
}
