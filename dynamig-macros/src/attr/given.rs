use proc_macro2::{Ident, TokenStream, TokenTree};
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

/// The options that an attribute takes.
pub(super) struct Form {
    pub(super) attribute: &'static str,
    /// Written `name = value`.
    pub(super) options: &'static [&'static str],
    /// Written `name`.
    pub(super) flags: &'static [&'static str],
    /// Those of item migrations, which come later.
    pub(super) for_items: &'static [&'static str],
}

impl Form {
    /// Parses `name = value, …`. What the attribute does not take, or takes in another form, or once, is refused and left out.
    pub(super) fn parse(&self, tokens: TokenStream, errors: &mut Errors) -> Vec<Given> {
        let mut accepted: Vec<Given> = Vec::new();
        for entry in entries(tokens, errors) {
            let Ok(option) = given.parse2(entry.clone()) else {
                errors.refuse(&entry, &refusal::FORM);
                continue;
            };
            if accepted.iter().any(|other| other.name == option.name) {
                let sentence = format!("`{}` stands twice", option.name);
                errors.say(&option.key, &refusal::REPEATED, sentence);
            } else if self.accepts(&option, &entry, errors) {
                accepted.push(option);
            }
        }
        accepted
    }

    fn accepts(&self, option: &Given, entry: &TokenStream, errors: &mut Errors) -> bool {
        let name = &*option.name;
        let has_value = !option.value.is_empty();
        if self.for_items.contains(&name) {
            let sentence = format!(
                "`{name}` is an option of item migrations, which are not part of this version"
            );
            errors.say(&option.key, &refusal::FOR_ITEMS, sentence);
        } else if self.options.contains(&name) {
            if !has_value {
                errors.say(
                    entry,
                    &refusal::FORM,
                    format!("`{name}` must be written `{name} = …`"),
                );
            }
            return has_value;
        } else if self.flags.contains(&name) {
            if has_value {
                errors.say(
                    entry,
                    &refusal::FORM,
                    format!("`{name}` must stand alone, without a value"),
                );
            }
            return !has_value;
        } else {
            self.refuse_unknown(option, errors);
        }
        false
    }

    /// Refuses an option that does not exist, with the name that was meant where one is near.
    fn refuse_unknown(&self, option: &Given, errors: &mut Errors) {
        let name = &option.name;
        let known = self.options.iter().chain(self.flags);
        let quoted: Vec<_> = known.clone().map(|known| format!("`{known}`")).collect();
        let expected = format!("expected one of {}", quoted.join(", "));
        let near = known.map(|known| (strsim::damerau_levenshtein(name, known), known));
        let hint = match near
            .min()
            .filter(|(distance, known)| *distance <= known.len() / 3)
        {
            Some((_, known)) => format!("did you mean `{known}`? {expected}"),
            None => expected,
        };
        let sentence = format!("`{}` has no option `{name}`", self.attribute);
        errors.say_with_hint(&option.key, &refusal::UNKNOWN, sentence, &hint);
    }
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
