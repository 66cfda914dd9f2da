use dynamig_faults::Wall;

use crate::process::Ended;
use crate::scene::{Scene, rounds};

#[test]
fn ten_processes_on_an_empty_database_run_each_migration_once() {
    for round in 0..rounds() {
        let scene = Scene::new();
        let ended = ten(&scene, |_n| Wall::Machine);
        assert!(
            ended
                .iter()
                .any(|one| one.lines.iter().any(|line| line == "created-meta-table")),
            "round {round}: nobody created the meta table"
        );
        scene.assert_each_once();
    }
}

#[test]
fn wall_clocks_that_are_a_day_apart_change_nothing() {
    let scene = Scene::new();
    ten(&scene, |n| Wall::Off((n - 5) * 86_400));
    scene.assert_each_once();
}

/// Ten processes, started as fast as the machine can, that all end well.
fn ten(scene: &Scene, wall: impl Fn(i64) -> Wall) -> Vec<Ended> {
    let started: Vec<_> = (0..10)
        .map(|n| {
            let mut options = scene.options(&format!("p{n}"));
            options.clocks.wall = wall(n);
            scene.start(&options)
        })
        .collect();
    let ended: Vec<_> = started.into_iter().map(|process| process.ended()).collect();
    ended.iter().for_each(Ended::assert_done);
    ended
}
