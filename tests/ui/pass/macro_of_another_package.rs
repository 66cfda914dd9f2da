//! Written by a macro of another package, which names its own by `$crate`.

mod inner {
    dynamig_ui_renamed::third!(from_a_macro, 3);

    pub fn depends_on() -> &'static [&'static str] {
        <from_a_macro as dynamig::IsMigration>::DECLARATION.depends_on
    }
}

fn main() {
    assert_eq!(inner::depends_on(), ["2_second"]);
}
