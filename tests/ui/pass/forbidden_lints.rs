//! An `allow` in generated code would be an error here.

#![forbid(unused, dead_code, non_camel_case_types, missing_docs, unsafe_code)]

use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
