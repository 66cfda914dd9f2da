use super::{Tariff, Units};

/// What a run has consumed, with what of it other tables than its own have cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Consumed {
    /// All of it.
    pub(crate) units: Units,
    pub(crate) elsewhere: Elsewhere,
}

/// What was written to other tables than that which a run is over: each has a price of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Elsewhere {
    /// The write units, which are among those of the run.
    pub(crate) units: f64,
    /// What they cost, in millionths of a millionth of a dollar.
    pub(crate) pico_dollars: f64,
}

impl Consumed {
    pub(crate) fn add(&mut self, other: Self) {
        self.units.add(other.units);
        self.elsewhere.units += other.elsewhere.units;
        self.elsewhere.pico_dollars += other.elsewhere.pico_dollars;
    }

    /// What is more in these than in others; nothing where there is less.
    pub(crate) fn beyond(self, other: Self) -> Self {
        let (here, there) = (self.elsewhere, other.elsewhere);
        Self {
            units: self.units.beyond(other.units),
            elsewhere: Elsewhere {
                units: (here.units - there.units).max(0.0),
                pico_dollars: (here.pico_dollars - there.pico_dollars).max(0.0),
            },
        }
    }

    /// What of it the run's own table was charged for.
    pub(super) fn own(self) -> Units {
        Units {
            write: (self.units.write - self.elsewhere.units).max(0.0),
            ..self.units
        }
    }
}

impl Elsewhere {
    /// Adds write units of a table that has this price.
    pub(crate) fn write(&mut self, units: f64, tariff: &Tariff) {
        self.units += units;
        self.pico_dollars += tariff.pico_dollars(Units::new(0.0, units));
    }
}
