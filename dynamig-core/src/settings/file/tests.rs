#![expect(clippy::unwrap_used, reason = "tests")]

use super::File;
use super::document::TOP_KEYS;
use super::layer_keys::LAYER_KEYS;
use crate::Error;

/// The error of a text as the command line shows it.
fn refused(text: &str) -> String {
    shown(File::parse("dynamig.toml", text).unwrap_err())
}

fn shown(error: Error) -> String {
    assert_eq!(error.code().exit(), 2);
    match error.what_next() {
        Some(hint) => format!("error: {error}\nhint: {hint}"),
        None => format!("error: {error}"),
    }
}

#[test]
fn bad_syntax() {
    insta::assert_snapshot!(refused("namespace = \"shop\"\nlease = 60s\n"));
}

#[test]
fn a_key_given_twice() {
    insta::assert_snapshot!(refused("namespace = \"shop\"\nnamespace = \"shop\"\n"));
}

#[test]
fn an_unknown_key() {
    insta::assert_snapshot!(refused("namespace = \"shop\"\nlaese = \"60s\"\n"));
}

#[test]
fn an_unknown_key_that_resembles_none() {
    insta::assert_snapshot!(refused(
        "namespace = \"shop\"\n\n[env.prod.meta]\nxyz = 1\n"
    ));
}

#[test]
fn a_key_that_exists_only_at_the_top() {
    insta::assert_snapshot!(refused(
        "namespace = \"shop\"\n[env.prod]\nnamespace = \"other\"\n"
    ));
}

#[test]
fn a_value_of_the_wrong_type() {
    insta::assert_snapshot!(refused("namespace = \"shop\"\nlease = 60\n"));
}

#[test]
fn a_bad_duration() {
    insta::assert_snapshot!(refused(
        "namespace = \"shop\"\n[env.prod]\nlease = \"60 parsecs\"\n"
    ));
}

#[test]
fn a_lease_too_short_for_any_engine() {
    insta::assert_snapshot!(refused("namespace = \"shop\"\nlease = \"500ms\"\n"));
}

#[test]
fn a_missing_namespace() {
    insta::assert_snapshot!(refused("package = \"shop-migrations\"\n"));
}

#[test]
fn a_bad_namespace() {
    insta::assert_snapshot!(refused("namespace = \"shop#log\"\n"));
}

#[test]
fn a_bad_table_name() {
    insta::assert_snapshot!(refused(
        "namespace = \"shop\"\n[env.prod.tables.customers]\nname = \"prod/customers\"\n"
    ));
}

#[test]
fn a_table_of_which_nothing_is_said() {
    insta::assert_snapshot!(refused("namespace = \"shop\"\n[tables.customers]\n"));
}

#[test]
fn an_unknown_manage() {
    insta::assert_snapshot!(refused("namespace = \"shop\"\nmanage = \"some\"\n"));
}

#[test]
fn an_unknown_property_to_ignore() {
    insta::assert_snapshot!(refused(
        "namespace = \"shop\"\n[tables.customers]\nignore = [\"tags\", \"capazity\"]\n"
    ));
}

#[test]
fn an_unknown_engine() {
    insta::assert_snapshot!(refused("namespace = \"shop\"\nengine = \"dynalite\"\n"));
}

#[test]
fn an_engine_and_an_endpoint() {
    insta::assert_snapshot!(refused(
        "namespace = \"shop\"\n[env.local]\nengine = \"embedded\"\nendpoint_url = \"http://localhost:8000\"\n"
    ));
}

#[test]
fn half_a_billing() {
    insta::assert_snapshot!(refused(
        "namespace = \"shop\"\n[meta]\nbilling = { read = 0 }\n"
    ));
}

#[test]
fn a_default_environment_that_is_not_there() {
    insta::assert_snapshot!(refused(
        "namespace = \"shop\"\ndefault_env = \"locl\"\n[env.local]\n[env.prod]\n"
    ));
}

#[test]
fn every_fault_is_told_at_once_in_the_order_of_the_text() {
    insta::assert_snapshot!(refused(
        "lese = \"60s\"\nregion = \"\"\n\n[env.\"a b\"]\nprotected = \"no\"\n\n[foreign]\nshared = 1\n"
    ));
}

#[test]
fn an_unknown_environment_gets_the_nearest_name() {
    let file = File::parse(
        "dynamig.toml",
        "namespace = \"shop\"\n[env.production]\n[env.staging]\n",
    )
    .unwrap();
    insta::assert_snapshot!(shown(file.layer(Some("prodcution")).unwrap_err()));
}

#[test]
fn an_unknown_environment_that_resembles_none_gets_the_list() {
    let file = File::parse(
        "dynamig.toml",
        "namespace = \"shop\"\n[env.production]\n[env.staging]\n",
    )
    .unwrap();
    insta::assert_snapshot!(shown(file.layer(Some("qa")).unwrap_err()));
}

#[test]
fn a_file_without_environments_says_so() {
    let file = File::parse("dynamig.toml", "namespace = \"shop\"\n").unwrap();
    insta::assert_snapshot!(shown(file.layer(Some("prod")).unwrap_err()));
}

#[test]
fn every_key_that_is_listed_is_read_and_no_other() {
    for key in LAYER_KEYS {
        let error = refused(&format!("namespace = \"shop\"\n{key} = [1]\n"));
        assert!(error.contains("must be"), "{key}: {error}");
    }
    for later in ["ignore", "down"] {
        let error = refused(&format!("namespace = \"shop\"\n{later} = [1]\n"));
        assert!(error.contains("unknown key"), "{later}: {error}");
    }
}

#[test]
fn the_example_of_the_documentation_has_no_fault_and_every_key() {
    let text = include_str!("../example.toml");
    let file = File::parse("example.toml", text).unwrap();
    assert_eq!(file.environments().count(), 3);
    for key in LAYER_KEYS.iter().chain(&TOP_KEYS) {
        assert!(text.contains(key), "{key} is not shown");
    }
}

#[test]
fn a_full_file_is_read_to_the_last_key() {
    let text = r#"
        namespace = "shop"
        package = "shop-migrations"
        default_env = "local"
        region = "eu-west-1"
        meta_table = "history"
        lock_table = "locks"
        lock_timeout = "10m"

        manage = "indexes"

        [tables.orders]
        name = "all-orders"
        manage = "verify"
        ignore = ["tags", "capacity"]

        [meta]
        billing = "on_demand"
        tags = { team = "shop", cost = "42" }

        [env.local]
        engine = "embedded"
        lease = "2s"

        [env.prod]
        aws_profile = "prod"
        endpoint_url = "https://vpce-1.dynamodb.eu-west-1.vpce.amazonaws.com"
        table_prefix = "prod-"
        protected = true
        tables.customers.name = "legacy-customers"
        meta = { billing = { read = 5, write = 6 }, tags = { team = "ops" } }

        [foreign]
        shared-migrations = "billing"
    "#;
    let file = File::parse("dynamig.toml", text).unwrap();
    assert_eq!(file.environments().collect::<Vec<_>>(), ["local", "prod"]);
    assert_eq!(
        (file.package(), file.default_env()),
        (Some("shop-migrations"), Some("local"))
    );
    insta::assert_debug_snapshot!(file.layer(Some("prod")).unwrap());
}
