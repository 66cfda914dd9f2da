use super::Registry;

/// A test that fails where the program's migrations contradict each other: one line in the crate that links them all.
///
/// ```
/// // In tests/migrations.rs of the crate `my_app`:
/// # mod hidden {
/// use my_app as _;
/// # }
/// # extern crate dynamig as my_app;
///
/// dynamig::assert_valid!();
/// ```
#[macro_export]
macro_rules! assert_valid {
    () => {
        #[test]
        fn the_linked_migrations_are_valid() {
            $crate::__private::assert_valid();
        }
    };
}

/// Panics with the error, and what to do about it, where the linked registry is refused.
#[track_caller]
#[doc(hidden)]
pub fn assert_valid() {
    if let Err(error) = Registry::linked() {
        let hint = error.what_next().map(|hint| format!("\nhint: {hint}"));
        panic!("{error}{}", hint.unwrap_or_default());
    }
}
