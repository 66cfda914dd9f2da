//! Fifty declared tables.

use dynamig::Registry;
use dynamig::table::{
    AttributeType, Billing, Declaration, Definition, Index, Key, Recovery, Role, Scope, Setting,
    StreamView, Tag,
};

use crate::Result;

/// How many there are.
pub(super) const TABLES: usize = 50;

/// Tables that say of themselves what DescribeTable shows, and no more: keys, an index, billing, a stream, protection.
pub(super) fn described() -> Result<Registry> {
    Ok(Registry::of_tables((0..TABLES).map(table))?)
}

/// The same, of which every fifth says what takes requests of its own besides: tags, a time to live, recovery.
pub(super) fn various() -> Result<Registry> {
    let tables = (0..TABLES).map(|number| {
        let mut table = table(number);
        if number % 5 == 0 {
            let definition = &mut table.definition;
            definition.tags.push(Tag {
                key: "team".to_owned(),
                value: Some("shop".to_owned()),
            });
            definition.ttl = Setting::On("expires_at".to_owned());
            definition.recovery = Setting::On(Recovery { days: Some(7) });
        }
        table
    });
    Ok(Registry::of_tables(tables)?)
}

fn table(number: usize) -> Declaration {
    let mut definition = Definition {
        name: format!("table_{number:02}"),
        keys: vec![key("id", Role::Partition)],
        billing: Some(Billing::OnDemand),
        stream: Setting::On(StreamView::NewImage),
        deletion_protection: Setting::On(()),
        ..Definition::default()
    };
    definition.define("id", AttributeType::String);
    definition.define("email", AttributeType::String);
    let mut index = Index::new("by_email", Scope::Global);
    index.keys.push(key("email", Role::Partition));
    definition.indexes.push(index);
    Declaration::new(definition)
}

fn key(attribute: &str, role: Role) -> Key {
    Key {
        attribute: attribute.to_owned(),
        role,
    }
}
