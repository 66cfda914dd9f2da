//! What item migrations will cost, in words.

use std::time::Duration;

use dynamig::estimate::{AtCap, Estimate, Forecast, Money};
use dynamig::plan::{Plan, RowKind, Step};

use super::markdown::row;
use super::took;

/// What the item migrations of a plan will cost, some indented lines each; empty where there are none.
pub(crate) fn estimate_lines(plan: &Plan) -> String {
    let told = forecasts(plan).into_iter().map(|(n, step, forecast)| {
        let head = format!("estimate of step {n}, {}:\n", step.id);
        let lines = sentences(&forecast).into_iter();
        head + &lines.map(|line| format!("  {line}\n")).collect::<String>()
    });
    told.collect()
}

/// The same of those steps alone of which there are figures.
pub(crate) fn known_estimate_lines(plan: &Plan) -> String {
    let mut known = plan.clone();
    for step in &mut known.steps {
        step.estimate = step
            .estimate
            .take()
            .filter(|one| matches!(one, Forecast::Figures(_)));
    }
    estimate_lines(&known)
}

/// The same in markdown, as a section of its own.
pub(super) fn estimate_markdown(plan: &Plan) -> Option<String> {
    let forecasts = forecasts(plan);
    let mut text =
        "Estimates:\n\n".to_owned() + &row(&["step", "migration", "what"]) + "|---|---|---|\n";
    for (n, step, forecast) in &forecasts {
        let (n, id) = (n.to_string(), format!("`{}`", step.id));
        text.push_str(&row(&[&n, &id, &sentences(forecast).join("; ")]));
    }
    (!forecasts.is_empty()).then_some(text)
}

/// The steps that have one, by their numbers in the whole plan.
fn forecasts(plan: &Plan) -> Vec<(usize, Step, Forecast)> {
    let rows = plan.rows().into_iter();
    let steps = rows.filter_map(|row| match row.kind {
        RowKind::Migration(step) => Some((row.n, step)),
        RowKind::Table(_) => None,
    });
    let with = steps.filter_map(|(n, step)| Some((n, step.clone(), step.estimate?)));
    with.collect()
}

fn sentences(forecast: &Forecast) -> Vec<String> {
    match forecast {
        Forecast::None { table, why } => {
            vec![format!("{table}: no estimate, because {}", why.as_str())]
        }
        Forecast::Figures(told) => figures(told),
    }
}

fn figures(told: &Estimate) -> Vec<String> {
    let Estimate { table, items, .. } = told;
    let size = bytes(told.bytes);
    let parts = [
        Some(format!(
            "{table}: about {items} items, {size} (DynamoDB counts them every six hours)"
        )),
        told.scanned.map(|scanned| {
            format!(
                "{scanned} are dealt with, about {} are left",
                told.items_left
            )
        }),
        Some(units(told)),
        elsewhere(&told.replicas),
        told.stream
            .map(|_| "its stream is on: whoever reads it sees every write".to_owned()),
        Some(told.money.map_or_else(
            || "costs nothing beyond what the table is provisioned for".to_owned(),
            |money| costs(&money, told.scanned),
        )),
        told.spool_bytes.map(|most| {
            format!(
                "what changes waits on the disk before it is written: up to {}",
                bytes(most)
            )
        }),
        Some(time(&told.at_cap)),
        Some(format!("needs {} on the table", actions(&told.permissions))),
    ];
    parts.into_iter().flatten().collect()
}

/// What a global table means for a run: conditions are checked in one region alone.
fn elsewhere(replicas: &[String]) -> Option<String> {
    let regions = replicas.join(", ");
    (!replicas.is_empty()).then(|| {
        format!(
            "each write is made, and charged, once more in {regions}; what is written there meanwhile may be lost, unless the table \
             is strongly consistent over regions: run it where the application writes"
        )
    })
}

fn units(told: &Estimate) -> String {
    let (from, to) = (told.write_units.from, told.write_units.to);
    let indexes = match told.indexes {
        0 => String::new(),
        1 => format!(", up to {to} if its key in the index changes too"),
        many => format!(", up to {to} if its keys in all {many} indexes change too"),
    };
    let reads = told.read_units;
    format!("reads {reads} units; writes {from} units if each item changes{indexes}")
}

fn costs(money: &Money, scanned: Option<u64>) -> String {
    let (from, to) = (money.all.from.rounded(), money.all.to.rounded());
    let upper = match from == to {
        true => String::new(),
        false => format!(", up to {to}"),
    };
    let so_far = match scanned {
        None => String::new(),
        Some(_) => format!(", after {} so far", money.consumed.rounded()),
    };
    let (scan, region, published) = (money.scan.rounded(), money.prices_of, money.published);
    format!(
        "costs {from}{upper}{so_far} ({scan} of it for the scan), on demand by the price of {region} of {published}"
    )
}

fn time(at_cap: &AtCap) -> String {
    match at_cap {
        AtCap::Limited {
            max_rcu,
            max_wcu,
            seconds,
        } => {
            let rates = [("max_rcu", max_rcu), ("max_wcu", max_wcu)];
            let named = rates.into_iter().filter_map(|(name, rate)| {
                let rate = (*rate)?;
                Some(format!("{name} = {rate}"))
            });
            let at = named.collect::<Vec<_>>().join(", ");
            let [from, to] = [seconds.from, seconds.to].map(|n| took(Duration::from_secs(n)));
            match from == to {
                true => format!("takes {from} at least, at {at}"),
                false => format!("takes {from} at least, up to {to}, at {at}"),
            }
        }
        AtCap::Unknown => {
            "max_rcu or max_wcu is a part of what is provisioned or warm, and that is not known"
                .to_owned()
        }
        // Nothing that this release knows limits it.
        _ => "how fast it goes is not limited".to_owned(),
    }
}

/// `DescribeTable, Scan`.
fn actions(permissions: &[&str]) -> String {
    let names = permissions.iter();
    let names: Vec<_> = names
        .map(|name| name.trim_start_matches("dynamodb:"))
        .collect();
    names.join(", ")
}

/// `512 bytes`, `24.0 KB`.
fn bytes(count: u64) -> String {
    let units = ["KB", "MB", "GB", "TB"];
    if count < 1024 {
        return format!("{count} bytes");
    }
    let mut size = count as f64 / 1024.0;
    let mut unit = 0;
    while size >= 1024.0 && unit + 1 < units.len() {
        (size, unit) = (size / 1024.0, unit + 1);
    }
    format!("{size:.1} {}", units[unit])
}

#[cfg(test)]
mod tests {
    use dynamig::estimate::Span;

    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        let told = [0, 1_023, 1_024, 1_600_000, 5 << 30, 3 << 50].map(bytes);
        assert_eq!(
            told,
            [
                "0 bytes",
                "1023 bytes",
                "1.0 KB",
                "1.5 MB",
                "5.0 GB",
                "3072.0 TB"
            ]
        );
    }

    #[test]
    fn who_migrates_a_global_table_is_told_what_may_be_lost() {
        assert_eq!(elsewhere(&[]), None);
        let regions = ["eu-west-1", "us-west-2"].map(str::to_owned);
        let says = "each write is made, and charged, once more in eu-west-1, us-west-2; what is written there meanwhile may be lost, \
                    unless the table is strongly consistent over regions: run it where the application writes";
        assert_eq!(elsewhere(&regions).as_deref(), Some(says));
    }

    #[test]
    fn how_long_it_takes_is_told_with_what_limits_it() {
        let limited = |max_rcu, max_wcu, from, to| {
            time(&AtCap::Limited {
                max_rcu,
                max_wcu,
                seconds: Span { from, to },
            })
        };
        assert_eq!(
            limited(None, Some(300.0), 80, 240),
            "takes 1m 20s at least, up to 4m, at max_wcu = 300"
        );
        assert_eq!(
            limited(Some(10.0), Some(0.5), 5, 5),
            "takes 5.0 s at least, at max_rcu = 10, max_wcu = 0.5"
        );
        assert_eq!(time(&AtCap::NotLimited), "how fast it goes is not limited");
        assert!(time(&AtCap::Unknown).ends_with("and that is not known"));
    }
}
