//! Names of the prelude, of crates and of primitives that mean something else here.

#![allow(unused, nonstandard_style)]

mod shadows {
    pub struct Result;
    pub struct Option;
    pub struct Some;
    pub struct None;
    pub struct Box;
    pub struct Send;
    pub struct Future;
    pub struct Context;
    pub struct Declaration;
    pub struct IsMigration;
    pub struct str;
    pub struct u64;
    pub struct u32;
    pub mod core {}
    pub mod std {}
    pub mod dynamig {}
    pub mod inventory {}
    pub fn call() {}
    pub const cx: u8 = 1;
    macro_rules! env {
        () => {};
    }
    macro_rules! panic {
        () => {};
    }
    macro_rules! submit {
        () => {};
    }
    pub(crate) use {env, panic, submit};
}

use shadows::*;

#[dynamig_core_of_the_user::migration(version = 1, down = undo, only_in = ["local"], crate = dynamig_core_of_the_user)]
async fn first(_: &dynamig_core_of_the_user::Context) -> ::dynamig::Result<()> {
    Ok(())
}

#[::dynamig::migration(version = 2, depends_on = [first])]
async fn second(_: &::dynamig::Context) -> ::dynamig::Result<()> {
    Ok(())
}

async fn undo(_: &::dynamig::Context) -> ::dynamig::Result<()> {
    Ok(())
}

use ::dynamig as dynamig_core_of_the_user;

fn main() {}
