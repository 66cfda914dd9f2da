use dynamig::{Context, Item, Result, migration};

/// Two customers with what they ordered and what is in their carts, to work with on a laptop and in tests.
#[migration(version = 20260902080000, only_in = ["local", "dev", "test"], touches = ["app"])]
pub async fn sample_items(cx: &Context) -> Result<()> {
    for item in items() {
        let put = cx.client().put_item().set_table_name(cx.table("app"));
        put.set_item(Some(item.into())).send().await?;
    }
    Ok(())
}

fn items() -> [Item; 7] {
    let item = |customer: &str, sk: &str, entity: &str| {
        let item = Item::new().with("pk", format!("CUSTOMER#{customer}"));
        item.with("sk", sk).with("type", entity)
    };
    [
        item("1", "PROFILE", "customer").with("name", "Ada"),
        item("1", "ORDER#0001", "order").with("total", "19.00"),
        item("1", "ORDER#0002", "order").with("total", "0.05"),
        item("1", "CART", "cart").with("lines", 3),
        item("2", "PROFILE", "customer").with("name", "Grace"),
        item("2", "ORDER#0001", "order").with("total", "1204.50"),
        item("2", "CART", "cart").with("lines", 0),
    ]
}
