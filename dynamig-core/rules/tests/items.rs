//! What the texts of an item migration's limits mean.

use dynamig_rules::items::{MaxErrors, Rate, parse_max_errors, parse_rate};

#[test]
fn the_most_errors_are_a_number_or_a_part() {
    assert_eq!(parse_max_errors("10"), Ok(MaxErrors::Count(10)));
    assert_eq!(parse_max_errors("0%"), Ok(MaxErrors::Percent(0)));
    assert_eq!(parse_max_errors("100%"), Ok(MaxErrors::Percent(100)));
}

#[test]
fn a_rate_is_a_number_a_part_or_unlimited() {
    assert_eq!(parse_rate("4294967295"), Ok(Rate::Units(u32::MAX)));
    assert_eq!(parse_rate("50%"), Ok(Rate::Percent(50)));
    assert_eq!(parse_rate("unlimited"), Ok(Rate::Unlimited));
}
