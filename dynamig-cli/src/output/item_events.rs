use std::sync::{Mutex, PoisonError};

use dynamig::migration::Direction;
use dynamig::rewrite::ItemProgress;
use dynamig::{Event, MigrationId};

use super::columns::Tone;
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
                        before: progress.counts.scanned,
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
            Event::ItemsFailed { id, .. } => {
                shell.stop_spinning();
                let verb = shell.tone(Tone::Bad, "failed");
                shell.say(&format!("{verb} {id}: what it has done is checkpointed"));
            }
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
            0 => format!(
                "{verb} {id}: it goes through {table}, about {} items",
                progress.items
            ),
            _ => format!("{verb} {id}: it goes on in {table} after {before} items"),
        });
        shell.show_bar(progress.items, *before);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(course);
        self.line("started", progress, shell);
    }

    fn progressed(&self, progress: &ItemProgress, shell: &Shell) {
        let mut course = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(course) = &mut *course else { return };
        if shell.has_bar() {
            shell.move_bar(progress.counts.scanned, course.beside_bar(progress));
        } else if course.is_due(progress) {
            shell.say(&format!("  {}: {}", course.id, course.words(progress)));
        }
        shell.progress_line(|| course.json("progress", progress));
    }

    fn line(&self, event: &str, progress: &ItemProgress, shell: &Shell) {
        let course = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(course) = &*course {
            shell.progress_line(|| course.json(event, progress));
        }
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
