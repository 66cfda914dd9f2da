//! Keys and indexes.

use dynamig::table::{AttributeType, Index, Projection, ProjectionKind, Role, Scope};

use super::live_through;
use crate::given::{indexed, key, orders, with};

#[test]
fn keys_local_indexes_and_global_ones_of_several_attributes() {
    let mut table = orders();
    table.keys.push(key("at", Role::Sort));
    table.define("at", AttributeType::Number);
    table.define("total", AttributeType::Number);
    let mut local = Index::new("by_total", Scope::Local);
    local.keys = vec![key("id", Role::Partition), key("total", Role::Sort)];
    table.indexes.push(local);
    let with_wide = |projection: &str| {
        with(table.clone(), |table| {
            for name in ["shop", "day", "hour"] {
                table.define(name, AttributeType::String);
            }
            let mut wide = Index::new("wide", Scope::Global);
            wide.keys = vec![
                key("shop", Role::Partition),
                key("day", Role::Partition),
                key("hour", Role::Sort),
                key("at", Role::Sort),
            ];
            wide.projection = Projection {
                kind: ProjectionKind::Include,
                attributes: vec![projection.to_owned(), "a".to_owned()],
            };
            table.indexes.push(wide);
        })
    };
    insta::assert_snapshot!(live_through(vec![
        ("created with it", with_wide("z")),
        ("another projection", with_wide("y")),
        ("no longer declared", table.clone()),
        ("again", with_wide("y")),
    ]));
}

#[test]
fn indexes_are_added_one_by_one_retyped_and_removed_one_by_one() {
    let retyped = with(indexed(["email", "name"]), |table| {
        table.attributes.retain(|one| one.name != "email");
        table.define("email", AttributeType::Number);
    });
    insta::assert_snapshot!(live_through(vec![
        ("none", orders()),
        ("two", indexed(["email", "name"])),
        ("one of another type", retyped),
        ("none again", orders()),
    ]));
}
