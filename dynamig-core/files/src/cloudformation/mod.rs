//! CloudFormation and SAM templates, YAML and JSON: the tables in them.
//!
//! `yaml` parses, `template` takes the sections apart, `resolve` and the files of its functions evaluate what stands in
//! the properties of tables, and `table`, `global` and `simple` turn those into the shape that definition files have.
//! What cannot be known is a fault at its place, with the name to give; nothing is guessed.

mod condition;
mod functions;
mod global;
mod import;
mod left_out;
mod notes;
mod parameters;
mod resolve;
mod scaling;
mod simple;
mod sub;
mod table;
mod tables;
mod template;
mod yaml;

pub use import::{Imported, import};
pub use parameters::Parameters;

/// The types of resources that are tables.
const TABLES: [&str; 3] = [
    "AWS::DynamoDB::Table",
    "AWS::DynamoDB::GlobalTable",
    "AWS::Serverless::SimpleTable",
];
