//! The migrations of the shop: a file each, named for its version.

mod m20260801090000_plans;
mod m20260801091500_customers;
mod m20260803080000_first_plans;
mod m20260805100000_sample_data;
mod m20260814150000_sign_in_index;
mod m20260814153000_sign_in_emails;

pub use m20260801090000_plans::create_plans;
pub use m20260801091500_customers::create_customers;
pub use m20260803080000_first_plans::seed_plans;
pub use m20260805100000_sample_data::sample_customers;
pub use m20260814150000_sign_in_index::index_customers_by_email;
pub use m20260814153000_sign_in_emails::lower_case_emails;
