//! An edit changes the fingerprint.

use std::collections::BTreeSet;

use syn::Path;
use syn::parse::Parser as _;

use super::tokens;
use crate::fingerprint::{OfItems, Times, of_body, of_items};

#[test]
fn the_algorithm_is_pinned() {
    let body = r##"
        use std::time::Duration;
        let plans = [("free", 0), (r#"pro"#, 10_u32)];
        for (name, price) in plans {
            cx.client().put_item().item("name", S(name.into())).item("price", N(!(price * -1).to_string())).send().await?;
        }
        #[derive(Debug)] struct Pair<'a>(&'a str, Vec<Vec<u8>>);
        Ok(())
    "##;
    // History holds fingerprints of version 1: what this pins must not change while that number stands.
    assert_eq!(of_body(tokens(body)), "1:19fddc964dffdeac5ec4c8c51b9b8c09");
}

fn of(table: &str, times: Times, matching: Option<&str>) -> String {
    let matching = matching.map(|path| Path::parse_mod_style.parse_str(path).unwrap());
    let items = OfItems {
        table,
        times,
        matching: matching.as_ref(),
    };
    of_items(&items, tokens("Ok(Outcome::Keep)"))
}

#[test]
fn the_algorithm_of_items_is_pinned() {
    let fingerprint = of("customers", Times::AtLeastOnce, None);
    assert_eq!(fingerprint, "1:993ca256a4a5cb39540820082bd07aef");
    let once = of("customers", Times::ExactlyOnce, None);
    assert_eq!(once, "1:b389a371338d4b339e2634724337b180");
    let matching = of("customers", Times::AtLeastOnce, Some("kinds::is_customer"));
    assert_eq!(matching, "1:047e9285c37e2d8a1974d9cc9432bc11");
    assert_ne!(fingerprint, of("orders", Times::AtLeastOnce, None));
    assert_ne!(fingerprint, of_body(tokens("Ok(Outcome::Keep)")));
}

#[test]
fn another_filter_is_an_edit() {
    let of = |matching| of("customers", Times::AtLeastOnce, matching);
    let paths = [
        "is_customer",
        "kinds::is_customer",
        "::kinds::is_customer",
        "kindsis_customer",
    ];
    let mut all: BTreeSet<_> = paths.iter().map(|path| of(Some(path))).collect();
    all.insert(of(None));
    assert_eq!(all.len(), paths.len() + 1);
    assert_eq!(
        of(Some("kinds :: is_customer")),
        of(Some("kinds::is_customer"))
    );
}

#[test]
fn an_edit_changes_it() {
    let edits = [
        ("Ok(())", "Err(())"),
        ("f(1)", "f(2)"),
        ("f(1)", "f(1u8)"),
        ("f(\"a\")", "f(\"b\")"),
        ("f(\"a\")", "f(a)"),
        ("f(\"a\")", "f(b\"a\")"),
        ("f('a')", "f(\"a\")"),
        ("a + b", "a - b"),
        ("a", "-a"),
        ("!(a && b)", "!a && b"),
        ("(a + b) * c", "a + b * c"),
        ("a.b()", "a.b"),
        ("f(1.5)", "f(15)"),
        ("f(x.0.1)", "f(x.01)"),
        ("a(b)?", "a(b)"),
        ("a; b;", "b; a;"),
        ("f(|| a)", "f(a)"),
        ("match a { A | B => c }", "match a { A => c, B => c }"),
        ("S { a: b }", "S { a }"),
        ("#[cfg(a)] f();", "f();"),
        ("struct S(u8);", "struct S(u16);"),
        ("extern \"system\" fn f() {}", "extern \"C\" fn f() {}"),
        (
            "fn f() -> impl Sized + use<'a> {}",
            "fn f() -> impl Sized + use<'b> {}",
        ),
    ];
    for (before, after) in edits {
        assert_ne!(
            of_body(tokens(before)),
            of_body(tokens(after)),
            "{before} and {after}"
        );
    }
}

#[test]
fn what_means_the_same_leaves_it() {
    let same = [
        ("a(b, c)", "a (b , c ,)"),
        ("use a::b; use c; f()", "use c; use a::{b}; f()"),
        ("#[cfg(a)] use a; pub(crate) use c; f()", "f()"),
        ("extern crate alloc; f()", "f()"),
        ("|x| { x + 1 }", "|x| x + 1"),
        (
            "match a { A => { b } C => d }",
            "match a { | A => b, | C => { d }, }",
        ),
        (
            "match a { #[cfg(b)] | A => b }",
            "match a { #[cfg(b)] A => b }",
        ),
        ("if let | A | B = c {}", "if let A | B = c {}"),
        ("vec!(1, 2)", "vec![1, 2]"),
        ("((a))", "(a)"),
        (
            "#[derive(A)] #[derive(B)] struct S;",
            "#[derive(A, B)] struct S;",
        ),
        ("/// Doc.\nstruct S;", "/** Other. */ struct S;"),
        ("mod m { #![doc = \"x\"] }", "mod m {}"),
        ("extern fn f() {}", "extern \"C\" fn f() {}"),
        ("S { a: a, b: b }", "S { a, b }"),
        ("x.0 .1", "x.0.1"),
        ("Vec<Vec<u8> >", "Vec<Vec<u8>>"),
        ("f(\"a \\\n      b\")", "f(\"a b\")"),
        ("a // why\n + b", "a + /* what */ b"),
    ];
    for (one, other) in same {
        assert_eq!(
            of_body(tokens(one)),
            of_body(tokens(other)),
            "{one} and {other}"
        );
    }
}
