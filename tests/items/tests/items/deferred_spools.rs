//! Spools that are not as they were left.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dynamig::{Code, Consent, Error, Mark, Migration, Migrator, Registry};

use crate::deferred::{counts, filled, of, with};
use crate::given::{Told, World, each, everything, mark_done, paused};

const ITEMS: usize = 30;

/// A world in which a run was killed when it had begun to write, and the spool that it has left.
async fn half_written(migration: &Migration) -> (World, PathBuf) {
    let world = World::in_process();
    filled(&world, ITEMS).await;
    let table = world.db.table("customers");
    let writes = world.db.faults().matching(move |seen| {
        seen.operation == "BatchExecuteStatement" && seen.tables.contains(&table)
    });
    writes.nth(4).hang();
    let migrator = world.migrator([migration.clone()]);
    let hangs = async {
        while world.db.faults().struck() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let all = everything();
    tokio::select! {
        ran = migrator.up_with(&all) => panic!("it has ended: {ran:?}"),
        () = hangs => {}
    }
    world.db.faults().clear();
    let done = with(&world, "done").await;
    assert!((1..ITEMS).contains(&done), "{done} are written");
    let mut spools = std::fs::read_dir(world.spools.path()).unwrap();
    let spool = spools.next().unwrap().unwrap().path();
    (world, spool)
}

fn part(spool: &Path) -> PathBuf {
    spool.join("0000000")
}

fn told(world: &World, error: &Error) -> String {
    let hint = error.what_next().unwrap_or_default();
    let (code, exit) = (error.code(), error.code().exit());
    let text = format!("{error} [{code}, exit {exit}]\nhint: {hint}");
    text.replace(&world.spools.path().display().to_string(), "SPOOLS")
}

/// Goes on, is refused, and nothing changes by that.
async fn refused(world: &World, migration: &Migration) -> Error {
    let before = world.items("customers").await;
    let error = world.up(migration).await.unwrap_err();
    assert_eq!(
        world.items("customers").await,
        before,
        "a refusal has written"
    );
    error
}

#[test]
fn a_spool_that_is_gone_is_asked_for_and_never_made_again_by_itself() {
    paused(async {
        let migration = of(each(mark_done));
        let (world, spool) = half_written(&migration).await;
        let elsewhere = world.spools.path().join("elsewhere");
        std::fs::rename(&spool, &elsewhere).unwrap();
        let error = refused(&world, &migration).await;
        assert_eq!((error.code(), error.code().exit()), (Code::SpoolMissing, 4));
        let text = told(&world, &error);
        for choice in [
            "run the same command there",
            "spool_directory",
            "mark 1_each reverted",
        ] {
            assert!(text.contains(choice), "{text}");
        }
        // It is found again, and the run goes on.
        std::fs::rename(&elsewhere, &spool).unwrap();
        let told = Told::default();
        let migrator = told.to(world.migrator([migration]));
        migrator.up_with(&everything()).await.unwrap();
        let counts = counts(&told);
        assert_eq!((counts.scanned, counts.written), (30, 30));
        assert_eq!(with(&world, "done").await, ITEMS);
    });
}

#[test]
fn a_spool_on_another_machine_is_asked_for_and_the_run_can_be_given_up() {
    paused(async {
        let calls = Arc::new(AtomicUsize::new(0));
        let called = calls.clone();
        let migration = of(each(move |item| {
            called.fetch_add(1, Ordering::Relaxed);
            mark_done(item)
        }));
        let (world, _spool) = half_written(&migration).await;
        let elsewhere = tempfile::tempdir().unwrap();
        let settings = world.settings().with_spool_directory(elsewhere.path());
        let there = || {
            let registry = Registry::of([migration.clone()]).unwrap();
            Migrator::with_registry(world.client(), settings.clone(), registry)
        };
        let error = there().up_with(&everything()).await.unwrap_err();
        assert_eq!(error.code(), Code::SpoolMissing);
        assert_eq!(calls.load(Ordering::Relaxed), ITEMS);
        let reverted = Mark::Reverted;
        there()
            .mark(
                "1_each",
                reverted,
                Some("its machine is gone".to_owned()),
                Consent::Destructive,
            )
            .await
            .unwrap();
        there().up_with(&everything()).await.unwrap();
        assert_eq!(
            (with(&world, "done").await, calls.load(Ordering::Relaxed)),
            (ITEMS, 2 * ITEMS)
        );
    });
}

#[test]
fn a_spool_with_another_byte_is_refused_before_anything_is_written() {
    paused(async {
        let migration = of(each(mark_done));
        let (world, spool) = half_written(&migration).await;
        for file in [part(&spool), spool.join("manifest.json")] {
            let whole = std::fs::read(&file).unwrap();
            for at in [0, whole.len() / 2, whole.len() - 1] {
                let mut flipped = whole.clone();
                flipped[at] ^= 1;
                std::fs::write(&file, flipped).unwrap();
                let error = refused(&world, &migration).await;
                assert_eq!(error.code(), Code::SpoolMissing, "byte {at}");
            }
            std::fs::write(&file, &whole[..whole.len() - 1]).unwrap();
            assert_eq!(refused(&world, &migration).await.code(), Code::SpoolMissing);
            std::fs::write(&file, &whole).unwrap();
        }
        world.up(&migration).await.unwrap();
        assert_eq!(with(&world, "done").await, ITEMS);
    });
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_can_read_what_waits() {
    paused(async {
        use std::os::unix::fs::PermissionsExt as _;
        let (_world, spool) = half_written(&of(each(mark_done))).await;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&spool), 0o700);
        let files = std::fs::read_dir(&spool).unwrap();
        let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 3, "a part, the manifest and the lock");
        assert!(files.iter().all(|file| mode(file) == 0o600));
    });
}

#[test]
fn a_function_that_was_edited_does_not_go_on_by_what_the_former_one_answered() {
    paused(async {
        let before = of(each(mark_done).fingerprint("1:a"));
        let (world, _spool) = half_written(&before).await;
        let edited = of(each(mark_done).fingerprint("1:b").revision(2));
        let error = refused(&world, &edited).await;
        assert_eq!(error.code(), Code::RunChanged);
        let restored = of(each(mark_done).fingerprint("1:a").revision(3));
        world.up(&restored).await.unwrap();
        assert_eq!(with(&world, "done").await, ITEMS);
    });
}
