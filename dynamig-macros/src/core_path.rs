use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::Path;

use crate::errors::Errors;
use crate::refusal;
use crate::spans::moved;

/// The path of the crate `dynamig`, as the user's crate sees it.
#[derive(Clone)]
pub(crate) enum CorePath {
    /// As `crate = …` gives it.
    Given(TokenStream),
    /// A dependency of the user's package, by its name.
    Named(String),
}

impl CorePath {
    /// The crate under its own name.
    pub(crate) fn dynamig() -> Self {
        Self::Named("dynamig".to_owned())
    }

    /// The module that generated code calls into.
    pub(crate) fn private(&self) -> TokenStream {
        self.module(Span::call_site(), TokenStream::clone)
    }

    /// The same, with each token at `span`, so that the compiler's errors point there.
    pub(crate) fn private_at(&self, span: Span) -> TokenStream {
        self.module(span, |path| moved(path.clone(), span))
    }

    fn module(&self, span: Span, given: impl Fn(&TokenStream) -> TokenStream) -> TokenStream {
        match self {
            Self::Given(path) => {
                let path = given(path);
                quote_spanned!(span=> #path::__private)
            }
            Self::Named(name) => {
                let name = Ident::new(name, span);
                quote_spanned!(span=> ::#name::__private)
            }
        }
    }
}

/// The path that an option gives, else the one that is found; refused where there is none.
pub(crate) fn of(
    given: Option<&Path>,
    find: fn() -> Option<CorePath>,
    errors: &mut Errors,
) -> Option<CorePath> {
    let core = given
        .map(|path| CorePath::Given(path.to_token_stream()))
        .or_else(find);
    if core.is_none() {
        let rule = &refusal::NO_CRATE;
        errors.refuse_at(Span::call_site(), rule, rule.says, rule.hint);
    }
    core
}

/// Looks `dynamig-core` up in the manifest of the package that is being compiled; `None` when it is not there.
pub(crate) fn find() -> Option<CorePath> {
    match crate_name("dynamig-core").ok()? {
        // The library's name differs from its package's, and `extern crate self as dynamig` makes it true in core itself.
        FoundCrate::Itself => Some(CorePath::dynamig()),
        FoundCrate::Name(name) if name == "dynamig_core" => Some(CorePath::dynamig()),
        FoundCrate::Name(renamed) => Some(CorePath::Named(renamed)),
    }
}
