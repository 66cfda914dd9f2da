use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, TransactWriteItem};
use dynamig::{Context, Result, migration};
use serde::Serialize;

use super::create_plans;

/// A plan as it was on the day of this migration: the shop's own type may change, this one never does.
#[derive(Serialize)]
struct Plan {
    id: &'static str,
    name: &'static str,
    cents_a_month: u32,
}

#[rustfmt::skip]
const PLANS: [Plan; 3] = [
    Plan { id: "free", name: "Free", cents_a_month: 0 },
    Plan { id: "team", name: "Team", cents_a_month: 1_900 },
    Plan { id: "business", name: "Business", cents_a_month: 9_900 },
];

/// The plans that every environment starts with.
#[migration(
    version = 20260803080000,
    depends_on = [create_plans],
    down = remove_plans,
    touches = ["plans"],
)]
pub async fn seed_plans(cx: &Context) -> Result<()> {
    let mut writes = Vec::new();
    for plan in PLANS {
        let put = Put::builder().set_table_name(cx.table("plans"));
        let put = put.set_item(Some(serde_dynamo::to_item(plan)?));
        writes.push(TransactWriteItem::builder().put(put.build()?).build());
    }
    // The plans and the mark that this migration is applied are one transaction: both are there, or neither is.
    cx.transact(writes).await
}

async fn remove_plans(cx: &Context) -> Result<()> {
    let mut writes = Vec::new();
    for plan in PLANS {
        let delete = Delete::builder().set_table_name(cx.table("plans"));
        let delete = delete.key("id", AttributeValue::S(plan.id.to_owned()));
        writes.push(TransactWriteItem::builder().delete(delete.build()?).build());
    }
    cx.transact(writes).await
}
