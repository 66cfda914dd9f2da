use super::{Case, TEXT};
use crate::Code;
use crate::settings::{Layer, Settings};

#[test]
fn a_flag_goes_before_a_variable() {
    let case = Case::new()
        .env("prod")
        .region("flag")
        .variable("DYNAMIG_REGION", "variable");
    assert_eq!(case.settings().region(), Some("flag"));
}

#[test]
fn a_variable_goes_before_the_environment() {
    let case = Case::new()
        .env("prod")
        .variable("DYNAMIG_REGION", "variable");
    assert_eq!(case.settings().region(), Some("variable"));
}

#[test]
fn the_environment_goes_before_the_top_level() {
    assert_eq!(Case::new().env("prod").settings().region(), Some("env"));
}

#[test]
fn the_top_level_goes_before_the_default() {
    let settings = Case::new().env("open").settings();
    assert_eq!(
        (settings.region(), settings.table_prefix()),
        (Some("top"), "top-")
    );
    assert_eq!(Settings::new("shop").unwrap().table_prefix(), "");
}

#[test]
fn tables_are_merged_name_by_name() {
    let settings = Case::new().env("prod").settings();
    assert_eq!(settings.table_name("customers").unwrap(), "prod-customers");
    assert_eq!(settings.table_name("orders").unwrap(), "top-level-orders");
    assert_eq!(settings.table_name("invoices").unwrap(), "top-invoices");
}

#[test]
fn a_program_gets_the_same_settings_as_the_command_line() {
    let program = Settings::from_toml(TEXT, Some("prod")).unwrap();
    let command = Case::new().env("prod").settings();
    assert_eq!(
        program.layer,
        Layer {
            environment: None,
            ..command.layer
        }
    );
    assert_eq!(program.environment(), command.environment.as_deref());
    assert_eq!(
        Settings::from_toml(TEXT, None).unwrap().region(),
        Some("top")
    );
}

#[test]
fn in_a_program_variables_go_over_the_text_and_calls_over_variables() {
    let variables = [
        ("DYNAMIG_TABLE_PREFIX", "variable-"),
        ("DYNAMIG_ENV", "prod"),
    ]
    .into_iter()
    .collect();
    let settings = Settings::from_toml(TEXT, Some("prod"))
        .unwrap()
        .with_variables(&variables)
        .unwrap();
    assert_eq!(settings.table_prefix(), "variable-");
    assert_eq!(settings.with_table_prefix("call-").table_prefix(), "call-");
}

#[test]
fn where_no_text_was_read_a_variable_may_name_the_environment() {
    let variables = [("DYNAMIG_ENV", "prod")].into_iter().collect();
    let settings = Settings::new("shop").unwrap();
    let named = settings.clone().with_variables(&variables).unwrap();
    assert_eq!(named.environment(), Some("prod"));
    let other = settings.with_environment("dev").with_variables(&variables);
    assert_eq!(other.unwrap_err().code(), Code::Configuration);
}

#[test]
fn a_variable_cannot_quietly_ask_for_another_environment() {
    let variables = [("DYNAMIG_ENV", "prod")].into_iter().collect();
    for environment in [Some("local"), None] {
        let settings = Settings::from_toml(TEXT, environment).unwrap();
        assert_eq!(
            settings.with_variables(&variables).unwrap_err().code(),
            Code::Configuration
        );
    }
}
