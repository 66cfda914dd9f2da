use std::sync::Arc;

use dynamig::Event;
use dynamig::migration::Direction;

use super::columns::Tone;
use super::item_events::ItemEvents;
use super::table_events::{awaited, items_checked, items_looked_at};
use super::{Shell, took};

/// Tells people what happens, as it happens.
#[derive(Clone, Debug)]
pub(crate) struct HumanEvents(Arc<Shell>, Arc<ItemEvents>);

impl HumanEvents {
    pub(crate) fn new(shell: Arc<Shell>) -> Self {
        Self(shell, Arc::default())
    }

    pub(crate) fn tell(&self, event: &Event) {
        let shell = &*self.0;
        match event {
            Event::MigrationStarted {
                id,
                direction,
                n,
                of,
                ..
            } => {
                let verb = match direction {
                    Direction::Up => "applying",
                    Direction::Down => "reverting",
                };
                shell.spin(format!("{verb} {n}/{of} {id}"));
            }
            Event::Progress { id, message } => {
                shell.spin_on(format!("{id}: {message}"));
                shell.say(&format!("  {id}: {message}"));
            }
            Event::MigrationFinished {
                id,
                direction,
                n,
                of,
                elapsed,
                ..
            } => {
                shell.stop_spinning();
                let verb = shell.tone(Tone::Good, past(*direction));
                shell.say(&format!("{verb} {n}/{of} {id} ({})", took(*elapsed)));
            }
            Event::MigrationFailed { id, elapsed, .. } => {
                shell.stop_spinning();
                let verb = shell.tone(Tone::Bad, "failed");
                shell.say(&format!("{verb} {id} ({})", took(*elapsed)));
            }
            other => self.tell_of_records(other),
        }
    }

    fn tell_of_records(&self, event: &Event) {
        let shell = &*self.0;
        match event {
            Event::MigrationRecorded {
                id,
                action,
                n,
                of,
                note,
            } => {
                let note = note
                    .as_ref()
                    .map_or_else(String::new, |note| format!(" ({note})"));
                shell.say(&format!("{} {n}/{of} {id}{note}", recorded(action)));
            }
            Event::Warned { message, hint } => shell.warning(message, hint.as_deref()),
            other => self.tell_of_tables(other),
        }
    }

    fn tell_of_tables(&self, event: &Event) {
        let shell = &*self.0;
        match event {
            Event::TableAwaited {
                table,
                part,
                state,
                since,
            } => {
                let says = awaited(table, part, state, *since);
                shell.say(&says);
                shell.spin(says.trim_start().to_owned());
            }
            Event::TableChanged {
                table,
                detail,
                n,
                of,
                elapsed,
            } => {
                shell.stop_spinning();
                let done = shell.tone(Tone::Good, "changed");
                let elapsed = took(*elapsed);
                shell.say(&format!("{done} {n}/{of} {table}: {detail} ({elapsed})"));
            }
            Event::TableReleased { table } => shell.say(&format!(
                "released {table}: it is managed no longer, and left as it is"
            )),
            other => self.tell_of_items(other),
        }
    }

    fn tell_of_items(&self, event: &Event) {
        match event {
            Event::ItemsLookedAt {
                table,
                items,
                read_units,
                elapsed,
            } => {
                let says = items_looked_at(table, *items, *read_units, *elapsed);
                self.0.say(&says);
            }
            Event::ItemsChecked(check) => self.0.say(&items_checked(check)),
            Event::ItemsStarted { .. }
            | Event::ItemsCollecting { .. }
            | Event::ItemsCollected { .. }
            | Event::ItemsProgressed { .. }
            | Event::ItemsFinished { .. }
            | Event::ItemsFailed { .. }
            | Event::ItemsWished { .. } => self.1.tell(event, &self.0),
            other => self.tell_of_the_lock(other),
        }
    }

    fn tell_of_the_lock(&self, event: &Event) {
        match event {
            Event::MetaTableCreated { table } => self.0.say(&format!("created table {table} for the history")),
            Event::LockAwaited { actor, host, pid, run, lease } => self.0.say(&format!(
                "waiting for {actor} on {host} (process {pid}), who runs `{run}`; if it is silent for {}, this takes over",
                took(*lease)
            )),
            Event::QuarantineStarted { wait } => self.0.say(&format!(
                "waiting {}: the lock was released by force, and whoever held it may still be at work",
                took(*wait)
            )),
            // Taking and releasing the lock is nobody's concern unless it takes long; later events are unknown here.
            _ => {}
        }
    }
}

fn past(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "applied",
        Direction::Down => "reverted",
    }
}

/// What was recorded without running anything, in the past tense.
fn recorded(action: &str) -> String {
    match action {
        "apply" => "applied".to_owned(),
        "revert" => "reverted".to_owned(),
        "skip" => "skipped".to_owned(),
        "unskip" => "unskipped".to_owned(),
        "accept" => "accepted".to_owned(),
        "rename" => "renamed".to_owned(),
        other => format!("recorded {other}"),
    }
}

impl Shell {
    /// Says how it ended: a sentence on stdout, unless another format was asked for.
    pub(crate) fn result(&self, sentence: &str) -> Result<(), crate::failure::Failure> {
        match self.format {
            crate::args::Format::Json => Ok(()),
            _ => self.data(sentence),
        }
    }
}
