//! Expansions, pinned: a change to one is a change to every user's crate.

use insta::assert_snapshot;

use super::{found, tokens};

fn migration(arguments: &str, item: &str) -> String {
    pretty(crate::expand::migration(
        tokens(arguments),
        tokens(item),
        found,
    ))
}

fn test(arguments: &str, item: &str) -> String {
    pretty(crate::test::expand(tokens(arguments), tokens(item), found))
}

fn pretty(expanded: proc_macro2::TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(expanded).unwrap())
}

#[test]
fn a_migration_with_a_version_alone() {
    assert_snapshot!(migration(
        "version = 1",
        "async fn seed_plans(cx: &Context) -> Result<()> { write(cx).await }"
    ));
}

#[test]
fn a_migration_with_every_option() {
    assert_snapshot!(migration(
        r#"version = 20_260_801_090_000, depends_on = [seed_plans, crate::billing::create_invoices, "20231231000000_other"],
           down = super::remove, revision = 2, renamed_from = ["20260801090000_plans"], on_interrupt = manual,
           fresh = skip, only_in = ["local", "dev"], touches = ["customers", "orders"], crate = facade::dynamig,"#,
        "/// Sign-in looks customers up.
         ///
         /// By their e-mail.
         #[cfg(feature = \"billing\")]
         #[tracing::instrument]
         pub(in crate::migrations) async fn r#type(_: &dynamig::Context) -> Result<(), Mine> {}"
    ));
}

#[test]
fn a_migration_that_touches_nothing_and_says_so() {
    let expanded = migration(
        "version = 1, touches = []",
        "async fn one(cx: &Context) -> Result<()> {}",
    );
    assert!(
        expanded.contains("touches: ::core::option::Option::Some(&[])"),
        "{expanded}"
    );
}

#[test]
fn a_refused_migration_keeps_its_type() {
    assert_snapshot!(migration(
        "version = 0, depends_on = [other]",
        "#[cfg(unix)] pub async fn seed_plans(cx: &Context) -> Result<()> {}"
    ));
}

#[test]
fn a_refused_method_stays_alone() {
    assert_snapshot!(migration(
        "version = 1",
        "async fn seed_plans(&self) -> Result<()> {}"
    ));
}

#[test]
fn a_migration_of_a_package_without_the_core() {
    let item = tokens("async fn seed_plans(cx: &Context) -> Result<()> {}");
    assert_snapshot!(pretty(crate::expand::migration(
        tokens("version = 1"),
        item,
        || None
    )));
}

#[test]
fn a_test_with_everything_applied() {
    assert_snapshot!(test(
        "",
        "/// Plans are there.
         #[ignore = \"slow\"]
         #[should_panic]
         pub async fn plans_are_there(db: &Database) { check(db).await }"
    ));
}

#[test]
fn a_test_with_nothing_applied() {
    assert_snapshot!(test(
        "empty, crate = facade::dynamig",
        "async fn r#type(db: &dynamig::test::Database) -> Result<(), Error> { Ok(()) }"
    ));
}

#[test]
fn a_refused_test_stays_alone() {
    assert_snapshot!(test("full", "fn plans_are_there(db: Database) {}"));
}

#[test]
fn the_description_is_the_first_line_that_says_something() {
    let description = |item: &str| {
        let expanded = migration(
            "version = 1",
            &format!("{item} async fn a(cx: &Context) -> Result<()> {{}}"),
        );
        let (_, text) = expanded.split_once("__dynamig_up,").unwrap();
        let line = text.trim_start().lines().next().unwrap();
        line.trim_end_matches(',').to_owned()
    };
    assert_eq!(description(""), "\"\"");
    assert_eq!(description("///   One.  \n/// Two.\n"), "\"One.\"");
    assert_eq!(description("///\n///\n/// Three.\n"), "\"Three.\"");
    assert_eq!(description("/** Four.\n * Five. */"), "\"Four.\"");
    assert_eq!(description("/**\n * **Six**.\n */"), "\"**Six**.\"");
    assert_eq!(
        description("#[doc(hidden)] #[doc = \"Seven.\"]"),
        "\"Seven.\""
    );
}
