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

use processes::Engines;

pub(crate) use role::act;

pub(crate) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    let engines = Engines::build()?;
    let mut figures = cost::measure()?;
    figures.extend(speed::measure(&engines, effort)?);
    figures.extend(resources::measure(&engines, effort)?);
    figures.extend(instructions::measure(&engines, effort)?);
    figures.extend(ready::measure(&engines, effort)?);
    Ok(figures)
}
