use std::collections::BTreeMap;
use std::path::PathBuf;

use futures_util::FutureExt as _;
use tokio::sync::Mutex;

use super::collecting::Collecting;
use super::dealing::Before;
use super::run::{Ended, Rewrite, too_many_of};
use super::segment::Segment;
use super::spool::{Manifest, Spool, SpoolFault};
use super::{ItemPhase, Spooled};
use crate::error::{Code, Error};
use crate::event::Event;

/// Where the answers of a run wait whose writes are deferred, and how far this process is with them.
#[derive(Debug)]
pub(crate) struct Deferred {
    /// The directory of spools.
    base: PathBuf,
    /// What tells the spools of this run from those of others in that directory.
    run: String,
    /// This machine.
    host: String,
    /// Between two stretches of a run that pauses.
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
enum Held {
    #[default]
    Nothing,
    /// The function has not been called for every item.
    Collecting(Collecting),
    /// It has.
    Whole(Whole),
    /// And everything is written: the spool, which may be there still, is not needed.
    Written(PathBuf),
}

/// A spool that has everything that is to be written.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) spool: Spool,
    pub(super) manifest: Manifest,
    before: Before,
}

impl Deferred {
    pub(crate) fn new(base: PathBuf, run: String, host: String) -> Self {
        Self {
            base,
            run,
            host,
            held: Mutex::default(),
        }
    }
}

impl Rewrite {
    /// Calls the function for every item, and only then writes what it answered. Killed before that, it starts over;
    /// killed after, whoever goes on needs the same spool.
    pub(super) async fn go_deferred(
        &self,
        deferred: &Deferred,
        segments: BTreeMap<u32, Segment>,
    ) -> Result<Ended, Error> {
        let mut held = deferred.held.lock().await;
        let (whole, segments) = match std::mem::take(&mut *held) {
            Held::Whole(whole) => (whole, segments),
            Held::Written(path) => {
                self.written(path).await;
                return self.ended();
            }
            before => {
                let collecting = match before {
                    Held::Collecting(collecting) if collecting.lacks_nothing() => collecting,
                    _ => self.begin_collecting(deferred).await?,
                };
                if let Some(ended) = self.collect(&collecting).boxed().await? {
                    *held = Held::Collecting(collecting);
                    return Ok(ended);
                }
                let whole = self.seal(deferred, collecting).boxed().await?;
                let segments = self.count_whole(&whole, segments);
                (whole, segments)
            }
        };
        let ended = self.unspool(&whole, whole.before, segments).boxed().await;
        let path = whole.spool.path();
        let before = Before::Perhaps;
        *held = Held::Whole(Whole { before, ..whole });
        if matches!(ended, Ok(Ended::Finished)) {
            *held = Held::Nothing;
            self.written(path).await;
        }
        ended
    }

    /// Looks where the run stands: by the spool that it has begun to write by, where it has, it goes on.
    ///
    /// # Errors
    /// [`Code::SpoolMissing`] where that spool is not here as it was left.
    pub(super) async fn stand(
        &self,
        deferred: &Deferred,
        segments: &mut BTreeMap<u32, Segment>,
    ) -> Result<(), Error> {
        let mut held = deferred.held.lock().await;
        if matches!(*held, Held::Nothing)
            && let Some(spooled) = self.rows.spooled().await?
        {
            *held = match segments.values().all(|segment| segment.is_done) {
                true => Held::Written(deferred.base.join(&spooled.name)),
                false => Held::Whole(self.find(deferred, &spooled).await?),
            };
        }
        self.progress.told().phase = match &*held {
            Held::Nothing | Held::Collecting(_) => ItemPhase::Collecting,
            Held::Whole(whole) => {
                add_parts(&whole.manifest, segments);
                ItemPhase::Writing
            }
            Held::Written(_) => ItemPhase::Writing,
        };
        Ok(())
    }

    /// Opens the spool that the run is to go on by, and looks through all of it.
    async fn find(&self, deferred: &Deferred, spooled: &Spooled) -> Result<Whole, Error> {
        let base = deferred.base.clone();
        let (name, digest) = (spooled.name.clone(), spooled.digest.clone());
        let opened = on_disk(move || Spool::open(&base, &name, &digest)).await?;
        let (spool, manifest) =
            opened.map_err(|fault| spooled.unusable(&self.rows.id, &deferred.base, fault))?;
        Ok(Whole {
            spool,
            manifest,
            before: Before::Perhaps,
        })
    }

    /// Every function has run: from here on the run goes on by this spool and no other. One UpdateItem.
    async fn seal(&self, deferred: &Deferred, collecting: Collecting) -> Result<Whole, Error> {
        let counts = collecting.so_far().0;
        if !self.failures.allows_those_of(counts.scanned) {
            return Err(too_many_of(&counts).hint(
                "nothing was written; mend the items, or the function and raise its revision, and run the same command again",
            ));
        }
        let (mut spool, parts) = collecting.into_parts();
        let manifest = Manifest::new(self.rows.id.to_string(), self.target.table.clone(), parts);
        let (spool, manifest, sealed) = on_disk(move || {
            let sealed = spool.seal(&manifest);
            (spool, manifest, sealed)
        })
        .await?;
        let digest = sealed.map_err(SpoolFault::while_collecting)?;
        let spooled = Spooled {
            name: spool.name().to_owned(),
            digest,
            host: deferred.host.clone(),
            path: spool.path().display().to_string(),
        };
        self.rows.write_by(&spooled).await?;
        let (entries, bytes) = manifest.extent();
        self.events.emit(Event::ItemsCollected {
            id: self.rows.id.clone(),
            answers: entries,
            bytes,
        });
        Ok(Whole {
            spool,
            manifest,
            before: Before::Nobody,
        })
    }

    /// Counts anew: what was collected, and nothing of it written.
    fn count_whole(
        &self,
        whole: &Whole,
        mut segments: BTreeMap<u32, Segment>,
    ) -> BTreeMap<u32, Segment> {
        add_parts(&whole.manifest, &mut segments);
        self.begin_counting(&segments, 0);
        self.progress.told().phase = ItemPhase::Writing;
        segments
    }

    /// Deletes the spool once everything in it is written: before that is recorded, so that none is left by a crash in
    /// between. Whoever goes on then sees by the segments that none is needed.
    async fn written(&self, path: PathBuf) {
        let removed = on_disk({
            let path = path.clone();
            move || Spool::remove(&path)
        });
        if !matches!(removed.await, Ok(Ok(()))) {
            let path = path.display();
            self.events.emit(Event::Warned {
                message: format!("{path} cannot be deleted"),
                hint: Some(
                    "delete it: it has values of items, and nobody needs it any more".to_owned(),
                ),
            });
        }
    }

    async fn begin_collecting(&self, deferred: &Deferred) -> Result<Collecting, Error> {
        let (base, run) = (deferred.base.clone(), deferred.run.clone());
        let token = self.scanner.random.name();
        let spool = on_disk(move || Spool::create(&base, &run, &token)).await?;
        let spool = spool.map_err(SpoolFault::while_collecting)?;
        self.events.emit(Event::ItemsCollecting {
            id: self.rows.id.clone(),
            directory: spool.path(),
        });
        Ok(Collecting::new(spool, self.scanner.segments))
    }
}

/// What was counted of segments of which nothing is written yet.
fn add_parts(manifest: &Manifest, segments: &mut BTreeMap<u32, Segment>) {
    for (n, segment) in segments {
        if *segment == Segment::new(*n)
            && let Some(part) = manifest.parts.get(n)
        {
            segment.counts = part.counts();
        }
    }
}

/// Does what waits for the disk, beside everything else.
pub(super) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|broken| {
        Error::new(Code::Internal, "work on a spool was broken off").caused_by(broken)
    })
}
