//! Which target a command works on, and who may choose none.

use crate::person::Person;

const SHOP: &str = "namespace = \"shop\"
default_env = \"local\"
[env.local]
engine = \"embedded\"
[env.prod]
region = \"eu-west-1\"
table_prefix = \"prod-\"
";

#[test]
fn without_a_terminal_no_environment_is_assumed() {
    let ann = Person::with_toml(SHOP);
    insta::assert_snapshot!("nothing_named", ann.run("up").told());
    let in_ci = Person::with_toml(SHOP).set("CI", "true");
    insta::assert_snapshot!("nothing_named_in_ci", in_ci.run("up").told());
    assert_eq!(in_ci.run("up --env local").code, 0);
    assert_eq!(in_ci.set("DYNAMIG_ENV", "local").run("up").code, 0);
}

#[test]
fn before_a_terminal_the_default_is_used_and_a_program_has_no_engine_of_its_own() {
    let ann = Person::with_toml(SHOP);
    let ended = ann.launch_at_a_terminal("history").ends(&ann);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(
        ended.stderr.starts_with("target: local, embedded engine"),
        "{ended:?}"
    );
    let ended = ann.at_a_terminal("up").ends(&ann);
    assert_eq!(ended.code, 2, "{ended:?}");
    insta::assert_snapshot!("no_engine", ended.stderr);
}

#[test]
fn an_unknown_environment_is_told_with_those_that_there_are() {
    let ended = Person::with_toml(SHOP).run("up --env prd");
    assert_eq!(ended.code, 2);
    insta::assert_snapshot!("unknown_environment", ended.told());
}

#[test]
fn a_malformed_dynamig_toml_is_told_with_every_fault() {
    let ann = Person::with_toml("namespace = \"my shop\"\nlease = 3\n[env.prod]\nregon = \"x\"\n");
    insta::assert_snapshot!("malformed", ann.run("up --local").told());
    assert_eq!(ann.run("status --local").code, 2);
    assert_eq!(ann.run("completions bash").code, 0);
}

#[test]
fn without_credentials_nothing_is_sent() {
    let ann = Person::with_toml(SHOP);
    let ended = ann.run("status --env prod");
    assert_eq!(ended.code, 2, "{ended:?}");
    insta::assert_snapshot!(
        "no_credentials",
        ended
            .stderr
            .lines()
            .filter(|line| !line.starts_with("  caused by"))
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn without_a_region_nothing_is_sent() {
    let ann = Person::with_toml("namespace = \"shop\"\n[env.prod]\n");
    insta::assert_snapshot!("no_region", ann.run("status --env prod").told());
}

#[test]
fn writing_to_aws_needs_a_namespace() {
    let ann = Person::new()
        .set("AWS_REGION", "eu-west-1")
        .set("AWS_ACCESS_KEY_ID", "key")
        .set("AWS_SECRET_ACCESS_KEY", "secret")
        .set("DYNAMIG_ENDPOINT_URL", "http://nowhere.invalid");
    let ended = ann.run("up");
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.stderr.contains("no namespace is given"), "{ended:?}");
}

#[test]
fn the_nearest_dynamig_toml_upwards_is_read_and_said() {
    let ann = Person::with_toml(SHOP);
    let below = ann.path().join("src/deep");
    std::fs::create_dir_all(&below).unwrap();
    let mut command = ann.command(&crate::person::fixture(), "up --env local");
    let child = command.current_dir(&below).spawn().unwrap();
    let ended = crate::person::ended(child, "up", ann.path());
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(
        ended.stderr.contains("namespace shop, HERE/dynamig.toml"),
        "{ended:?}"
    );
    assert!(ann.path().join("target/dynamig/local.db").exists());
}
