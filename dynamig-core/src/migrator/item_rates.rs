use std::time::Duration;

use crate::error::{Code, Error};
use crate::migration::{Items, Migration, Rate};
use crate::plan::Step;
use crate::rewrite::Rates;
use crate::table::Observed;

/// Over so long the rates of a protected environment rise to what was asked for.
pub(super) const RAMP: Duration = Duration::from_secs(300);

/// Refuses item migrations that do not say how fast they may write, where the application may suffer from it.
pub(super) fn check_rates(steps: &[Step]) -> Result<(), Error> {
    let nameless = steps.iter().find_map(|step| {
        let items = step.items()?;
        items.options.max_wcu.is_none().then_some((step, items))
    });
    let Some((step, items)) = nameless else {
        return Ok(());
    };
    let message = format!(
        "migration {} writes to table `{}` of a protected environment, and does not say how fast",
        step.id, items.table
    );
    Err(Error::new(Code::RateMissing, message).hint(
        "say `max_wcu = 300`, units a second, in its attribute; or `max_wcu = \"50%\"` of what is provisioned or warm, or \
         `max_wcu = \"unlimited\"`",
    ))
}

/// The rates that a migration asks for, in units a second.
///
/// # Errors
/// A part is asked for of what nobody knows.
pub(super) fn item_rates(
    migration: &Migration,
    items: &Items,
    observed: &Observed,
) -> Result<Rates, Error> {
    let definition = &observed.definition;
    let (capacity, warm) = (definition.capacity, definition.warm);
    let reads = capacity.map(|units| units.read).or(warm.read);
    let writes = capacity.map(|units| units.write).or(warm.write);
    let unknown = |option: &str| {
        let message = format!(
            "migration {} asks for a part of what table `{}` is provisioned or warm for, and that is not known",
            migration.id(),
            items.table
        );
        Error::new(Code::RateMissing, message)
            .hint(format!("say `{option} = 300`, in units a second"))
    };
    let rate = |rate: Option<Rate>, whole: Option<u64>, option: &str| match rate {
        None | Some(Rate::Unlimited) => Ok::<_, Error>(None),
        Some(Rate::Units(units)) => Ok(Some(f64::from(units))),
        Some(Rate::Percent(percent)) => {
            let whole = whole
                .filter(|units| *units > 0)
                .ok_or_else(|| unknown(option))?;
            Ok(Some(whole as f64 * f64::from(percent) / 100.0))
        }
    };
    Ok(Rates {
        reads: rate(items.options.max_rcu, reads, "max_rcu")?,
        writes: rate(items.options.max_wcu, writes, "max_wcu")?,
    })
}
