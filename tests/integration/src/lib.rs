//! Nothing but a home for the tests in `tests/all`.
