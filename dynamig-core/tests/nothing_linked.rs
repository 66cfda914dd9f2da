//! A program that links no migration: the one-line test fails, and says why.

mod asserted {
    use dynamig::__private::assert_valid;

    #[test]
    #[should_panic(
        expected = "no migration and no table is linked\nhint: `cargo dynamig new NAME` writes one; a program of your own has to name its crate"
    )]
    fn the_one_line_test_fails_with_the_cure() {
        assert_valid();
    }
}
