#![expect(clippy::unwrap_used, reason = "tests")]

use std::time::Duration;

use super::*;
use crate::migration::{ItemOptions, Writes};
use crate::rewrite::{ItemProgress, Rates};
use crate::table::{Billing, Definition, Index, Observed, Scope, Setting, StreamView, TableClass};

const NOT_LIMITED: Rates = Rates {
    reads: None,
    writes: None,
};

/// A table on demand.
fn table(items: u64, bytes: u64) -> Observed {
    Observed {
        definition: Definition {
            billing: Some(Billing::OnDemand),
            ..Definition::default()
        },
        items,
        bytes,
        ..Observed::default()
    }
}

fn basis<'a>(observed: &'a Observed, options: &'a ItemOptions) -> Basis<'a> {
    Basis {
        table: "customers",
        observed,
        options,
        region: "us-east-1",
        segments: 64,
        under_way: None,
        rates: Some(NOT_LIMITED),
        rises: None,
    }
}

fn figures(observed: &Observed) -> Estimate {
    estimate(&basis(observed, &ItemOptions::NEW))
}

/// Millionths of a dollar.
fn micro(money: Span<MicroDollars>) -> (u64, u64) {
    (money.from.get(), money.to.get())
}

#[test]
fn a_million_items_of_a_kilobyte_without_indexes() {
    let told = figures(&table(1_000_000, 1_024_000_000));
    assert_eq!((told.items, told.items_left), (1_000_000, 1_000_000));
    assert_eq!(told.read_units, 125_000.0);
    assert_eq!(
        told.write_units,
        Span {
            from: 1_000_000.0,
            to: 1_000_000.0
        }
    );
    let money = told.money.unwrap();
    // 125,000 × $0.125 and 1,000,000 × $0.625, each per million.
    assert_eq!(money.scan.get(), 15_625);
    assert_eq!(micro(money.all), (640_625, 640_625));
    assert_eq!(
        (money.prices_of, money.published),
        ("us-east-1", "2026-08-15")
    );
    assert_eq!(told.at_cap, AtCap::NotLimited);
}

#[test]
fn an_item_of_a_byte_more_than_a_kilobyte_costs_two_units_and_each_index_twice_as_much_at_the_most()
{
    let mut observed = table(1_000, 1_025_000);
    observed.definition.indexes = vec![
        Index::new("by_email", Scope::Global),
        Index::new("by_age", Scope::Local),
    ];
    let told = figures(&observed);
    assert_eq!(told.indexes, 2);
    assert_eq!(
        told.write_units,
        Span {
            from: 2_000.0,
            to: 10_000.0
        }
    );
    // 251 times 4 KB, at half a unit.
    assert_eq!(told.read_units, 125.5);
}

#[test]
fn an_empty_table_costs_half_a_unit_a_segment() {
    let told = figures(&table(0, 0));
    assert_eq!((told.read_units, told.write_units), (32.0, Span::default()));
    assert_eq!(micro(told.money.unwrap().all), (4, 4));
}

#[test]
fn small_pages_cost_half_a_unit_each() {
    let (observed, mut options) = (table(1_000, 10_000), ItemOptions::NEW);
    options.page = Some(2);
    let told = estimate(&basis(&observed, &options));
    assert_eq!(told.read_units, 250.0);
}

#[test]
fn each_write_is_paid_once_more_for_each_replica() {
    let mut observed = table(1_000_000, 1_024_000_000);
    observed.replicas = ["eu-west-1", "us-east-1", "eu-central-1"]
        .map(str::to_owned)
        .into();
    let told = figures(&observed);
    assert_eq!(
        told.replicas,
        ["eu-west-1", "eu-central-1"],
        "the table is in the other"
    );
    let money = told.money.unwrap();
    assert_eq!(
        micro(money.all),
        (15_625 + 3 * 625_000, 15_625 + 3 * 625_000)
    );
}

#[test]
fn nothing_is_paid_beyond_what_is_provisioned() {
    let mut observed = table(1_000_000, 1_024_000_000);
    observed.definition.billing = Some(Billing::Provisioned);
    let told = figures(&observed);
    assert_eq!((told.money, told.read_units), (None, 125_000.0));
}

#[test]
fn prices_are_those_of_the_region_and_of_the_class_and_else_those_of_us_east_1() {
    let units = Units::new(1e6, 1e6);
    let cost = |class, region| {
        let mut observed = table(1, 1);
        observed.definition.class = Some(class);
        let tariff = Tariff::of(&observed, region);
        (tariff.cost(units).get(), tariff.region)
    };
    let (standard, infrequent) = (TableClass::Standard, TableClass::InfrequentAccess);
    assert_eq!(cost(standard, "us-east-1"), (750_000, "us-east-1"));
    assert_eq!(cost(standard, "eu-central-1"), (915_000, "eu-central-1"));
    assert_eq!(cost(infrequent, "eu-west-1"), (1_062_000, "eu-west-1"));
    assert_eq!(cost(infrequent, "us-east-1"), (935_000, "us-east-1"));
    // Of these the prices, or those of the class, were not looked up.
    assert_eq!(cost(infrequent, "us-east-2"), (935_000, "us-east-1"));
    assert_eq!(cost(standard, "sa-east-1"), (750_000, "us-east-1"));
    assert_eq!(cost(standard, ""), (750_000, "us-east-1"));
}

#[test]
fn a_run_that_is_half_way_has_the_rest_left() {
    let observed = table(1_000, 1_024_000);
    let mut run = ItemProgress {
        items: 1_000,
        segments: 8,
        segments_done: 2,
        consumed: Units::new(40.0, 400.0),
        ..ItemProgress::default()
    };
    let options = ItemOptions::NEW;
    let after = |run: ItemProgress| {
        estimate(&Basis {
            under_way: Some(run),
            ..basis(&observed, &options)
        })
    };
    run.counts.scanned = 400;
    let told = after(run);
    assert_eq!((told.scanned, told.items_left), (Some(400), 600));
    assert_eq!((told.read_units, told.write_units.from), (75.0, 600.0));
    // 40 × $0.125 and 400 × $0.625, each per million.
    assert_eq!(told.money.unwrap().consumed.get(), 255);
    // More items than were counted: by the segments, of which six are open.
    run.counts.scanned = 1_100;
    assert_eq!(after(run).items_left, 750);
    run.segments_done = 8;
    let told = after(run);
    assert_eq!((told.items_left, told.read_units), (0, 0.0));
}

#[test]
fn a_stream_and_the_permissions_are_told() {
    let mut observed = table(1, 1);
    observed.definition.stream = Setting::On(StreamView::NewImage);
    let told = figures(&observed);
    assert_eq!(told.stream, Some(StreamView::NewImage));
    let single = [
        "dynamodb:DeleteItem",
        "dynamodb:DescribeTable",
        "dynamodb:PutItem",
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
    ];
    let mut options = ItemOptions::NEW;
    options.writes = Writes::Single;
    assert_eq!(estimate(&basis(&observed, &options)).permissions, single);
    assert_eq!(told.permissions.len(), single.len() + 2);
}

#[test]
fn the_slower_of_reading_and_writing_tells_how_long_it_takes() {
    let observed = table(1_000, 8_192_000);
    let options = ItemOptions::NEW;
    let after = |reads, writes, rises| {
        let rates = Some(Rates { reads, writes });
        let basis = Basis {
            rates,
            rises,
            ..basis(&observed, &options)
        };
        match estimate(&basis).at_cap {
            AtCap::Limited { seconds, .. } => (seconds.from, seconds.to),
            other => panic!("{other:?}"),
        }
    };
    // 1,000 read units and 8,000 write units.
    assert_eq!(after(None, Some(100.0), None), (80, 80));
    assert_eq!(after(Some(10.0), Some(100.0), None), (100, 100));
    // In five minutes at a rate that rises from a tenth a run does what it does in 165 seconds at the whole rate.
    let rises = Some(Duration::from_secs(300));
    assert_eq!(after(None, Some(10.0), rises), (935, 935));
    // What takes 8 seconds at the whole rate: 0.1 t + 0.0015 t² of them are done after t.
    assert_eq!(after(None, Some(1_000.0), rises), (47, 47));
}

#[test]
fn a_part_of_what_nobody_knows_is_told_to_be_unknown() {
    let (observed, options) = (table(1, 1), ItemOptions::NEW);
    let unknown = Basis {
        rates: None,
        ..basis(&observed, &options)
    };
    assert_eq!(estimate(&unknown).at_cap, AtCap::Unknown);
}

#[test]
fn money_is_written_and_read_exactly() {
    for (micro_dollars, text) in [
        (0, "$0.00"),
        (625, "$0.000625"),
        (10_000, "$0.01"),
        (12_500_000, "$12.50"),
        (1_234_567, "$1.234567"),
    ] {
        let money = MicroDollars::new(micro_dollars);
        assert_eq!(money.to_string(), text);
        assert_eq!(text[1..].parse::<MicroDollars>().unwrap(), money);
    }
    assert_eq!("5".parse::<MicroDollars>().unwrap().get(), 5_000_000);
    assert_eq!(MicroDollars::new(1_234_567).rounded().to_string(), "$1.24");
    assert_eq!(MicroDollars::new(625).rounded().get(), 625);
    for wrong in [
        "",
        "-1",
        "1,5",
        ".5",
        "5.",
        "0.0000001",
        "1e3",
        "99999999999999",
    ] {
        let error = wrong.parse::<MicroDollars>().unwrap_err();
        assert_eq!(error.code(), crate::Code::Usage, "{wrong}");
    }
}
