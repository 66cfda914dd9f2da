use std::fmt::Display;

use dynamig_rules::{Rule, Violation};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// All that is wrong with one use of a macro, reported at once, each at the tokens it is about.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Refuses tokens in the rule's own words.
    pub(crate) fn refuse(&mut self, at: &dyn ToTokens, rule: &'static Rule) {
        self.say(at, rule, rule.says);
    }

    /// Refuses tokens in a sentence that names them.
    pub(crate) fn say(&mut self, at: &dyn ToTokens, rule: &'static Rule, sentence: impl Display) {
        self.say_with_hint(at, rule, sentence, rule.hint);
    }

    /// Refuses tokens in a sentence that names them, with a hint that fits it better than the rule's.
    pub(crate) fn say_with_hint(
        &mut self,
        at: &dyn ToTokens,
        rule: &'static Rule,
        sentence: impl Display,
        hint: &str,
    ) {
        self.0.push(syn::Error::new_spanned(
            at.to_token_stream(),
            text(rule, sentence, hint),
        ));
    }

    /// Refuses a place that has no token of its own.
    pub(crate) fn refuse_at(
        &mut self,
        span: Span,
        rule: &'static Rule,
        sentence: impl Display,
        hint: &str,
    ) {
        self.0
            .push(syn::Error::new(span, text(rule, sentence, hint)));
    }

    /// Refuses a place in words of another library.
    pub(crate) fn tell(&mut self, span: Span, text: String) {
        self.0.push(syn::Error::new(span, text));
    }

    /// What a check of a value gives, or nothing once its fault is noted at these tokens.
    pub(crate) fn check<T>(
        &mut self,
        at: &dyn ToTokens,
        result: Result<T, Violation>,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(violation) => {
                self.say(at, violation.rule(), &violation);
                None
            }
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().map(syn::Error::to_compile_error));
    }
}

/// The whole of a message: the sentence, the rule, and what to do.
pub(crate) fn text(rule: &Rule, sentence: impl Display, hint: &str) -> String {
    let id = rule.id;
    if hint.is_empty() {
        format!("{sentence} [{id}]")
    } else {
        format!("{sentence} [{id}]\nhint: {hint}")
    }
}
