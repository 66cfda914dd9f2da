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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::Outcome;
    use crate::error::BoxError;
    use crate::item::Item;
    use crate::migration::ItemOptions;
    use crate::table::{Capacity, Definition};

    /// The rates of a migration over a table of such a definition.
    fn rates(definition: Definition, reads: Rate, writes: Rate) -> Result<Rates, Error> {
        let mut options = ItemOptions::NEW;
        (options.max_rcu, options.max_wcu) = (Some(reads), Some(writes));
        let migration = Migration::builder(1, "each")
            .items("customers", |_: Item, _| async {
                Ok::<_, BoxError>(Outcome::Keep)
            })
            .item_options(options)
            .build()
            .unwrap();
        let observed = Observed {
            definition,
            ..Observed::default()
        };
        item_rates(&migration, migration.items().unwrap(), &observed)
    }

    #[test]
    fn a_percentage_is_of_what_is_provisioned_or_else_warm() {
        let (half, tenth) = (Rate::Percent(50), Rate::Percent(10));
        let mut definition = Definition::default();
        definition.warm.read = Some(12_000);
        definition.warm.write = Some(4_000);
        let of = |definition: &Definition| rates(definition.clone(), half, tenth).unwrap();
        let is = |reads, writes| Rates {
            reads: Some(reads),
            writes: Some(writes),
        };
        assert_eq!(of(&definition), is(6_000.0, 400.0));
        definition.capacity = Some(Capacity {
            read: 40,
            write: 300,
        });
        assert_eq!(of(&definition), is(20.0, 30.0));
    }

    #[test]
    fn a_percentage_of_what_nobody_knows_is_refused_and_units_are_not() {
        let error = rates(Definition::default(), Rate::Unlimited, Rate::Percent(50));
        assert_eq!(error.unwrap_err().code(), Code::RateMissing);
        let said = rates(Definition::default(), Rate::Unlimited, Rate::Units(300));
        let only_writes = Rates {
            reads: None,
            writes: Some(300.0),
        };
        assert_eq!(said.unwrap(), only_writes);
    }
}
