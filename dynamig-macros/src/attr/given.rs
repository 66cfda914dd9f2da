use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Token;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};

use crate::errors::Errors;
use crate::nearest::nearest;
use crate::refusal;

/// An option as it was given.
pub(crate) struct Given {
    pub(crate) key: Ident,
    pub(crate) name: String,
    pub(crate) shape: Shape,
    /// What stands behind `=`, or in the parentheses.
    pub(crate) value: TokenStream,
}

/// How an option is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `name`
    Flag,
    /// `name = value`
    Value,
    /// `name(…)`
    Group,
}

impl Given {
    /// An option, or a word like one, from all of the tokens.
    pub(crate) fn parse(tokens: TokenStream) -> syn::Result<Self> {
        given.parse2(tokens)
    }

    /// What to underline: its value, or its name where it has none.
    pub(crate) fn at(&self) -> TokenStream {
        if self.value.is_empty() {
            self.key.to_token_stream()
        } else {
            self.value.clone()
        }
    }
}

/// The entries between commas. One that is empty is refused at the comma behind it.
pub(crate) fn entries(tokens: TokenStream, errors: &mut Errors) -> Vec<TokenStream> {
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
pub(crate) struct Form {
    pub(crate) attribute: &'static str,
    /// Written `name = value`.
    pub(crate) options: &'static [&'static str],
    /// Written `name`.
    pub(crate) flags: &'static [&'static str],
    /// Written `name(…)`.
    pub(crate) groups: &'static [&'static str],
}

impl Form {
    /// Parses `name = value, …`. What the attribute does not take, or takes in another form, or once, is refused and left out.
    pub(crate) fn parse(&self, tokens: TokenStream, errors: &mut Errors) -> Vec<Given> {
        self.parse_all([tokens], errors)
    }

    /// The same of an attribute that stands several times: its options are one list.
    pub(crate) fn parse_all(
        &self,
        lists: impl IntoIterator<Item = TokenStream>,
        errors: &mut Errors,
    ) -> Vec<Given> {
        let mut accepted: Vec<Given> = Vec::new();
        for list in lists {
            for entry in entries(list, errors) {
                let Ok(option) = Given::parse(entry.clone()) else {
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
        }
        accepted
    }

    fn accepts(&self, option: &Given, entry: &TokenStream, errors: &mut Errors) -> bool {
        let name = &*option.name;
        let takes = |shape| self.names(shape).contains(&name);
        if takes(option.shape) {
            return true;
        }
        let mut written = Vec::new();
        if takes(Shape::Value) {
            written.push(format!("be written `{name} = …`"));
        }
        if takes(Shape::Group) {
            written.push(format!("be written `{name}(…)`"));
        }
        if takes(Shape::Flag) {
            written.push("stand alone, without a value".to_owned());
        }
        if written.is_empty() {
            self.refuse_unknown(option, errors);
        } else {
            let sentence = format!("`{name}` must {}", written.join(", or "));
            errors.say(entry, &refusal::FORM, sentence);
        }
        false
    }

    fn names(&self, shape: Shape) -> &'static [&'static str] {
        match shape {
            Shape::Flag => self.flags,
            Shape::Value => self.options,
            Shape::Group => self.groups,
        }
    }

    /// Refuses an option that does not exist, with the name that was meant where one is near.
    fn refuse_unknown(&self, option: &Given, errors: &mut Errors) {
        let name = &option.name;
        let only_groups = self
            .groups
            .iter()
            .filter(|group| !self.options.contains(group));
        let known: Vec<_> = self
            .options
            .iter()
            .chain(self.flags)
            .chain(only_groups)
            .copied()
            .collect();
        let quoted: Vec<_> = known.iter().map(|known| format!("`{known}`")).collect();
        let expected = match &*quoted {
            [only] => format!("expected {only}"),
            _ => format!("expected one of {}", quoted.join(", ")),
        };
        let hint = match nearest(name, known) {
            Some(known) => format!("did you mean `{known}`? {expected}"),
            None => expected,
        };
        let sentence = format!("`{}` has no option `{name}`", self.attribute);
        errors.say_with_hint(&option.key, &refusal::UNKNOWN, sentence, &hint);
    }
}

fn given(input: ParseStream<'_>) -> syn::Result<Given> {
    let key = input.call(Ident::parse_any)?;
    let name = key.unraw().to_string();
    let (shape, value) = if input.is_empty() {
        (Shape::Flag, TokenStream::new())
    } else if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        let value: TokenStream = input.parse()?;
        if value.is_empty() {
            return Err(input.error("expected a value"));
        }
        (Shape::Value, value)
    } else {
        let content;
        syn::parenthesized!(content in input);
        (Shape::Group, content.parse()?)
    };
    Ok(Given {
        key,
        name,
        shape,
        value,
    })
}
