//! Definition files: DynamoDB tables as EDN or JSON.
//!
//! A file ends in `.edn` or `.json` and holds one table, or a list of tables. A table has the shape of the CreateTable
//! request, or of what `aws dynamodb describe-table` prints: a map with the single member `Table`. EDN is the format of
//! Dynatus: members are keywords, words such as `HASH` are keywords or strings, sets stand for lists, comments and `#_`
//! are skipped, and tagged values are refused.
//!
//! ```
//! let text = r#"{:TableName "orders"
//!                :KeySchema [{:AttributeName "id" :KeyType :HASH}]
//!                :AttributeDefinitions [{:AttributeName "id" :AttributeType :S}]
//!                :BillingMode :PAY_PER_REQUEST}"#;
//! let tables = dynamig_files::read_text("orders.edn".as_ref(), text.as_bytes())?;
//! assert_eq!(tables[0].definition.name, "orders");
//! # Ok::<(), dynamig_files::FilesError>(())
//! ```
//!
//! # Beyond CreateTable
//!
//! | member | what |
//! |---|---|
//! | `TimeToLiveSpecification` | `AttributeName`, `Enabled`, as CloudFormation has it |
//! | `PointInTimeRecoverySpecification` | `PointInTimeRecoveryEnabled`, `RecoveryPeriodInDays`, as CloudFormation has it |
//! | `SSESpecification` | `SSEEnabled` of CloudFormation besides CreateTable's `Enabled` |
//! | `ResourcePolicy` | a map with a `PolicyDocument`, as CloudFormation has it, besides CreateTable's text |
//! | `Revision` | a number, raised to go back to a definition that the table had before |
//! | `Dropped` | whether the table is to be deleted, by `contract` |
//! | `After` | of an index, of `TimeToLiveSpecification` and `StreamSpecification`: the id of a migration that goes first |
//!
//! What is left out is left alone. `false` switches off what can be switched; a cap of -1 is no cap; a tag whose `Value` is
//! null is taken off, and so is a `ResourcePolicy` that is null. No other member may be null.
//!
//! What only describe-table has, such as `TableArn` or `ItemCount`, is known and skipped, and so is the warm throughput
//! that AWS reports: it grows by itself. Other members that are not known are faults.
//!
//! # Features
//!
//! - `cloudformation`: tables of CloudFormation and SAM templates, YAML and JSON.
//!
//! # Cost
//!
//! Each file is read whole, once. Nesting deeper than 64 is refused before it is parsed.

#[cfg(feature = "cloudformation")]
pub mod cloudformation;
mod directory;
mod duplicate;
mod edn;
mod fault;
mod file;
mod file_table;
mod json;
mod nesting;
mod place;
mod shape;
mod value;
mod write;

pub use directory::{files_of, read, read_directory, read_files};
pub use fault::{Fault, FilesError};
pub use file::read_text;
pub use file_table::{After, FileTable, Places};
pub use place::Place;
pub use write::{Declared, to_attributes, to_edn, to_json, to_structs};
