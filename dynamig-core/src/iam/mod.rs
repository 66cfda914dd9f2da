//! What AWS has to allow: the policies of IAM for the roles that work with dynamig.
//!
//! `permission` is the one table from what dynamig sends to the actions that IAM knows it by; `needs` puts together what
//! a role needs, and `document` writes it. Actions and their resources are those of the Service Authorization Reference
//! for Amazon DynamoDB; of a transaction IAM asks for the actions that it is made of, of a CreateTable that carries tags or a
//! policy for those too.

mod arn;
mod document;
mod needs;
mod permission;
mod role;

pub(crate) use arn::Place;
pub use document::{Policy, Statement};
pub(crate) use needs::Needs;
pub(crate) use permission::of_rewrite;
pub use role::Role;
