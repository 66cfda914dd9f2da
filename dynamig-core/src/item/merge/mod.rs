//! From the two writings of a serde type, before and after the function, to what is to be written: nothing that the type
//! does not have is lost.
//!
//! What the two writings have in common is never written. What changed in a map is merged into the original at its exact
//! path, so that members which the type does not have stay. What is replaced as a whole, as an element of a list is, must
//! have been read whole: the type writes it, unchanged, as it was. Where that does not hold, the answer is a fault.

mod attributes;
mod elements;
mod lost;
mod members;
mod value;
mod whole;

pub(super) use attributes::difference;

#[cfg(test)]
mod tests;
