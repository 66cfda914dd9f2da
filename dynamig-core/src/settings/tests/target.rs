use super::Case;
use crate::Code;
use crate::settings::{
    Engine, File, Interactivity, Layer, Program, Protection, Request, Settings, Variables,
};

#[test]
fn a_flag_names_the_environment_before_a_variable() {
    let case = Case::new().env("prod").variable("DYNAMIG_ENV", "open");
    assert_eq!(case.settings().environment(), Some("prod"));
    assert_eq!(
        Case::new()
            .variable("DYNAMIG_ENV", "open")
            .settings()
            .environment(),
        Some("open")
    );
}

#[test]
fn engine_and_endpoint_are_one_choice() {
    let endpoint = Engine::Endpoint("http://localhost:8000".to_owned());
    let local = || Case::new().env("local");
    assert_eq!(local().settings().engine(), Engine::Embedded);
    assert_eq!(
        local().engine(endpoint.clone()).settings().engine(),
        endpoint
    );
    assert_eq!(
        local()
            .variable("DYNAMIG_ENDPOINT_URL", "http://localhost:8000")
            .settings()
            .engine(),
        endpoint
    );
    assert_eq!(local().engine(Engine::Aws).settings().engine(), Engine::Aws);
}

#[test]
fn an_endpoint_of_the_sdk_counts_where_nothing_else_is_said() {
    let with = |environment| {
        Case::new()
            .env(environment)
            .variable("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000")
            .settings()
    };
    assert_eq!(with("local").engine(), Engine::Embedded);
    assert_eq!(
        with("prod").engine(),
        Engine::Endpoint("http://127.0.0.1:8000".to_owned())
    );
    assert!(!with("prod").is_protected());
}

#[test]
fn what_is_not_on_this_machine_is_protected_unless_it_says_otherwise() {
    assert!(Case::new().env("prod").settings().is_protected());
    assert!(!Case::new().env("open").settings().is_protected());
    assert!(!Case::new().env("local").settings().is_protected());
    let elsewhere = Engine::Endpoint("http://10.1.2.3:8000".to_owned());
    assert!(
        Case::new()
            .env("local")
            .engine(elsewhere)
            .settings()
            .is_protected()
    );
    assert!(Settings::new("shop").unwrap().is_protected());
    assert!(
        !Settings::new("shop")
            .unwrap()
            .with_protection(Protection::Open)
            .is_protected()
    );
}

#[test]
fn a_default_environment_is_for_people_only() {
    assert_eq!(
        Case::new().attended().settings().environment(),
        Some("local")
    );
    assert_eq!(Case::new().resolve().unwrap_err().code(), Code::Usage);
}

#[test]
fn local_needs_no_table_in_the_file_but_takes_its_own() {
    let local = Case::new().engine(Engine::Embedded).settings();
    assert_eq!(
        (local.environment(), local.engine()),
        (Some("local"), Engine::Embedded)
    );

    let without = File::parse("dynamig.toml", "namespace = 'shop'\n[env.prod]").unwrap();
    let local = Case::new()
        .engine(Engine::Embedded)
        .resolve_in(Some(&without))
        .unwrap();
    assert_eq!(local.environment(), Some("local"));
    let named = Case::new()
        .env("local")
        .engine(Engine::Embedded)
        .resolve_in(Some(&without));
    assert_eq!(named.unwrap_err().code(), Code::Configuration);
}

#[test]
fn a_program_of_ones_own_takes_the_embedded_engine_only_when_asked() {
    assert_eq!(
        Case::new().attended().own().resolve().unwrap_err().code(),
        Code::Usage
    );
    assert_eq!(
        Case::new().own().env("local").settings().engine(),
        Engine::Embedded
    );
    assert_eq!(
        Case::new()
            .own()
            .variable("DYNAMIG_LOCAL", "1")
            .settings()
            .engine(),
        Engine::Embedded
    );
}

#[test]
fn what_is_loaded_says_which_file_it_came_from() {
    let root = tempfile::tempdir().unwrap();
    let load = |environment: &str| {
        let request = Request {
            flags: Layer {
                environment: Some(environment.to_owned()),
                ..Layer::default()
            },
            variables: &Variables::default(),
            interactivity: Interactivity::Unattended,
            program: Program::Launched,
        };
        Settings::load([root.path()], request)
    };
    assert_eq!(load("prod").unwrap().file(), None);

    let path = root.path().join("dynamig.toml");
    std::fs::write(&path, super::TEXT).unwrap();
    let settings = load("prod").unwrap();
    assert_eq!(
        (settings.file(), settings.region()),
        (Some(path.as_path()), Some("env"))
    );
    let error = load("prd").unwrap_err();
    assert_eq!(error.what_next(), Some("did you mean `prod`?"));
}
