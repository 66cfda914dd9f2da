/// A table of customers, who are looked up by their e-mail when they sign in:
///
/// ```
/// use dynamig::{Context, Result, Table, migration};
///
/// #[derive(Table, serde::Serialize, serde::Deserialize)]
/// #[table(name = "customers", billing = on_demand, stream = new_and_old_images, ttl = expires_at)]
/// #[index(name = "by_email", partition_key = email_lower, projection = keys_only, after = lower_case_emails)]
/// struct Customer {
///     #[table(partition_key)]
///     id: String,
///     email: String,
///     #[serde(skip_serializing_if = "Option::is_none")]
///     email_lower: Option<String>,
///     #[serde(skip_serializing_if = "Option::is_none")]
///     expires_at: Option<u64>,
/// }
///
/// #[migration(version = 20260814153000, touches = ["customers"])]
/// async fn lower_case_emails(cx: &Context) -> Result<()> {
///     cx.progress("lowering");
///     Ok(())
/// }
///
/// assert_eq!(Customer::NAME, "customers");
/// ```
///
/// A table of items of many kinds is declared on a struct of its keys, which nothing else has to use:
///
/// ```
/// use dynamig::Table;
///
/// #[derive(Table)]
/// #[table(name = "shop", deletion_protection = on, recovery = on, tags(team = "shop"))]
/// #[index(name = "inverted", partition_key = sk, sort_key = pk)]
/// struct Keys {
///     #[table(partition_key)]
///     pk: String,
///     #[table(sort_key)]
///     sk: String,
/// }
/// ```
///
/// Everything that can be said of a table and of its indexes:
///
/// ```
/// use dynamig::{Context, Result, Table, migration};
///
/// #[derive(Table)]
/// #[table(
///     name = "orders",
///     billing = provisioned(read = 5, write = 5),
///     max_read_units = off,
///     max_write_units = off,
///     warm(read = 12000, write = 4000),
///     stream(view = new_image, after = fill_days),
///     ttl(attribute = "expires", after = fill_days),
///     encryption = kms("alias/shop"),
///     class = infrequent_access,
///     deletion_protection = on,
///     recovery = days(7),
///     tags(team = "shop", "cost-center" = "7", old = off),
///     policy = r#"{"Version": "2012-10-17", "Statement": []}"#,
///     revision = 2,
///     dropped,
///     crate = ::dynamig
/// )]
/// #[index(
///     name = "by_day",
///     partition_key = [region, day],
///     sort_key = [placed_at, id],
///     projection = include(total, "note"),
///     provisioned(read = 5, write = 5),
///     max_read_units = off,
///     max_write_units = off,
///     warm(read = 12000, write = 4000),
///     after = fill_days
/// )]
/// #[index(name = "by_total", local, sort_key = total)]
/// struct Order {
///     #[table(partition_key)]
///     customer: String,
///     #[table(sort_key)]
///     id: u64,
///     region: String,
///     day: String,
///     placed_at: u64,
///     total: u64,
/// }
///
/// #[migration(version = 20260901000000)]
/// async fn fill_days(cx: &Context) -> Result<()> {
///     cx.progress("filling");
///     Ok(())
/// }
/// ```
pub use dynamig_macros::Table;
