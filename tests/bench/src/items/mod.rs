//! Item migrations: what they cost in units, how fast they are beside other ways to do the same, and what they take of
//! the machine that runs them.

mod beside;
mod boto3;
mod client;
mod cost;
mod engine;
mod fixture;
mod instructions;
mod layer;
mod null;
mod plain_loop;
mod processes;
mod raw;
mod ready;
mod resources;
mod role;
mod speed;
mod wire;

use crate::Result;
use crate::figure::Figure;
use crate::suite::Effort;

pub(crate) use role::act;

pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    let mut figures = cost::measure()?;
    figures.extend(speed::measure(effort)?);
    figures.extend(resources::measure(effort)?);
    figures.extend(instructions::measure(effort)?);
    figures.extend(ready::measure(effort)?);
    Ok(figures)
}
