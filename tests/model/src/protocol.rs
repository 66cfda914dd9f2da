use std::collections::BTreeSet;

use stateright::{Model, Property};

use crate::state::{At, Lock, Runner, State};

/// Which parts of the protocol are in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// A lock, and a history that anybody may write.
    NoFence,
    /// The history is written only by the holder of the lock, each migration once.
    Fence,
    /// And no lock is taken over while a call that was checked under it can still be on its way: what dynamig does.
    Margin,
}

/// The protocol, for so many processes and so much bad luck.
#[derive(Clone, Copy, Debug)]
pub struct Protocol {
    /// Which parts are in force.
    pub variant: Variant,
    /// How many processes there are.
    pub runners: usize,
    /// How many crashes there may be.
    pub crashes: usize,
}

/// What a process does, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// It dies, and starts again.
    Crash(usize),
    /// It takes the lock.
    Acquire(usize),
    /// It takes the lock, and never hears of it.
    AcquireUnanswered(usize),
    /// It reads the history, and chooses what is next.
    Plan(usize),
    /// Everything is recorded: it frees the lock.
    Release(usize),
    /// It finds that it holds the lease.
    Check(usize),
    /// It finds that it does not.
    Lose(usize),
    /// Its call is carried out.
    Apply(usize),
    /// Its call is carried out, and it never hears of it.
    ApplyUnanswered(usize),
    /// It records the migration.
    Record(usize),
    /// It records the migration, and never hears of it.
    RecordUnanswered(usize),
    /// It learns that it had recorded it.
    FindRecorded(usize),
    /// The history refuses it.
    Fenced(usize),
}

impl Protocol {
    /// How many answers may be lost.
    const LOSSES: usize = 1;

    /// Beyond this many acquisitions nothing new can happen.
    fn most_generations(&self) -> usize {
        self.runners * 3 + self.crashes * 2 + 4
    }

    /// Whether `runner` may take the lock: the model has no time, so a lease may always be over, save for what the
    /// margin rules out.
    fn may_acquire(&self, state: &State, runner: usize) -> bool {
        let Lock { owner, generation } = state.lock;
        let Some(owner) = owner else { return true };
        let holder = state.runners[owner];
        let under_way = holder.at == At::Send && holder.generation == generation;
        owner == runner || self.variant != Variant::Margin || !under_way
    }

    /// How many migrations a process takes to be done.
    fn recorded(&self, state: &State) -> usize {
        match self.variant {
            Variant::NoFence => {
                let different: BTreeSet<_> = state.history.iter().map(|(one, _)| one).collect();
                different.len()
            }
            Variant::Fence | Variant::Margin => state.history.len(),
        }
    }

    fn recording(&self, state: &State, k: usize, actions: &mut Vec<Action>) {
        let Runner { migration, .. } = state.runners[k];
        if self.variant == Variant::NoFence {
            actions.push(Action::Record(k));
        } else if !holds(state, k) {
            actions.push(Action::Fenced(k));
        } else if state.history.len() == migration {
            actions.push(Action::Record(k));
            if state.losses < Self::LOSSES {
                actions.push(Action::RecordUnanswered(k));
            }
        } else if state.history.len() > migration {
            actions.push(Action::FindRecorded(k));
        } else {
            actions.push(Action::Fenced(k));
        }
    }
}

/// Whether the row of the lock says that it is this process's, in this generation.
fn holds(state: &State, k: usize) -> bool {
    let generation = state.runners[k].generation;
    state.lock.owner == Some(k) && state.lock.generation == generation
}

impl Model for Protocol {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        vec![State::empty(self.runners)]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        let answers_may_be_lost = state.losses < Self::LOSSES;
        for (k, runner) in state.runners.iter().enumerate() {
            if runner.at != At::Done && state.crashes < self.crashes {
                actions.push(Action::Crash(k));
            }
            match runner.at {
                At::Idle if self.may_acquire(state, k) => {
                    actions.push(Action::Acquire(k));
                    if answers_may_be_lost {
                        actions.push(Action::AcquireUnanswered(k));
                    }
                }
                At::Plan if self.recorded(state) >= State::MIGRATIONS => {
                    actions.push(Action::Release(k));
                }
                At::Plan => actions.push(Action::Plan(k)),
                At::Check if holds(state, k) => actions.push(Action::Check(k)),
                At::Check => actions.push(Action::Lose(k)),
                At::Send => {
                    actions.push(Action::Apply(k));
                    if answers_may_be_lost {
                        actions.push(Action::ApplyUnanswered(k));
                    }
                }
                At::Record => self.recording(state, k, actions),
                // The lock is another's, or all is done.
                At::Idle | At::Done => {}
            }
        }
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        match action {
            Action::Crash(k) => {
                state.crashes += 1;
                state.runners[k] = Runner::STARTED;
            }
            Action::Acquire(k) => {
                acquire(&mut state, k);
                let generation = state.lock.generation;
                state.runners[k] = Runner {
                    at: At::Plan,
                    generation,
                    migration: 0,
                };
            }
            Action::AcquireUnanswered(k) => {
                state.losses += 1;
                acquire(&mut state, k);
            }
            Action::Plan(k) => {
                state.runners[k].migration = self.recorded(before);
                state.runners[k].at = At::Check;
            }
            Action::Release(k) => {
                if holds(before, k) {
                    state.lock.owner = None;
                }
                state.runners[k] = Runner {
                    at: At::Done,
                    ..Runner::STARTED
                };
            }
            Action::Check(k) => state.runners[k].at = At::Send,
            Action::Lose(k) | Action::Fenced(k) => state.runners[k] = Runner::STARTED,
            Action::Apply(k) => {
                state.apply(before.runners[k].migration);
                state.runners[k].at = At::Record;
            }
            Action::ApplyUnanswered(k) => {
                state.losses += 1;
                state.apply(before.runners[k].migration);
                state.runners[k].at = At::Check;
            }
            Action::Record(k) => {
                state.history.push((before.runners[k].migration, k));
                plan_again(&mut state, k);
            }
            Action::RecordUnanswered(k) => {
                state.losses += 1;
                state.history.push((before.runners[k].migration, k));
            }
            Action::FindRecorded(k) => plan_again(&mut state, k),
        }
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("the history is right", |_, state: &State| {
                state.history_is_right()
            }),
            Property::always("the tables are right in the end", |_, state: &State| {
                !state.is_quiet() || state.schema_is_right()
            }),
            Property::sometimes("all are done", |_, state: &State| state.is_quiet()),
        ]
    }

    fn within_boundary(&self, state: &State) -> bool {
        state.lock.generation <= self.most_generations()
    }
}

fn acquire(state: &mut State, k: usize) {
    state.lock = Lock {
        owner: Some(k),
        generation: state.lock.generation + 1,
    };
}

fn plan_again(state: &mut State, k: usize) {
    state.runners[k].at = At::Plan;
    state.runners[k].migration = 0;
}
