//! Ways to break a rule.

use dynamig_rules::Rule;
use dynamig_rules::table::{Definition, Part};

/// One way to break a rule.
pub(crate) struct Breach {
    pub(crate) rule: &'static Rule,
    pub(crate) part: Part,
    pub(crate) change: fn(&mut Definition),
}

pub(crate) const fn breach(rule: &'static Rule, part: Part, change: fn(&mut Definition)) -> Breach {
    Breach { rule, part, change }
}
