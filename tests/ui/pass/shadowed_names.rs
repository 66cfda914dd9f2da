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
    pub struct Declared;
    pub struct Table;
    pub struct KeyAttribute;
    pub struct Said;
    pub mod table {}
    pub struct IsMigration;
    pub struct str;
    pub struct u64;
    pub struct u32;
    pub mod core {}
    pub mod std {}
    pub mod dynamig {}
    pub mod inventory {}
    pub fn call() {}
    pub fn item_call() {}
    pub struct Item;
    pub struct Outcome;
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
    macro_rules! file {
        () => {};
    }
    pub(crate) use {env, file, panic, submit};
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

#[::dynamig::migration(version = 3, items = "orders", matching = every, down = keep, segments = 2, max_wcu = 1)]
fn third(_: ::dynamig::Item, _: &::dynamig::Context) -> ::dynamig::Result<::dynamig::Outcome<::dynamig::Item>> {
    Ok(::dynamig::Outcome::Keep)
}

async fn keep(_: ::dynamig::Item) -> ::dynamig::Result<::dynamig::Outcome<::dynamig::Item>> {
    Ok(::dynamig::Outcome::Keep)
}

fn every(_: &::dynamig::Item) -> bool {
    true
}

async fn undo(_: &::dynamig::Context) -> ::dynamig::Result<()> {
    Ok(())
}

#[derive(::dynamig::Table, ::serde::Serialize)]
#[table(name = "orders", stream(view = off, after = first), ttl = expires, policy = off)]
#[index(name = "by_name", partition_key = name, sort_key = expires, projection = include(id), warm(read = 12000), after = second)]
struct Order {
    #[table(partition_key)]
    id: ::std::string::String,
    #[serde(skip_serializing_if = "::core::option::Option::is_none")]
    name: ::core::option::Option<::core::primitive::u64>,
    expires: ::core::primitive::u64,
}

use ::dynamig as dynamig_core_of_the_user;

fn main() {}
