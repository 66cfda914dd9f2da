//! Programs that start while an item migration runs.

use dynamig::history::Status;
use dynamig_faults::{Repeats, Set};
use dynamig_harness::Access;

use crate::item_scene::{ItemScene, Layout};

/// Ten instances come one after the other: each is ready without waiting, and what else is pending goes in with the first
/// of them, while the run is under way from before the first until after the last.
#[test]
fn ten_instances_start_beside_a_run_and_wait_for_nothing() {
    let mut work = Layout::Many.work(Repeats::Same);
    // A unit an item: it takes minutes.
    work.max_wcu = Some(4);
    let items = ItemScene::new(Layout::Many, work.clone());
    let mut job = items.scene.start(&items.options("job"));
    job.wait_for("items-started");
    for n in 0..10 {
        let name = format!("instance{n}");
        let mut options = items.scene.options(&name);
        options.set = Set::BesideItems(work.clone());
        let ended = items.scene.start(&options).ended();
        ended.assert_done();
        let applied = ended
            .lines
            .iter()
            .filter(|line| line.starts_with("finished "));
        assert_eq!(applied.count(), if n == 0 { 2 } else { 0 });
        let awaited = ended.lines.iter().any(|line| line == "waiting");
        assert!(!awaited, "{name} waited for a lock: {:#?}", ended.lines);
        if n > 0 {
            let sent = items.scene.requests_of(&name);
            assert!(
                sent.iter().all(|seen| seen.access == Access::Read),
                "{sent:#?}"
            );
            assert!(sent.len() <= 2, "{sent:#?}");
        }
    }
    assert!(job.is_running());
    let progress = items.progress();
    assert!(
        progress.counts.scanned < items.count() as u64,
        "{progress:?}"
    );
    let looker = items.scene.migrator(&items.options("looker"));
    let history = items.scene.wait(looker.read_history()).unwrap();
    let statuses: Vec<_> = history.rows.iter().map(|row| &row.status).collect();
    assert_eq!(
        statuses,
        [&Status::Running, &Status::Applied, &Status::Applied]
    );
}
