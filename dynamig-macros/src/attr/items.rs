use std::fmt::Display;

use dynamig_rules::items::{self as rule, MaxErrors, Rate};
use dynamig_rules::{Rule, Violation, table};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{LitStr, Path};

use super::given::Given;
use super::value::{choice, digits, path};
use crate::errors::Errors;
use crate::refusal;

/// The options of `#[migration(items = …)]`.
#[derive(Default)]
pub(crate) struct ItemArguments {
    /// Those that are given besides `items`.
    pub(crate) given: Vec<Ident>,
    pub(crate) table: Option<LitStr>,
    pub(crate) matching: Option<Path>,
    pub(crate) deferred: Option<Ident>,
    pub(crate) exactly_once: Option<Ident>,
    pub(crate) overwrite: Option<Ident>,
    segments: Option<u32>,
    workers: Option<u32>,
    page: Option<u32>,
    compare: Option<Compare>,
    writes: Option<Writes>,
    max_errors: Option<MaxErrors>,
    max_wcu: Option<Rate>,
    max_rcu: Option<Rate>,
}

/// `compare`, or `overwrite`.
#[derive(Clone, Copy)]
enum Compare {
    Read,
    Changed,
    Nothing,
}

/// `writes`.
#[derive(Clone, Copy)]
enum Writes {
    Batch,
    Single,
}

impl ItemArguments {
    /// Takes an option, which is one of these.
    pub(super) fn set(&mut self, option: &Given, errors: &mut Errors) {
        if option.name != "items" {
            self.given.push(option.key.clone());
        }
        match &*option.name {
            "items" => self.table = table_name(option, errors),
            "matching" => self.matching = path(option, errors),
            "segments" => {
                let check = rule::check_segments;
                self.segments = number(option, &rule::SEGMENTS, check, errors);
            }
            "workers" => {
                self.workers = number(option, &rule::WORKERS, rule::check_workers, errors);
            }
            "page" => self.page = number(option, &rule::PAGE, rule::check_page, errors),
            "deferred" => self.deferred = Some(option.key.clone()),
            "exactly_once" => self.exactly_once = Some(option.key.clone()),
            "overwrite" => self.overwrite = Some(option.key.clone()),
            "compare" => {
                let choices = [("read", Compare::Read), ("changed", Compare::Changed)];
                self.compare = choice(option, choices, errors);
            }
            "writes" => {
                let choices = [("batch", Writes::Batch), ("single", Writes::Single)];
                self.writes = choice(option, choices, errors);
            }
            "max_errors" => {
                let parse = rule::parse_max_errors;
                self.max_errors = limit(option, &rule::MAX_ERRORS, parse, errors);
            }
            "max_wcu" => self.max_wcu = limit(option, &rule::RATE, rule::parse_rate, errors),
            "max_rcu" => self.max_rcu = limit(option, &rule::RATE, rule::parse_rate, errors),
            name => unreachable!("`{name}` is accepted, but not known"),
        }
    }

    /// The options of how it is run that are given: fields of `ItemOptions`, and their values.
    pub(crate) fn fields(&self, private: &TokenStream) -> Vec<(&'static str, TokenStream)> {
        let number = |number: Option<u32>| number.map(|number| quote!(#private::Some(#number)));
        let of = |kind: TokenStream, word: &dyn ToTokens| quote!(#private::#kind::#word);
        let rate = |rate: Option<Rate>| {
            let word = rate_word(rate?);
            Some(quote!(#private::Some(#private::Rate::#word)))
        };
        let flag = |flag: &Option<Ident>, kind: TokenStream, word: TokenStream| {
            flag.as_ref().map(|_| of(kind, &word))
        };
        let compare = self.overwrite.as_ref().map(|_| Compare::Nothing);
        let compare = compare.or(self.compare);
        let fields = [
            ("segments", number(self.segments)),
            ("workers", number(self.workers)),
            ("page", number(self.page)),
            (
                "writing",
                flag(&self.deferred, quote!(Writing), quote!(Deferred)),
            ),
            (
                "times",
                flag(&self.exactly_once, quote!(Times), quote!(ExactlyOnce)),
            ),
            ("compare", compare.map(|word| of(quote!(Compare), &word))),
            ("writes", self.writes.map(|word| of(quote!(Writes), &word))),
            (
                "max_errors",
                self.max_errors
                    .map(|most| of(quote!(MaxErrors), &errors_word(most))),
            ),
            ("max_wcu", rate(self.max_wcu)),
            ("max_rcu", rate(self.max_rcu)),
        ];
        let given = fields.into_iter();
        given
            .filter_map(|(field, value)| Some((field, value?)))
            .collect()
    }
}

fn rate_word(rate: Rate) -> TokenStream {
    match rate {
        Rate::Units(units) => quote!(Units(#units)),
        Rate::Percent(percent) => quote!(Percent(#percent)),
        Rate::Unlimited => quote!(Unlimited),
    }
}

fn errors_word(most: MaxErrors) -> TokenStream {
    match most {
        MaxErrors::Count(count) => quote!(Count(#count)),
        MaxErrors::Percent(percent) => quote!(Percent(#percent)),
    }
}

impl ToTokens for Compare {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Read => quote!(Read),
            Self::Changed => quote!(Changed),
            Self::Nothing => quote!(Nothing),
        });
    }
}

impl ToTokens for Writes {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Batch => quote!(Batch),
            Self::Single => quote!(Single),
        });
    }
}

/// `items = "customers"`.
fn table_name(option: &Given, errors: &mut Errors) -> Option<LitStr> {
    let Ok(name) = syn::parse2::<LitStr>(option.value.clone()) else {
        let sentence = "`items` must be the table's name as a string";
        errors.say(&option.value, &refusal::NOT_A_STRING, sentence);
        return None;
    };
    errors.check(&name, table::name::check_table(&name.value()))?;
    Some(name)
}

/// `segments = 64`: a whole number within its limits.
fn number(
    option: &Given,
    rule: &'static Rule,
    check: fn(u32) -> Result<(), Violation>,
    errors: &mut Errors,
) -> Option<u32> {
    let Some(digits) = digits(option) else {
        let sentence = format!("`{}` must be a whole number", option.name);
        refuse(option, &refusal::NOT_UNITS, sentence, errors);
        return None;
    };
    let Ok(number) = digits.parse() else {
        refuse(
            option,
            rule,
            format!("{digits} is out of range: {}", rule.says),
            errors,
        );
        return None;
    };
    errors.check(&option.value, check(number))?;
    Some(number)
}

/// `max_errors = 10` or `max_wcu = "50%"`: a number without quotes, or what is more than a number in quotes.
fn limit<T>(
    option: &Given,
    rule: &'static Rule,
    parse: fn(&str) -> Result<T, Violation>,
    errors: &mut Errors,
) -> Option<T> {
    let text = digits(option).or_else(|| {
        let text = syn::parse2::<LitStr>(option.value.clone()).ok()?.value();
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        (!is_number).then_some(text)
    });
    let Some(text) = text else {
        let sentence = format!("`{}` must be a number, or a text in quotes", option.name);
        refuse(option, rule, sentence, errors);
        return None;
    };
    errors.check(&option.value, parse(&text))
}

fn refuse(option: &Given, rule: &'static Rule, sentence: impl Display, errors: &mut Errors) {
    errors.say(&option.value, rule, sentence);
}
