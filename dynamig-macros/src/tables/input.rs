use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Path, Token};

use crate::errors::Errors;
use crate::refusal;

/// What stands in the parentheses: a path as a string, and where `dynamig` is.
pub(super) struct Input {
    pub(super) path: LitStr,
    pub(super) core: Option<Path>,
}

impl Input {
    pub(super) fn parse(input: TokenStream, errors: &mut Errors) -> Option<Self> {
        match syn::parse2(input) {
            Ok(input) => Some(input),
            Err(error) => {
                let rule = &refusal::NOT_A_TABLES_PATH;
                errors.refuse_at(error.span(), rule, rule.says, rule.hint);
                None
            }
        }
    }
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.parse()?;
        let mut core = None;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        if !input.is_empty() {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            core = Some(input.call(Path::parse_mod_style)?);
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { path, core })
    }
}
