//! Any pattern, and a function that only looks asynchronous.

use dynamig::{Context, Result, migration};

#[migration(version = 1)]
async fn unused(_: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 2)]
#[allow(unused_mut, unused_variables)]
async fn mutable(mut cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 3)]
#[allow(unused_parens)]
async fn in_parentheses((cx): (&Context)) -> Result<()> {
    helper(cx).await
}

#[migration(version = 4)]
async fn qualified(_cx: &'_ ::dynamig::Context,) -> Result<()> {
    Ok(())
}

#[migration(version = 5)]
async fn by_alias(_cx: &Alias) -> Result<()> {
    Ok(())
}

#[migration(version = 6)]
async fn pattern(Context { .. }: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 7)]
async fn cx(cx: &Context) -> Result<()> {
    helper(cx).await
}

type Alias = Context;

async fn helper(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {}
