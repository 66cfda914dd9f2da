use aws_sdk_dynamodb::types::AttributeValue;
use dynamig::{Context, Result, migration};
use serde::Serialize;

use super::{create_customers, seed_plans};

#[derive(Serialize)]
struct Customer {
    id: &'static str,
    email: &'static str,
    plan: &'static str,
}

#[rustfmt::skip]
const CUSTOMERS: [Customer; 3] = [
    Customer { id: "c-1", email: "Ada@Example.com", plan: "team" },
    Customer { id: "c-2", email: "grace@example.com", plan: "free" },
    Customer { id: "c-3", email: "Edsger@example.COM", plan: "business" },
];

/// Customers to work with on a laptop and in tests; production has its own.
#[migration(
    version = 20260805100000,
    depends_on = [create_customers, seed_plans],
    down = remove_sample_customers,
    only_in = ["local", "dev", "test"],
    touches = ["customers"],
)]
pub async fn sample_customers(cx: &Context) -> Result<()> {
    for customer in CUSTOMERS {
        let put = cx.client().put_item().set_table_name(cx.table("customers"));
        let put = put.set_item(Some(serde_dynamo::to_item(customer)?));
        put.send().await?;
    }
    Ok(())
}

async fn remove_sample_customers(cx: &Context) -> Result<()> {
    for customer in CUSTOMERS {
        let delete = cx
            .client()
            .delete_item()
            .set_table_name(cx.table("customers"));
        let delete = delete.key("id", AttributeValue::S(customer.id.to_owned()));
        delete.send().await?;
    }
    Ok(())
}
