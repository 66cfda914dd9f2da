//! What becomes of each form that serde knows, both ways.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod enums;
mod faults;
mod forms;
mod sets;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{read_value, write_value};

/// What a type writes, which has to be read as the same again.
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    value: T,
) -> AttributeValue {
    let written = write_value(&value).unwrap().expect("something is written");
    assert_eq!(read_value::<T>(&written).unwrap(), value);
    written
}

/// Why a value is not read as a type.
fn fault<T: DeserializeOwned>(value: &AttributeValue) -> String {
    match read_value::<T>(value) {
        Ok(_) => panic!("it was read"),
        Err(fault) => fault.within("x").to_string(),
    }
}
