use dynamig_rules::{Violation, environment, id, table};
use proc_macro2::{Delimiter, Group, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser as _};
use syn::{LitStr, Path};

use super::Dependency;
use super::given::{Given, entries};
use crate::errors::Errors;
use crate::refusal;

/// `depends_on = [seed_plans, "20231231000000_other"]`, which may be empty.
pub(super) fn dependencies(option: &Given, errors: &mut Errors) -> Vec<Dependency> {
    let mut dependencies: Vec<Dependency> = Vec::new();
    for entry in bracketed(option, errors).unwrap_or_default() {
        let Ok(dependency) = dependency.parse2(entry.clone()) else {
            errors.refuse(&entry, &refusal::NOT_A_DEPENDENCY);
            continue;
        };
        if let Dependency::Id(text) = &dependency {
            errors.check(text, id::parse(&text.value()));
        }
        if dependencies
            .iter()
            .any(|other| other.text() == dependency.text())
        {
            listed_twice(&entry, &dependency.text(), option, errors);
        } else {
            dependencies.push(dependency);
        }
    }
    dependencies
}

fn dependency(input: ParseStream<'_>) -> syn::Result<Dependency> {
    if input.peek(LitStr) {
        input.parse().map(Dependency::Id)
    } else {
        Path::parse_mod_style(input).map(Dependency::Path)
    }
}

/// `renamed_from = ["20260801090000_plans"]`.
pub(super) fn ids(option: &Given, errors: &mut Errors) -> Vec<LitStr> {
    let entries = filled(option, errors);
    strings(option, entries, |text| id::parse(text).map(drop), errors)
}

/// `only_in = ["local", "dev"]`.
pub(super) fn environments(option: &Given, errors: &mut Errors) -> Vec<LitStr> {
    let entries = filled(option, errors);
    strings(option, entries, environment::check_name, errors)
}

/// `touches = ["customers"]`, which may be empty.
pub(super) fn tables(option: &Given, errors: &mut Errors) -> Vec<LitStr> {
    let entries = bracketed(option, errors).unwrap_or_default();
    strings(option, entries, table::name::check_table, errors)
}

fn strings(
    option: &Given,
    entries: Vec<TokenStream>,
    check: fn(&str) -> Result<(), Violation>,
    errors: &mut Errors,
) -> Vec<LitStr> {
    let mut strings: Vec<LitStr> = Vec::new();
    for entry in entries {
        let Ok(literal) = syn::parse2::<LitStr>(entry.clone()) else {
            errors.say(
                &entry,
                &refusal::NOT_A_STRING,
                format!("an entry of `{}` must be a string", option.name),
            );
            continue;
        };
        errors.check(&literal, check(&literal.value()));
        if strings.iter().any(|other| other.value() == literal.value()) {
            listed_twice(&literal, &literal.value(), option, errors);
        } else {
            strings.push(literal);
        }
    }
    strings
}

fn listed_twice(at: &dyn ToTokens, text: &str, option: &Given, errors: &mut Errors) {
    let sentence = format!("`{text}` stands twice in `{}`", option.name);
    errors.say(at, &refusal::LISTED_TWICE, sentence);
}

/// The entries of a list that is refused when it is empty.
fn filled(option: &Given, errors: &mut Errors) -> Vec<TokenStream> {
    let Some(entries) = bracketed(option, errors) else {
        return Vec::new();
    };
    if entries.is_empty() {
        errors.say(
            &option.value,
            &refusal::EMPTY_LIST,
            format!("the list of `{}` is empty", option.name),
        );
    }
    entries
}

fn bracketed(option: &Given, errors: &mut Errors) -> Option<Vec<TokenStream>> {
    match syn::parse2::<Group>(option.value.clone()) {
        Ok(group) if group.delimiter() == Delimiter::Bracket => {
            Some(entries(group.stream(), errors))
        }
        Ok(_) | Err(_) => {
            errors.say(
                &option.value,
                &refusal::NOT_A_LIST,
                format!("`{}` must be a list in brackets", option.name),
            );
            None
        }
    }
}
