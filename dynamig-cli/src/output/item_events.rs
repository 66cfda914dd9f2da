use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use dynamig::migration::Direction;
use dynamig::rewrite::{ItemPhase, ItemProgress};
use dynamig::{Event, MigrationId};

use super::columns::Tone;
use super::item_phase::{all, done};
use super::item_progress::{Course, became};
use super::{Shell, took};

/// Tells of item migrations, of which a process runs one at a time.
#[derive(Debug, Default)]
pub(super) struct ItemEvents(Mutex<Option<Course>>);

impl ItemEvents {
    /// Tells of an event, where it is one of these.
    pub(super) fn tell(&self, event: &Event, shell: &Shell) {
        match event {
            Event::ItemsStarted {
                id,
                direction,
                table,
                progress,
            } => {
                self.started(
                    Course {
                        id: id.to_string(),
                        direction: *direction,
                        table: table.clone(),
                        before: done(progress),
                        phase: progress.phase,
                        may_have_written: progress.phase != ItemPhase::Collecting,
                        since: Duration::ZERO,
                        spent: (progress.read_units, progress.write_units),
                        told: 0,
                    },
                    progress,
                    shell,
                );
            }
            Event::ItemsProgressed { progress, .. } => self.progressed(progress, shell),
            Event::ItemsFinished {
                id,
                direction,
                progress,
            } => {
                finished(id, *direction, progress, shell);
                self.line("finished", progress, shell);
            }
            Event::ItemsCollecting { id, directory } => shell.say(&collecting(id, directory)),
            Event::ItemsCollected { id, answers, bytes } => {
                if let Some(course) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
                    course.may_have_written = true;
                }
                shell.say(&collected(id, *answers, *bytes));
            }
            Event::ItemsFailed { id, .. } => self.failed(id, shell),
            Event::ItemsWished { id, wish } => wished(id, wish, shell),
            _ => {}
        }
    }

    fn started(&self, course: Course, progress: &ItemProgress, shell: &Shell) {
        let Course {
            id,
            table,
            direction,
            before,
            ..
        } = &course;
        let verb = match direction {
            Direction::Up => "applying",
            Direction::Down => "reverting",
        };
        shell.say(&match before {
            _ if progress.phase == ItemPhase::Writing => format!(
                "{verb} {id}: its function has run for every item of {table}; {before} of {} are dealt with",
                progress.counts.scanned
            ),
            0 => format!(
                "{verb} {id}: it goes through {table}, about {} items",
                progress.items
            ),
            _ => format!("{verb} {id}: it goes on in {table} after {before} items"),
        });
        shell.show_bar(all(progress), *before);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(course);
        self.line("started", progress, shell);
    }

    fn progressed(&self, progress: &ItemProgress, shell: &Shell) {
        let mut course = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(course) = &mut *course else { return };
        if course.enters(progress) && shell.has_bar() {
            shell.show_bar(all(progress), done(progress));
        }
        if shell.has_bar() {
            shell.move_bar(done(progress), course.beside_bar(progress));
        } else if course.is_due(progress) {
            shell.say(&format!("  {}: {}", course.id, course.words(progress)));
        }
        shell.progress_line(|| course.json("progress", progress));
    }

    fn failed(&self, id: &MigrationId, shell: &Shell) {
        shell.stop_spinning();
        let verb = shell.tone(Tone::Bad, "failed");
        let course = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let course = course.as_ref().filter(|course| course.id == id.to_string());
        let has_written = course.is_none_or(|course| course.may_have_written);
        shell.say(&match has_written {
            true => format!("{verb} {id}: what it has done is checkpointed"),
            false => format!("{verb} {id}: nothing was written"),
        });
    }

    fn line(&self, event: &str, progress: &ItemProgress, shell: &Shell) {
        let course = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(course) = &*course {
            shell.progress_line(|| course.json(event, progress));
        }
    }
}

/// `12 MB`, of a million bytes each.
fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => "less than 1 MB".to_owned(),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

fn wished(id: &MigrationId, wish: &str, shell: &Shell) {
    shell.say(&match wish {
        "pause" => format!("paused {id}: this process waits; `resume {id}` has it go on"),
        "resume" => format!("resumed {id}"),
        "cancel" => format!("cancelled {id}: what it has done stays"),
        other => format!("{other}: {id}"),
    });
}

fn finished(id: &MigrationId, direction: Direction, progress: &ItemProgress, shell: &Shell) {
    shell.stop_spinning();
    let verb = match direction {
        Direction::Up => "applied",
        Direction::Down => "reverted",
    };
    let verb = shell.tone(Tone::Good, verb);
    let (elapsed, became) = (took(progress.elapsed), became(&progress.counts));
    shell.say(&format!("{verb} {id} ({elapsed}): {became}"));
}

fn collecting(id: &MigrationId, directory: &Path) -> String {
    let directory = directory.display();
    format!(
        "collecting for {id}: nothing is written before its function has run for every item; until then what it answers waits \
         in {directory}"
    )
}

fn collected(id: &MigrationId, answers: u64, bytes: u64) -> String {
    let size = megabytes(bytes);
    format!(
        "writing for {id}: its function has run for every item, and {answers} of its answers are written now ({size} on the disk)"
    )
}
