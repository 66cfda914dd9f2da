use dynamig::{Context, Result, migration};

use crate::customers;

/// How many customers a database without customers gets.
const COUNT: usize = 100_000;
/// A run that starts again goes on after the last step that was done.
const STEP: usize = 10_000;

/// A hundred thousand customers that are made up; tests make up fewer, and production has its own.
#[migration(version = 20260902080000, only_in = ["local", "dev"], touches = ["customers"])]
pub async fn sample_customers(cx: &Context) -> Result<()> {
    let table = cx
        .table("customers")
        .ok_or("there are no customers any more")?;
    for first in (0..COUNT).step_by(STEP) {
        let step = format!("customers from {first}");
        let numbers = first..first + STEP;
        let put = customers::put_made_up(cx.client(), &table, numbers);
        cx.step(&step, put).await?;
        cx.progress(format!("{} of {COUNT} customers are there", first + STEP));
    }
    Ok(())
}
