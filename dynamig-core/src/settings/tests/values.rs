use std::time::Duration;

use super::Case;
use crate::Code;
use crate::settings::{Engine, Settings};

#[test]
fn the_meta_table_stands_behind_the_prefix_and_holds_the_locks() {
    let settings = Case::new().env("prod").settings();
    assert_eq!(settings.meta_table_name(), "top-_dynamig");
    assert_eq!(settings.lock_table_name(), "top-_dynamig");
    let settings = settings.with_meta_table("history");
    assert_eq!(
        (settings.meta_table_name(), settings.lock_table_name()),
        ("top-history".into(), "top-history".into())
    );
    assert_eq!(
        settings.with_lock_table("locks").lock_table_name(),
        "top-locks"
    );
}

#[test]
fn a_writing_command_on_aws_needs_a_namespace() {
    let aws = Case::new().env("prod").resolve_in(None).unwrap();
    let error = aws.require_namespace().unwrap_err();
    assert_eq!(
        (error.code(), error.code().exit()),
        (Code::Configuration, 2)
    );

    let local = Case::new()
        .engine(Engine::Embedded)
        .resolve_in(None)
        .unwrap();
    assert_eq!(local.require_namespace().unwrap(), "default");
    let named = Case::new()
        .env("prod")
        .variable("DYNAMIG_NAMESPACE", "shop")
        .resolve_in(None)
        .unwrap();
    assert_eq!(named.require_namespace().unwrap(), "shop");
}

#[test]
fn a_short_lease_passes_on_a_local_engine_alone() {
    let short = |environment| {
        Case::new()
            .env(environment)
            .variable("DYNAMIG_LEASE", "2s")
            .resolve()
    };
    assert_eq!(short("local").unwrap().lease(), Duration::from_secs(2));
    let error = short("prod").unwrap_err();
    insta::assert_snapshot!(format!("{error}\nhint: {}", error.what_next().unwrap()));
}

#[test]
fn lease_and_lock_timeout_have_their_defaults() {
    let settings = Settings::new("shop").unwrap();
    assert_eq!(
        (settings.lease(), settings.lock_timeout()),
        (Duration::from_secs(60), None)
    );
    assert_eq!(
        settings.attempt_timeout_control_plane(),
        Duration::from_secs(10)
    );
    assert_eq!(
        settings.attempt_timeout_data_plane(),
        Duration::from_secs(3)
    );
    assert_eq!(
        Case::new().env("prod").settings().lease(),
        Duration::from_secs(30)
    );
}

#[test]
fn a_package_is_foreign_where_another_namespace_owns_it() {
    let settings = Case::new().env("prod").settings();
    assert_eq!(settings.foreign_owner("shared-migrations"), Some("billing"));
    assert_eq!(settings.foreign_owner("own-migrations"), None);
    assert_eq!(settings.foreign_owner("shop"), None);
    let billing = Case::new()
        .env("prod")
        .variable("DYNAMIG_NAMESPACE", "billing")
        .settings();
    assert_eq!(billing.foreign_owner("shared-migrations"), None);
    assert_eq!(billing.foreign_owner("own-migrations"), Some("shop"));
}

#[test]
fn a_value_that_only_shows_when_put_together_is_refused() {
    let shop = || Settings::new("shop").unwrap();
    let long = "p".repeat(250);
    let refused = [
        shop().with_table_prefix(long).check(),
        shop().with_table_prefix("a/").check(),
        shop().with_meta_table("m").check(),
        shop().with_lock_table("l ck").check(),
        shop()
            .with_table("a", "same")
            .with_table("b", "same")
            .check(),
        shop().with_table("a", "_dynamig").check(),
        shop().with_environment("").check(),
        shop()
            .with_engine(Engine::Endpoint("localhost".to_owned()))
            .check(),
        shop().with_lease(Duration::from_secs(9)).check(),
    ];
    let texts: Vec<_> = refused
        .into_iter()
        .map(|result| result.unwrap_err().to_string())
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn the_name_of_a_table_is_checked_behind_the_prefix() {
    let settings = Settings::new("shop").unwrap().with_table_prefix("p-");
    assert_eq!(settings.table_name("a").unwrap(), "p-a");
    assert!(settings.table_name(&"t".repeat(254)).is_err());
    assert!(settings.table_name("_dynamig").is_err());
    assert!(settings.table_name("a b").is_err());
}

#[test]
fn the_logical_name_of_a_table_is_known_by_its_real_one() {
    let settings = Settings::new("shop")
        .unwrap()
        .with_table_prefix("p-")
        .with_table("carts", "legacy");
    let logical = |real| settings.logical_name(real);
    assert_eq!(logical("p-orders").as_deref(), Some("orders"));
    assert_eq!(logical("legacy").as_deref(), Some("carts"));
    assert_eq!(logical("p-carts"), None, "`carts` is another table");
    assert_eq!(logical("orders"), None, "of another environment");
    assert_eq!(logical("p-_dynamig"), None, "the history's");
    assert_eq!(logical("p-"), None);
}
