use std::time::Duration;

use dynamig::clock::Clock;
use serde::{Deserialize, Serialize};

/// The clocks that a process believes. Its timers are always the machine's.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Clocks {
    /// The clock that leases are measured on.
    pub steady: Steady,
    /// The time of day.
    pub wall: Wall,
}

/// The clock that leases are measured on.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub enum Steady {
    /// Goes on.
    #[default]
    Machine,
    /// Stands still from so long after the process started.
    StopsAfter(Duration),
}

/// The time of day.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub enum Wall {
    /// The machine's.
    #[default]
    Machine,
    /// So many seconds before or behind the machine's.
    Off(i64),
    /// The machine's, and so long after the process started an hour later.
    LeapsAfter(Duration),
}

impl Clocks {
    /// The clocks, with their beginning now.
    #[must_use]
    pub fn start(self) -> Clock {
        let machine = Clock::system();
        let began = machine.now();
        let steady = {
            let machine = machine.clone();
            move || match self.steady {
                Steady::Machine => machine.now(),
                Steady::StopsAfter(limit) => machine.now().min(began + limit),
            }
        };
        let wall = move || {
            let now = machine.wall();
            match self.wall {
                Wall::Machine => now,
                Wall::Off(seconds) if seconds < 0 => {
                    now - Duration::from_secs(seconds.unsigned_abs())
                }
                Wall::Off(seconds) => now + Duration::from_secs(seconds.unsigned_abs()),
                Wall::LeapsAfter(limit) if machine.now() < began + limit => now,
                Wall::LeapsAfter(_) => now + Duration::from_secs(3600),
            }
        };
        Clock::new(steady, wall)
    }
}
