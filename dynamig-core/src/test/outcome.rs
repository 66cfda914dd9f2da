use std::fmt::Debug;

/// What a function with `#[dynamig::test]` may return: nothing, or a result.
pub trait TestOutcome {
    /// Whether the test failed by it.
    fn is_failure(&self) -> bool;
}

impl TestOutcome for () {
    fn is_failure(&self) -> bool {
        false
    }
}

impl<E: Debug> TestOutcome for Result<(), E> {
    fn is_failure(&self) -> bool {
        self.is_err()
    }
}
