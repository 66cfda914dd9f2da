use dynamig_rules::version as rule;
use proc_macro2::Ident;
use syn::parse::Parser as _;
use syn::{LitInt, Path};

use super::given::Given;
use crate::errors::Errors;
use crate::refusal;

/// `version = 20260814153000`.
pub(super) fn version(option: &Given, errors: &mut Errors) -> Option<u64> {
    let Some(digits) = digits(option) else {
        errors.refuse(&option.value, &refusal::NOT_A_NUMBER);
        return None;
    };
    if digits.starts_with('-') {
        errors.say(&option.value, &rule::ABOVE_ZERO, "the version is below 0");
        return None;
    }
    let Ok(version) = digits.parse() else {
        let sentence = format!("the version {digits} is above {}", u64::MAX);
        errors.say(&option.value, &refusal::NOT_A_NUMBER, sentence);
        return None;
    };
    errors.check(&option.value, rule::check(version))?;
    Some(version)
}

/// `revision = 2`.
pub(crate) fn revision(option: &Given, errors: &mut Errors) -> Option<u32> {
    let revision = digits(option)
        .and_then(|digits| digits.parse().ok())
        .filter(|&revision| revision > 0);
    if revision.is_none() {
        errors.refuse(&option.value, &refusal::NOT_A_REVISION);
    }
    revision
}

/// The decimal digits of an integer without a suffix.
pub(crate) fn digits(option: &Given) -> Option<String> {
    let literal: LitInt = syn::parse2(option.value.clone()).ok()?;
    literal
        .suffix()
        .is_empty()
        .then(|| literal.base10_digits().to_owned())
}

/// `down = module::function`.
pub(crate) fn path(option: &Given, errors: &mut Errors) -> Option<Path> {
    match Path::parse_mod_style.parse2(option.value.clone()) {
        Ok(path) => Some(path),
        Err(_) => {
            errors.say(
                &option.value,
                &refusal::NOT_A_PATH,
                format!("`{}` must be a path", option.name),
            );
            None
        }
    }
}

/// `fresh = skip`: one of a few words.
pub(crate) fn choice<T: Copy, const N: usize>(
    option: &Given,
    choices: [(&str, T); N],
    errors: &mut Errors,
) -> Option<T> {
    let word = syn::parse2::<Ident>(option.value.clone()).ok();
    let chosen = choices
        .iter()
        .find(|(name, _)| word.as_ref().is_some_and(|word| word == name));
    if chosen.is_none() {
        refuse_choice(option, &choices.map(|(name, _)| name), errors);
    }
    chosen.map(|(_, value)| *value)
}

/// Refuses a value that is none of these.
pub(crate) fn refuse_choice(option: &Given, choices: &[&str], errors: &mut Errors) {
    let quoted: Vec<_> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    let (last, others) = quoted
        .split_last()
        .map_or(("", &[][..]), |(last, others)| (&**last, others));
    let sentence = format!("`{}` must be {} or {last}", option.name, others.join(", "));
    errors.say(&option.at(), &refusal::NOT_A_CHOICE, sentence);
}
