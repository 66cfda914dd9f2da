//! Values of options, from tokens.

use dynamig_rules::table::{Capacity, Setting, Warm};
use syn::{Ident, LitStr};

use super::forms::{PROVISIONED, WARM};
use crate::attr::given::{Form, Given};
use crate::attr::value::digits;
use crate::errors::Errors;
use crate::refusal;

/// `"text"`.
pub(super) fn text(option: &Given, errors: &mut Errors) -> Option<String> {
    let literal = syn::parse2::<LitStr>(option.value.clone()).ok();
    if literal.is_none() {
        let sentence = format!("`{}` must be a string", option.name);
        errors.say(&option.at(), &refusal::NOT_A_STRING, sentence);
    }
    literal.map(|literal| literal.value())
}

/// Whether the value is `off`.
pub(super) fn is_off(option: &Given) -> bool {
    syn::parse2::<Ident>(option.value.clone()).is_ok_and(|word| word == "off")
}

/// A number of units.
pub(super) fn units(option: &Given, errors: &mut Errors) -> Option<u64> {
    let units = digits(option).and_then(|digits| digits.parse().ok());
    if units.is_none() {
        let sentence = format!("`{}` must be a whole number", option.name);
        errors.say(&option.at(), &refusal::NOT_UNITS, sentence);
    }
    units
}

/// A number of units, or `off`.
pub(super) fn cap(option: &Given, errors: &mut Errors) -> Setting<u64> {
    if is_off(option) {
        return Setting::Off;
    }
    let units = digits(option).and_then(|digits| digits.parse().ok());
    if units.is_none() {
        let sentence = format!("`{}` must be a whole number or `off`", option.name);
        errors.say(&option.at(), &refusal::NOT_UNITS, sentence);
    }
    units.map_or(Setting::Unsaid, Setting::On)
}

/// `provisioned(read = 5, write = 5)`.
pub(super) fn capacity(option: &Given, errors: &mut Errors) -> Option<Capacity> {
    let [read, write] = read_and_write(&PROVISIONED, option, errors)?;
    if let (Some(read), Some(write)) = (read, write) {
        return Some(Capacity { read, write });
    }
    lacks(
        option,
        "`provisioned(…)` needs both `read` and `write`",
        errors,
    );
    None
}

/// `warm(read = 12000, write = 4000)`, one of which may be left out.
pub(super) fn warm(option: &Given, errors: &mut Errors) -> Option<Warm> {
    let [read, write] = read_and_write(&WARM, option, errors)?;
    if (read, write) == (None, None) {
        lacks(option, "`warm(…)` needs `read` or `write`", errors);
        return None;
    }
    Some(Warm { read, write })
}

/// Says that something is missing in the parentheses of an option.
pub(super) fn lacks(option: &Given, sentence: &str, errors: &mut Errors) {
    errors.say(&option.key, &refusal::LACKS, sentence);
}

/// `None` where something in the parentheses is refused.
fn read_and_write(form: &Form, option: &Given, errors: &mut Errors) -> Option<[Option<u64>; 2]> {
    let before = errors.count();
    let (mut read, mut write) = (None, None);
    for option in form.parse(option.value.clone(), errors) {
        let units = units(&option, errors);
        match &*option.name {
            "read" => read = units,
            "write" => write = units,
            name => unreachable!("`{name}` is accepted, but not known"),
        }
    }
    (errors.count() == before).then_some([read, write])
}
