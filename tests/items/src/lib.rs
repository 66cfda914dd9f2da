//! The tests are in `tests/all`.
