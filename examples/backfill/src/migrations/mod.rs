//! The migrations: a file each, named for its version.

mod m20260902080000_sample_customers;
mod m20260914153000_lower_case_emails;

pub use m20260902080000_sample_customers::sample_customers;
pub use m20260914153000_lower_case_emails::lower_case_emails;
