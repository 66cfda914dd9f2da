//! The options in an attribute's parentheses, from tokens to values.

pub(crate) mod given;
mod items;
mod list;
pub(crate) mod value;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{LitStr, Path};

use crate::errors::Errors;
use crate::refusal;
use given::{Form, Given};
pub(crate) use items::ItemArguments;

/// The options of `#[migration]`.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) version: Option<u64>,
    pub(crate) depends_on: Vec<Dependency>,
    pub(crate) down: Option<Path>,
    pub(crate) revision: Option<u32>,
    pub(crate) renamed_from: Vec<LitStr>,
    pub(crate) on_interrupt: Option<OnInterrupt>,
    /// The word of `on_interrupt`, to underline.
    pub(crate) on_interrupt_at: Option<TokenStream>,
    pub(crate) fresh: Option<Fresh>,
    pub(crate) only_in: Vec<LitStr>,
    /// `None` is not declared, an empty list declares none.
    pub(crate) touches: Option<Vec<LitStr>>,
    pub(crate) core: Option<Path>,
    /// What it is run over, as far as the options tell.
    pub(crate) over: Over,
    pub(crate) items: ItemArguments,
}

/// What a migration is run over.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Over {
    /// It runs once.
    #[default]
    Once,
    /// It names the table of its items.
    Items,
}

/// An entry of `depends_on`.
pub(crate) enum Dependency {
    Path(Path),
    Id(LitStr),
}

/// `on_interrupt`.
#[derive(Clone, Copy)]
pub(crate) enum OnInterrupt {
    Rerun,
    Manual,
}

/// `fresh`.
#[derive(Clone, Copy)]
pub(crate) enum Fresh {
    Run,
    Skip,
}

impl ToTokens for OnInterrupt {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Rerun => quote!(Rerun),
            Self::Manual => quote!(Manual),
        });
    }
}

impl ToTokens for Fresh {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Run => quote!(Run),
            Self::Skip => quote!(Skip),
        });
    }
}

const MIGRATION: Form = Form {
    attribute: "#[migration]",
    options: &[
        "version",
        "depends_on",
        "down",
        "revision",
        "renamed_from",
        "on_interrupt",
        "fresh",
        "only_in",
        "touches",
        "crate",
        "items",
        "matching",
        "segments",
        "workers",
        "page",
        "compare",
        "writes",
        "max_errors",
        "max_wcu",
        "max_rcu",
    ],
    flags: &["deferred", "exactly_once", "overwrite"],
    groups: &[],
};

const TEST: Form = Form {
    attribute: "#[dynamig::test]",
    options: &["crate"],
    flags: &["empty"],
    groups: &[],
};

impl Arguments {
    /// Parses the options, and notes whatever is wrong with any of them.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        let names = |option| names(tokens.clone(), option);
        let names_version = names("version");
        if names("items") {
            arguments.over = Over::Items;
        }
        for option in &MIGRATION.parse(tokens, errors) {
            arguments.set(option, errors);
        }
        if !names_version {
            let refusal = &refusal::NO_VERSION;
            errors.refuse_at(Span::call_site(), refusal, refusal.says, refusal.hint);
        }
        arguments
    }

    fn set(&mut self, option: &Given, errors: &mut Errors) {
        match &*option.name {
            "version" => self.version = value::version(option, errors),
            "depends_on" => self.depends_on = list::dependencies(option, errors),
            "down" => self.down = value::path(option, errors),
            "revision" => self.revision = value::revision(option, errors),
            "renamed_from" => self.renamed_from = list::ids(option, errors),
            "on_interrupt" => {
                self.on_interrupt_at = Some(option.value.clone());
                let choices = [
                    ("rerun", OnInterrupt::Rerun),
                    ("manual", OnInterrupt::Manual),
                ];
                self.on_interrupt = value::choice(option, choices, errors);
            }
            "fresh" => {
                let choices = [("run", Fresh::Run), ("skip", Fresh::Skip)];
                self.fresh = value::choice(option, choices, errors);
            }
            "only_in" => self.only_in = list::environments(option, errors),
            "touches" => self.touches = Some(list::tables(option, errors)),
            "crate" => self.core = value::path(option, errors),
            _ => self.items.set(option, errors),
        }
    }
}

/// Whether an option is there, be it as it should be or not.
fn names(tokens: TokenStream, option: &str) -> bool {
    let mut begins = true;
    tokens.into_iter().any(|token| {
        let is_it = begins && matches!(&token, TokenTree::Ident(name) if name == option);
        begins = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
        is_it
    })
}

/// The options of `#[dynamig::test]`.
#[derive(Default)]
pub(crate) struct TestArguments {
    /// Whether the database is given without a migration applied.
    pub(crate) empty: bool,
    pub(crate) core: Option<Path>,
}

impl TestArguments {
    /// Parses the options, and notes whatever is wrong with any of them.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        for option in &TEST.parse(tokens, errors) {
            match &*option.name {
                "empty" => arguments.empty = true,
                "crate" => arguments.core = value::path(option, errors),
                name => unreachable!("`{name}` is accepted, but not known"),
            }
        }
        arguments
    }
}

impl Dependency {
    /// The entry as text, to see whether it stands twice.
    fn text(&self) -> String {
        match self {
            Self::Path(path) => path.to_token_stream().to_string(),
            Self::Id(id) => id.value(),
        }
    }
}
