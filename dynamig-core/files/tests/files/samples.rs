//! Tables as Dynatus has them: its two samples, in our layout.

use dynamig_rules::table::{
    AttributeType, Billing, Definition, ProjectionKind, Role, Scope, Setting, StreamView,
};

use crate::table;

const USERS: &str = include_str!("../dynatus/users.edn");
const ORDERS: &str = include_str!("../dynatus/orders.edn");

#[test]
fn the_users_of_dynatus_are_read() {
    let Definition {
        name,
        keys,
        attributes,
        indexes,
        billing,
        stream,
        tags,
        ..
    } = table("users.edn", USERS).definition;
    assert_eq!((name.as_str(), billing), ("users", Some(Billing::OnDemand)));
    assert_eq!(keys.len(), 1);
    assert_eq!(
        (keys[0].attribute.as_str(), keys[0].role),
        ("user_id", Role::Partition)
    );
    let typed = attributes.iter().map(|one| (one.name.as_str(), one.kind));
    let string = Some(AttributeType::String);
    assert_eq!(
        typed.collect::<Vec<_>>(),
        [("user_id", string), ("email", string)]
    );
    assert_eq!(indexes.len(), 1);
    assert_eq!(
        (indexes[0].name.as_str(), indexes[0].scope),
        ("email-index", Scope::Global)
    );
    assert_eq!(indexes[0].projection.kind, ProjectionKind::All);
    assert_eq!(stream, Setting::On(StreamView::NewAndOldImages));
    let tags = tags
        .iter()
        .map(|tag| (tag.key.as_str(), tag.value.as_deref()));
    let expected = [
        ("Environment", Some("production")),
        ("Application", Some("dynamigrate")),
    ];
    assert_eq!(tags.collect::<Vec<_>>(), expected);
}

#[test]
fn the_orders_of_dynatus_are_read_with_keywords_sets_lists_comments_and_discards() {
    let orders = table("orders.edn", ORDERS);
    let Definition {
        keys,
        attributes,
        indexes,
        billing,
        ttl,
        ..
    } = orders.definition;
    assert_eq!(keys[1].role, Role::Sort);
    let names: Vec<_> = attributes.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["order_id", "created_at", "user_id", "status"]);
    assert_eq!(attributes[1].kind, Some(AttributeType::Number));
    assert_eq!(billing, Some(Billing::OnDemand));
    let kinds = indexes
        .iter()
        .map(|index| (index.keys.len(), index.projection.kind));
    let expected = [(2, ProjectionKind::All), (2, ProjectionKind::KeysOnly)];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
    assert_eq!(ttl, Setting::On("ttl".to_owned()));
    assert_eq!((orders.revision, orders.dropped), (1, false));
}
