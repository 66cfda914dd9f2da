use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Token;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};

use crate::errors::Errors;
use crate::refusal;

/// An option as it was given: `key = value`.
pub(crate) struct Given {
    pub(crate) key: Ident,
    pub(crate) name: String,
    /// Empty for a flag only.
    pub(crate) value: TokenStream,
}

/// The entries between commas. One that is empty is refused at the comma behind it.
pub(super) fn entries(tokens: TokenStream, errors: &mut Errors) -> Vec<TokenStream> {
    let mut entries = Vec::new();
    let mut entry = TokenStream::new();
    for token in tokens {
        if !matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            entry.extend([token]);
        } else if entry.is_empty() {
            errors.say(&token, &refusal::FORM, "nothing stands before this comma");
        } else {
            entries.push(std::mem::take(&mut entry));
        }
    }
    if !entry.is_empty() {
        entries.push(entry);
    }
    entries
}

/// Parses `key = value, …`. What is not of that form, or given twice, is refused and left out.
pub(super) fn parse(tokens: TokenStream, errors: &mut Errors) -> Vec<Given> {
    parse_with_flags(tokens, &[], errors)
}

/// [`parse`], where some keys stand alone.
pub(super) fn parse_with_flags(
    tokens: TokenStream,
    flags: &[&str],
    errors: &mut Errors,
) -> Vec<Given> {
    let mut options: Vec<Given> = Vec::new();
    for entry in entries(tokens, errors) {
        let Ok(option) = given.parse2(entry.clone()) else {
            errors.refuse(&entry, &refusal::FORM);
            continue;
        };
        let name = &option.name;
        if flags.contains(&&**name) != option.value.is_empty() {
            let form = if option.value.is_empty() {
                format!("{name} = …")
            } else {
                name.clone()
            };
            errors.say(
                &entry,
                &refusal::FORM,
                format!("`{name}` is written `{form}`"),
            );
        } else if options.iter().any(|other| other.name == *name) {
            errors.say(
                &option.key,
                &refusal::REPEATED,
                format!("`{name}` stands twice"),
            );
        } else {
            options.push(option);
        }
    }
    options
}

fn given(input: ParseStream<'_>) -> syn::Result<Given> {
    let key = input.call(Ident::parse_any)?;
    let name = key.unraw().to_string();
    let mut value = TokenStream::new();
    if !input.is_empty() {
        input.parse::<Token![=]>()?;
        value = input.parse()?;
        if value.is_empty() {
            return Err(input.error("expected a value"));
        }
    }
    Ok(Given { key, name, value })
}

/// Refuses an option that does not exist, with the name that was meant where one is near.
pub(super) fn unknown(option: &Given, attribute: &str, known: &[&str], errors: &mut Errors) {
    let name = &option.name;
    let near = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(name, known), known));
    let nearest = near
        .min()
        .filter(|(distance, known)| *distance <= known.len() / 3);
    let list: Vec<_> = known.iter().map(|known| format!("`{known}`")).collect();
    let hint = match nearest {
        Some((_, known)) => format!(
            "did you mean `{known}`? expected one of {}",
            list.join(", ")
        ),
        None => format!("expected one of {}", list.join(", ")),
    };
    let sentence = format!("`{attribute}` has no option `{name}`");
    errors.say_with_hint(
        &option.key.to_token_stream(),
        &refusal::UNKNOWN,
        sentence,
        &hint,
    );
}
