use std::time::Duration;

use serde::Serialize;

use super::tariff::elsewhere;
use super::{AtCap, Consumed, MicroDollars, Span, Tariff, Units};
use crate::migration::{ItemOptions, Writing};
use crate::rewrite::{ItemPhase, ItemProgress, Rates};
use crate::table::{Billing, Observed, StreamView};

/// What a run of an item migration will consume and cost, by what DynamoDB tells of its table.
///
/// DynamoDB counts items and bytes every six hours, and nobody knows before what a function will change. What is repeated
/// after a crash or a conflict, items whose own key changes, and writes to other tables come on top.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Estimate {
    /// The table's logical name.
    pub table: String,
    /// How many items the table has, as counted up to six hours ago.
    pub items: u64,
    /// How many bytes they take, as counted up to six hours ago.
    pub bytes: u64,
    /// How many items are left to be scanned.
    pub items_left: u64,
    /// How many were dealt with by earlier processes of the run; none where it has not begun.
    pub scanned: Option<u64>,
    /// What earlier processes of the run have consumed, by its checkpoints.
    pub consumed: Units,
    /// What the run is at that it goes on with, or begins with.
    pub phase: ItemPhase,
    /// How many bytes may wait on the disk, where writes are deferred.
    pub spool_bytes: Option<u64>,
    /// The read units of the scan that is left.
    pub read_units: f64,
    /// The write units: from those of the table itself, where every item changes, to those of every index besides, where the
    /// key of each index changes too.
    pub write_units: Span<f64>,
    /// How many indexes the table has.
    pub indexes: usize,
    /// The regions of its replicas: each write is charged once more for each.
    pub replicas: Vec<String>,
    /// What its stream shows; none where it is off. Whoever reads that sees every write.
    pub stream: Option<StreamView>,
    /// What that costs; none where the table is provisioned, and nothing is paid beyond that.
    pub money: Option<Money>,
    /// How long it takes at the rates that limit it: those that are declared or, of a run that has begun, those that
    /// somebody has set since.
    pub at_cap: AtCap,
    /// What has to be allowed on the table.
    pub permissions: Vec<&'static str>,
}

/// What the units of an estimate cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Money {
    /// The scan alone.
    #[serde(rename = "scan_micro_dollars")]
    pub scan: MicroDollars,
    /// All of it.
    #[serde(rename = "micro_dollars")]
    pub all: Span<MicroDollars>,
    /// What earlier processes of the run have cost already.
    #[serde(rename = "consumed_micro_dollars")]
    pub consumed: MicroDollars,
    /// Of which region the prices are: us-east-1 where those of the table's own are not known.
    pub prices_of: &'static str,
    /// When AWS published these prices.
    pub published: &'static str,
}

/// What an estimate is made from.
pub(crate) struct Basis<'a> {
    /// The table's logical name.
    pub(crate) table: &'a str,
    pub(crate) observed: &'a Observed,
    pub(crate) options: &'a ItemOptions,
    /// Where the table is; empty on this machine.
    pub(crate) region: &'a str,
    /// Into how many segments a run that begins now divides it.
    pub(crate) segments: u32,
    /// How far the run is that it goes on with.
    pub(crate) under_way: Option<ItemProgress>,
    /// Units a second; none where a part is asked for of what is not known.
    pub(crate) rates: Option<Rates>,
    /// Over how long the rates rise.
    pub(crate) rises: Option<Duration>,
}

/// What a run of an item migration will cost.
pub(crate) fn estimate(basis: &Basis<'_>) -> Estimate {
    let observed = basis.observed;
    let definition = &observed.definition;
    let tariff = Tariff::of(observed, basis.region);
    let items_left = items_left(basis);
    let consumed = basis.under_way.map_or(Units::default(), |run| run.consumed);
    let read_units = read_units(basis, items_left);
    let indexes = definition.indexes.len();
    let write_units = write_units(observed, items_left);
    let of = |write| Units::new(read_units, write);
    let all = Span {
        from: of(write_units.from),
        to: of(write_units.to),
    };
    Estimate {
        table: basis.table.to_owned(),
        items: observed.items,
        bytes: observed.bytes,
        items_left,
        scanned: basis.under_way.map(|run| run.counts.scanned),
        consumed,
        phase: phase(basis),
        spool_bytes: is_deferred(basis).then_some(observed.bytes),
        read_units,
        write_units,
        indexes,
        replicas: elsewhere(observed, basis.region).cloned().collect(),
        stream: definition.stream.on().copied(),
        money: money(&tariff, read_units, all, basis),
        at_cap: AtCap::of(basis.rates, basis.rises, all),
        permissions: crate::iam::of_rewrite(basis.options.writes),
    }
}

fn money(tariff: &Tariff, read_units: f64, all: Span<Units>, basis: &Basis<'_>) -> Option<Money> {
    let under_way = basis.under_way.unwrap_or_default();
    (tariff.billing == Billing::OnDemand).then(|| Money {
        scan: tariff.cost(Units::new(read_units, 0.0)),
        all: Span {
            from: tariff.cost(all.from),
            to: tariff.cost(all.to),
        },
        consumed: tariff.cost_of(Consumed {
            units: under_way.consumed,
            elsewhere: under_way.elsewhere,
        }),
        prices_of: tariff.region,
        published: tariff.published,
    })
}

fn is_deferred(basis: &Basis<'_>) -> bool {
    basis.options.writing == Writing::Deferred
}

fn phase(basis: &Basis<'_>) -> ItemPhase {
    match basis.under_way {
        Some(run) => run.phase,
        None if is_deferred(basis) => ItemPhase::Collecting,
        None => ItemPhase::Streaming,
    }
}

/// A run that is half way goes by how many items there were when it began: it may have deleted some of them. Where it has met
/// more than that, the segments tell that are not done.
fn items_left(basis: &Basis<'_>) -> u64 {
    let Some(run) = &basis.under_way else {
        return basis.observed.items;
    };
    let open = u64::from(run.segments.saturating_sub(run.segments_done));
    match run.items.saturating_sub(run.counts.scanned) {
        _ if open == 0 => 0,
        0 => (basis.observed.items * open).div_ceil(u64::from(run.segments)),
        left => left,
    }
}

/// An eventually consistent scan: half a unit for each 4 KB, and for each page and each segment at least. Where deferred
/// writes are under way, the table was scanned.
fn read_units(basis: &Basis<'_>, items_left: u64) -> f64 {
    if phase(basis) == ItemPhase::Writing {
        return 0.0;
    }
    let segments = match &basis.under_way {
        None => basis.segments,
        Some(run) => run.segments.saturating_sub(run.segments_done),
    };
    let pages = basis
        .options
        .page
        .map_or(0, |page| items_left.div_ceil(page.into()));
    let halves = bytes_of(basis.observed, items_left).div_ceil(4096);
    halves.max(pages).max(segments.into()) as f64 / 2.0
}

/// Each item of the mean size is written once; and at the most each index loses what it has of the item, and gets it under
/// another key.
fn write_units(observed: &Observed, items_left: u64) -> Span<f64> {
    let mean = bytes_of(observed, 1).max(1);
    let of_table = (items_left * mean.div_ceil(1024)) as f64;
    let of_indexes = of_table * 2.0 * observed.definition.indexes.len() as f64;
    Span {
        from: of_table,
        to: of_table + of_indexes,
    }
}

/// The bytes of so many items of the mean size, rounded up.
fn bytes_of(observed: &Observed, items: u64) -> u64 {
    match observed.items {
        0 => 0,
        all => {
            let bytes = u128::from(observed.bytes) * u128::from(items);
            u64::try_from(bytes.div_ceil(all.into())).unwrap_or(u64::MAX)
        }
    }
}
