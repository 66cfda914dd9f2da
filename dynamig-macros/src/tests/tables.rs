//! Expansions of `#[derive(Table)]`, pinned.

use insta::assert_snapshot;

use super::{found, tokens};
use crate::nearest::nearest;

fn table(item: &str) -> String {
    let expanded = crate::table::expand(tokens(item), found);
    prettyplease::unparse(&syn::parse2(expanded).unwrap())
}

#[test]
fn a_table_as_in_the_readme() {
    assert_snapshot!(table(
        r#"#[table(name = "customers", billing = on_demand, stream = new_and_old_images, ttl = expires_at)]
           #[index(name = "by_email", partition_key = email_lower, projection = keys_only)]
           struct Customer {
               #[table(partition_key)]
               id: String,
               email: String,
               #[serde(skip_serializing_if = "Option::is_none")]
               email_lower: Option<String>,
               #[serde(skip_serializing_if = "Option::is_none")]
               expires_at: Option<u64>,
           }"#
    ));
}

#[test]
fn a_table_with_everything() {
    assert_snapshot!(table(
        r#"#[table(name = "orders", billing = provisioned(read = 5, write = 6), max_read_units = off, max_write_units = off)]
           #[table(warm(read = 7, write = 8), stream(view = new_image, after = fill::stream), encryption = kms("alias/shop"))]
           #[table(class = infrequent_access, deletion_protection = on, tags(team = "shop", "cost-center" = "7", old = off))]
           #[table(ttl(attribute = "expires", after = fill::expiry), recovery = days(7), policy = "{}", revision = 2, dropped)]
           #[table(crate = facade::dynamig)]
           #[index(name = "by_day", partition_key = [customer, region], sort_key = [placed_at, id],
                   projection = include(total, "raw attribute"), provisioned(read = 1, write = 2),
                   max_read_units = off, max_write_units = off, warm(read = 3, write = 4), after = fill::days)]
           #[index(name = "by_total", local, sort_key = total)]
           #[serde(rename_all = "camelCase")]
           pub(crate) struct Order {
               #[table(partition_key)]
               customer: CustomerId,
               #[table(sort_key)]
               id: std::borrow::Cow<'static, str>,
               #[serde(rename(serialize = "at", deserialize = "when"))]
               placed_at: u64,
               r#region: String,
               #[serde(rename = "sum")]
               total: u64,
               unknown_to_dynamodb: Vec<String>,
           }"#
    ));
}

#[test]
fn a_table_with_everything_off() {
    assert_snapshot!(table(
        r#"#[table(name = "orders", billing = on_demand, max_read_units = 100, max_write_units = 200, stream = off)]
           #[table(encryption = off, class = standard, deletion_protection = off, ttl = off, recovery = off, policy = off)]
           struct Order { #[table(partition_key)] id: u64 }"#
    ));
}

#[test]
fn a_refused_table_keeps_its_trait() {
    assert_snapshot!(table("struct Order { id: u64 }"));
}

#[test]
fn a_refused_generic_table_stays_alone() {
    assert_snapshot!(table(
        r#"#[table(name = "orders")] struct Order<T> { #[table(partition_key)] id: T }"#
    ));
}

/// The names of the key's attributes, of one whose fields are `placed_at` and `r#type`.
fn names(container: &str, first: &str, second: &str) -> [String; 2] {
    let expanded = table(&format!(
        r#"#[table(name = "orders")] {container}
           struct Order {{ #[table(partition_key)] {first} placed_at: u64, #[table(sort_key)] {second} r#type: u64 }}"#
    ));
    ["partition_key: (\"", "sort_key: __dynamig::Some((\""].map(|before| {
        let flat = expanded.replace(char::is_whitespace, "");
        let before = before.replace(' ', "");
        let (_, after) = flat.split_once(&before).unwrap();
        after.split_once('"').unwrap().0.to_owned()
    })
}

#[test]
fn an_attribute_has_the_name_that_serde_writes() {
    for (case, first, second) in [
        ("lowercase", "placed_at", "type"),
        ("UPPERCASE", "PLACED_AT", "TYPE"),
        ("PascalCase", "PlacedAt", "Type"),
        ("camelCase", "placedAt", "type"),
        ("snake_case", "placed_at", "type"),
        ("SCREAMING_SNAKE_CASE", "PLACED_AT", "TYPE"),
        ("kebab-case", "placed-at", "type"),
        ("SCREAMING-KEBAB-CASE", "PLACED-AT", "TYPE"),
    ] {
        let container = format!("#[serde(rename_all = {case:?})]");
        assert_eq!(names(&container, "", ""), [first, second], "{case}");
        let container =
            format!("#[serde(rename_all(serialize = {case:?}, deserialize = \"PascalCase\"))]");
        assert_eq!(names(&container, "", ""), [first, second], "{case}");
    }
    let reading = r#"#[serde(rename_all(deserialize = "UPPERCASE"))]"#;
    assert_eq!(names(reading, "", ""), ["placed_at", "type"]);
    let one = r#"#[serde(default, rename = "at")]"#;
    let other = r#"#[serde(rename(deserialize = "old", serialize = "kind"), alias = "k")]"#;
    assert_eq!(names("", one, other), ["at", "kind"]);
    let upper = r#"#[serde(deny_unknown_fields)] #[serde(rename_all = "UPPERCASE")]"#;
    let reading = r#"#[serde(rename(deserialize = "old"))]"#;
    assert_eq!(names(upper, one, reading), ["at", "TYPE"]);
}

#[test]
fn all_faults_of_a_table_are_reported_at_once() {
    let item = r#"#[table(name = "ab", nmae = "cd", billing = free, stream(after = x), tags(x = 1), recovery = days(36))]
                  #[index(partition_key = emial, local, after = x)]
                  #[index(name = "a b", partition_key = email, projection = include())]
                  struct Customer { #[table(partition_key)] id: u64, #[table(partition_key)] email: String }"#;
    let expanded = table(item);
    for id in [
        "DM121", "DM201", "DM128", "DM149", "DM151", "DM251", "DM143", "DM144", "DM155", "DM202",
        "DM230", "DM211",
    ] {
        assert!(
            expanded.contains(&format!("[{id}]")),
            "{id} is missing: {expanded}"
        );
    }
    assert!(expanded.contains("did you mean `name`?"), "{expanded}");
    assert!(expanded.contains("did you mean `email`?"), "{expanded}");
}

#[test]
fn what_was_refused_in_how_it_is_written_breaks_no_rule_besides() {
    for item in [
        r#"#[table(nmae = "abc")] struct A { #[table(partition_key)] id: u64 }"#,
        r#"#[table(name = "abc", biling = provisioned(read = 1, write = 1))]
           #[index(name = "def", partition_key = id, provisioned(read = 1, write = 1))]
           struct A { #[table(partition_key)] id: u64 }"#,
        r#"#[table(name = "abc", billing = provisioned(read = 1, write = 1))]
           #[index(name = "def", partition_key = id, provisoned(read = 1, write = 1))]
           struct A { #[table(partition_key)] id: u64 }"#,
        r#"#[table(name = 1)] struct A { #[table(partition_key)] id: u64 }"#,
        r#"#[table(name = "abc")] struct A { #[table(partition_ky)] id: u64 }"#,
        r#"#[table(name = "abc", billing = none)]
           #[index(name = "def", partition_key = id, provisioned(read = 1, write = 1), warm(read = 1))]
           struct A { #[table(partition_key)] id: u64 }"#,
        r#"#[table(name = "abc", billing = provisioned(read = 1))]
           struct A { #[table(partition_key)] id: u64 }"#,
        r#"#[table(name = "abc")] #[index(name = "def", partition_key = "id")]
           struct A { #[table(partition_key)] id: u64 }"#,
        r#"#[table(name = "abc")] #[index(partition_key = id)]
           struct A { #[table(partition_key)] id: u64 }"#,
        r#"#[table(name = "abc")] #[index(name = "def", partition_key = id, projection = include(x))]
           struct A { #[table(partition_key)] id: u64 }"#,
    ] {
        let expanded = table(item);
        let errors = expanded.matches("compile_error").count();
        assert_eq!(errors, 1, "{item}: {expanded}");
    }
}

#[test]
fn a_name_is_near_that_differs_in_a_third_of_its_letters() {
    let known = ["email", "id"];
    assert_eq!(nearest("emial", known), Some("email"));
    assert_eq!(nearest("phone", known), None);
}
