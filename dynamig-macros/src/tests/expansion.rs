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
fn an_item_migration_with_a_table_alone() {
    assert_snapshot!(migration(
        "version = 1, items = \"customers\"",
        "fn lower(item: Item) -> Result<Outcome<Item>> { change(item) }"
    ));
}

#[test]
fn an_item_migration_with_a_down() {
    assert_snapshot!(migration(
        "version = 1, items = \"customers\", down = super::raise",
        "#[allow(deprecated)] fn lower(item: Item) -> Result<Outcome<Item>> { change(item) }"
    ));
}

#[test]
fn an_item_migration_with_every_option() {
    assert_snapshot!(migration(
        r#"version = 1, items = "customers", matching = is_customer, segments = 64, workers = 16, page = 100,
           deferred, exactly_once, compare = changed, writes = single, max_errors = "1%", max_wcu = 300,
           max_rcu = "unlimited", touches = [], crate = facade::dynamig"#,
        "#[allow(deprecated, unused)]
         #[allow(unused_mut)]
         async fn lower(mut customer: frozen::Emails, cx: &Context) -> Result<Outcome<frozen::Emails>> {}"
    ));
}

#[test]
fn item_options_are_what_they_say() {
    let options = |options: &str| {
        let arguments = format!("version = 1, items = \"customers\", {options}");
        let item = "fn lower(item: Item) -> Result<Outcome<Item>> {}";
        let expanded = crate::expand::migration(tokens(&arguments), tokens(item), found);
        let text = expanded.to_string().replace(char::is_whitespace, "");
        let text = text.replace("::dynamig::__private::", "");
        let set = text.split("__dynamig_options.").skip(1);
        set.map(|set| set[..set.find(';').unwrap()].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(options("overwrite"), ["compare=Compare::Nothing"]);
    assert_eq!(options("compare = read"), ["compare=Compare::Read"]);
    assert_eq!(options("writes = batch"), ["writes=Writes::Batch"]);
    assert_eq!(
        options("max_errors = 10"),
        ["max_errors=MaxErrors::Count(10u64)"]
    );
    assert_eq!(
        options("max_wcu = \"50%\", max_rcu = 1"),
        [
            "max_wcu=Some(Rate::Percent(50u8))",
            "max_rcu=Some(Rate::Units(1u32))"
        ]
    );
    assert!(options("down = raise").is_empty());
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
        let (_, text) = expanded.split_once("up: __dynamig_up,").unwrap();
        // Behind the comma, `down` and the brace.
        let line = text.lines().nth(3).unwrap().trim();
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
