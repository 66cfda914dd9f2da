use super::prices::{OTHERWISE, PRICES, Price, RegionPrices};
use super::{Consumed, MicroDollars, Units};
use crate::table::{Billing, Observed, TableClass};

/// What the units of one table cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tariff {
    pub(crate) billing: Billing,
    /// Of which region the prices are.
    pub(crate) region: &'static str,
    /// When AWS published them.
    pub(crate) published: &'static str,
    price: Price,
    /// How often a write is paid: once, and once more for each replica.
    copies: u32,
}

impl Tariff {
    /// That of a table in a region; in one whose prices nobody looked up, and on this machine, that of us-east-1.
    pub(crate) fn of(observed: &Observed, region: &str) -> Self {
        let definition = &observed.definition;
        let of_class = |prices: &RegionPrices| match definition.class {
            Some(TableClass::InfrequentAccess) => prices.infrequent,
            _ => Some(prices.standard),
        };
        let known = PRICES.iter().find(|prices| prices.region == region);
        let known = known.and_then(|prices| Some((prices, of_class(prices)?)));
        let (prices, price) = known.unwrap_or((
            &OTHERWISE,
            of_class(&OTHERWISE).unwrap_or(OTHERWISE.standard),
        ));
        let replicas = elsewhere(observed, region).count();
        Self {
            billing: definition.billing(),
            region: prices.region,
            published: prices.published,
            price,
            copies: u32::try_from(replicas + 1).unwrap_or(u32::MAX),
        }
    }

    /// What units cost; nothing beyond what is provisioned for, where the table is.
    pub(crate) fn cost(&self, units: Units) -> MicroDollars {
        MicroDollars::of_pico_dollars(self.pico_dollars(units))
    }

    /// What a run over the table has cost, that of other tables included.
    pub(crate) fn cost_of(&self, consumed: Consumed) -> MicroDollars {
        let own = self.pico_dollars(consumed.own());
        MicroDollars::of_pico_dollars(own + consumed.elsewhere.pico_dollars)
    }

    /// The same as [`cost`](Self::cost), in millionths of a millionth of a dollar.
    pub(super) fn pico_dollars(&self, units: Units) -> f64 {
        if self.billing == Billing::Provisioned {
            return 0.0;
        }
        let reads = units.read * f64::from(self.price.read);
        let writes = units.write * f64::from(self.price.write) * f64::from(self.copies);
        reads + writes
    }
}

/// The regions of a table's replicas besides its own.
pub(super) fn elsewhere<'a>(
    observed: &'a Observed,
    region: &'a str,
) -> impl Iterator<Item = &'a String> {
    observed.replicas.iter().filter(move |one| *one != region)
}
