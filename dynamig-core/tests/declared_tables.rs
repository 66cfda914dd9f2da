//! Tables that `#[derive(Table)]` declares are what is written, and the registry lists them.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use dynamig::table::{
    Attribute, AttributeType, AttributeTypes, Billing, Capacity, Caps, Declaration, Definition,
    Encryption, Index, Key, KeyAttribute, Presence, Projection, ProjectionKind, Recovery, Role,
    Scope, Setting, StreamView, TableClass, Tag, Warm, check, warnings,
};
use dynamig::{Context, Registry, Result, Table, migration};

#[migration(version = 1)]
async fn fill_days(_cx: &Context) -> Result<()> {
    Ok(())
}

#[migration(version = 2)]
async fn fill_expiry(_cx: &Context) -> Result<()> {
    Ok(())
}

struct CustomerId(#[expect(dead_code, reason = "only its type counts")] u64);

impl KeyAttribute for CustomerId {
    const TYPE: AttributeType = AttributeType::Number;
}

#[derive(Table)]
#[table(
    name = "orders",
    billing = provisioned(read = 5, write = 6),
    max_read_units = off,
    max_write_units = off,
    warm(read = 7, write = 8),
    stream(view = new_image, after = fill_days),
    encryption = kms("alias/shop"),
    class = infrequent_access,
    deletion_protection = on,
    tags(team = "shop", "cost-center" = "7", old = off),
    ttl(attribute = "expires", after = fill_expiry),
    recovery = days(7),
    policy = "{}",
    revision = 2,
    dropped
)]
#[index(
    name = "by_day",
    partition_key = [region, day],
    sort_key = [placed_at, id],
    projection = include(total, "raw attribute"),
    provisioned(read = 1, write = 2),
    max_read_units = off,
    max_write_units = off,
    warm(read = 3, write = 4),
    after = fill_days
)]
#[index(name = "by_total", local, sort_key = total, projection = keys_only)]
struct Order {
    #[table(sort_key)]
    id: String,
    #[table(partition_key)]
    customer: CustomerId,
    region: String,
    day: u16,
    placed_at: u64,
    total: u64,
}

#[derive(Table)]
#[table(name = "carts", billing = on_demand, max_read_units = 100, max_write_units = 200)]
#[table(stream = off, encryption = off, class = standard, deletion_protection = off)]
#[table(ttl = off, recovery = on, policy = off)]
struct Cart {
    #[table(partition_key)]
    id: u64,
}

#[derive(Table)]
#[table(name = "plans", encryption = kms, recovery = off)]
struct Plan {
    #[table(partition_key)]
    id: String,
}

fn attribute(name: &str, kind: AttributeType) -> Attribute {
    Attribute {
        name: name.to_owned(),
        kind: Some(kind),
    }
}

fn key(attribute: &str, role: Role) -> Key {
    Key {
        attribute: attribute.to_owned(),
        role,
    }
}

fn tag(key: &str, value: Option<&str>) -> Tag {
    Tag {
        key: key.to_owned(),
        value: value.map(str::to_owned),
    }
}

fn by_day() -> Index {
    Index {
        name: "by_day".to_owned(),
        scope: Scope::Global,
        keys: vec![
            key("region", Role::Partition),
            key("day", Role::Partition),
            key("placed_at", Role::Sort),
            key("id", Role::Sort),
        ],
        projection: Projection {
            kind: ProjectionKind::Include,
            attributes: vec!["total".to_owned(), "raw attribute".to_owned()],
        },
        capacity: Some(Capacity { read: 1, write: 2 }),
        caps: Caps {
            read: Setting::Off,
            write: Setting::Off,
        },
        warm: Warm {
            read: Some(3),
            write: Some(4),
        },
    }
}

fn by_total() -> Index {
    let mut index = Index::new("by_total", Scope::Local);
    index.keys = vec![key("customer", Role::Partition), key("total", Role::Sort)];
    index.projection.kind = ProjectionKind::KeysOnly;
    index
}

fn orders() -> Definition {
    Definition {
        name: "orders".to_owned(),
        keys: vec![key("customer", Role::Partition), key("id", Role::Sort)],
        attributes: vec![
            attribute("customer", AttributeType::Number),
            attribute("id", AttributeType::String),
            attribute("region", AttributeType::String),
            attribute("day", AttributeType::Number),
            attribute("placed_at", AttributeType::Number),
            attribute("total", AttributeType::Number),
        ],
        indexes: vec![by_day(), by_total()],
        billing: Some(Billing::Provisioned),
        capacity: Some(Capacity { read: 5, write: 6 }),
        caps: Caps {
            read: Setting::Off,
            write: Setting::Off,
        },
        warm: Warm {
            read: Some(7),
            write: Some(8),
        },
        stream: Setting::On(StreamView::NewImage),
        encryption: Setting::On(Encryption {
            key: Some("alias/shop".to_owned()),
        }),
        class: Some(TableClass::InfrequentAccess),
        deletion_protection: Setting::On(()),
        tags: vec![
            tag("team", Some("shop")),
            tag("cost-center", Some("7")),
            tag("old", None),
        ],
        ttl: Setting::On("expires".to_owned()),
        recovery: Setting::On(Recovery { days: Some(7) }),
        policy: Setting::On("{}".to_owned()),
    }
}

#[test]
fn a_table_with_everything_is_the_definition_that_is_written() {
    let declared = Order::DECLARED.declaration().unwrap();
    let Declaration {
        definition,
        after,
        revision,
        presence,
        package,
        place,
        types,
    } = declared;
    assert_eq!(types, AttributeTypes::OfFields);
    assert_eq!(definition, orders());
    assert_eq!(
        (check(&definition), warnings(&definition)),
        (vec![], vec![])
    );
    assert_eq!(after.indexes["by_day"].to_string(), "1_fill_days");
    assert_eq!(after.indexes.len(), 1);
    assert_eq!(after.stream.unwrap().to_string(), "1_fill_days");
    assert_eq!(after.ttl.unwrap().to_string(), "2_fill_expiry");
    assert_eq!((revision, presence), (2, Presence::Dropped));
    assert_eq!(package, "dynamig-core");
    assert!(place.contains("declared_tables.rs:"), "{place}");
}

#[test]
fn what_is_off_is_said_to_be_off() {
    let declared = Cart::DECLARED.declaration().unwrap();
    let carts = Definition {
        name: "carts".to_owned(),
        keys: vec![key("id", Role::Partition)],
        attributes: vec![attribute("id", AttributeType::Number)],
        billing: Some(Billing::OnDemand),
        caps: Caps {
            read: Setting::On(100),
            write: Setting::On(200),
        },
        stream: Setting::Off,
        encryption: Setting::Off,
        class: Some(TableClass::Standard),
        deletion_protection: Setting::Off,
        ttl: Setting::Off,
        recovery: Setting::On(Recovery { days: None }),
        policy: Setting::Off,
        ..Definition::default()
    };
    assert_eq!(declared.definition, carts);
    assert_eq!((declared.revision, declared.presence), (1, Presence::Kept));
}

#[test]
fn what_is_not_said_is_left_alone() {
    let declared = Plan::DECLARED.declaration().unwrap();
    let plans = Definition {
        name: "plans".to_owned(),
        keys: vec![key("id", Role::Partition)],
        attributes: vec![attribute("id", AttributeType::String)],
        encryption: Setting::On(Encryption { key: None }),
        recovery: Setting::Off,
        ..Definition::default()
    };
    assert_eq!(declared.definition, plans);
}

#[test]
fn the_registry_lists_every_table_that_is_linked() {
    let registry = Registry::linked().unwrap();
    let names: Vec<_> = registry.tables().iter().map(Declaration::name).collect();
    assert_eq!(names, [Cart::NAME, Order::NAME, Plan::NAME]);
    let orders = registry.table("orders").unwrap();
    assert_eq!(*orders, Order::DECLARED.declaration().unwrap());
}
